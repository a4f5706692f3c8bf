/**
 * Virtual time for a page that Playwright doesn't drive, like Playwright's `page.clock`: replaces `Date`, `performance.now` and the
 * timers. Real time moves it as well, until it is paused.
 */
interface Timer {
  readonly dueMs: number;
  readonly intervalMs: number | undefined;
  readonly run: () => void;
}

const RealDate = Date;
const repeat = setInterval.bind(window);
const readMonotonicMs = performance.now.bind(performance);
// The harness counts the page's listeners by its own function.
const addListener = Reflect.get(EventTarget.prototype, "addEventListener");
const pending = new Map<number, Timer>();
let lastId = 0;
let nowMs = RealDate.now();
let realMs = readMonotonicMs();
let state: "following" | "running" | "paused" = "following";

function addTimer(handler: unknown, ms: unknown, values: unknown[], repeats: boolean): number {
  const delayMs = Math.max(0, Number(ms ?? 0));
  lastId += 1;
  pending.set(lastId, {
    dueMs: nowMs + delayMs,
    intervalMs: repeats ? Math.max(1, delayMs) : undefined,
    run: () => void Reflect.apply(handler as () => void, window, values),
  });
  return lastId;
}

/** The event loop's next turn: everything that a timer has started and that needs no other timer happens before it. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    Reflect.apply(addListener, port1, ["message", () => resolve()]);
    port1.start();
    port2.postMessage(null);
  });
}

async function advanceTo(targetMs: number): Promise<void> {
  for (;;) {
    const due = [...pending].filter(([, { dueMs }]) => dueMs <= targetMs);
    const [next] = due.toSorted(([, one], [, other]) => one.dueMs - other.dueMs);
    if (!next) break;
    const [id, timer] = next;
    nowMs = Math.max(nowMs, timer.dueMs);
    if (timer.intervalMs === undefined) pending.delete(id);
    else pending.set(id, { ...timer, dueMs: nowMs + timer.intervalMs });
    timer.run();
    await nextTurn();
  }
  nowMs = Math.max(nowMs, targetMs);
  await nextTurn();
}

async function runFor(ms: number): Promise<void> {
  const before = state;
  state = "running";
  await advanceTo(nowMs + ms);
  realMs = readMonotonicMs();
  state = before === "running" ? "following" : before;
}

async function follow(): Promise<void> {
  if (state !== "following") return;
  const passedMs = readMonotonicMs() - realMs;
  await runFor(passedMs);
}

async function pauseAt(timeMs: number): Promise<void> {
  await runFor(Math.max(0, timeMs - nowMs));
  state = "paused";
}

const startMs = nowMs;
Object.assign(window, {
  setTimeout: (handler: unknown, ms?: unknown, ...values: unknown[]) => addTimer(handler, ms, values, false),
  setInterval: (handler: unknown, ms?: unknown, ...values: unknown[]) => addTimer(handler, ms, values, true),
  clearTimeout: (id: number) => void pending.delete(id),
  clearInterval: (id: number) => void pending.delete(id),
  virtualClock: { runFor, pauseAt },
  Date: class extends RealDate {
    constructor(...values: unknown[]) {
      super(...((values.length > 0 ? values : [nowMs]) as [number]));
    }
    static override now(): number {
      return nowMs;
    }
  },
});
performance.now = () => nowMs - startMs;
repeat(() => void follow(), 10);
