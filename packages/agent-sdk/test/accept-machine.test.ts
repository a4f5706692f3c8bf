import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { awaitOpening } from "../src/call/await-opening.ts";
import type { WidgetSignal } from "../src/call/widget-signals.ts";
import { runOperation } from "../src/lib/operation.ts";
import { createAcceptMachine } from "../src/queue/accept-machine.ts";
import type { RingingEnd } from "../src/queue/incoming-calls.ts";
import { outcome } from "./fakes/setup.ts";

const OPENED = [{ frame: "opening" }, { frame: "opened" }, { frame: "loaded" }] as const;
const CLAIMED = { ve: 1, type: "claimed", visitorId: "v1" } as const;
const PRE_CALL = { status: "PRE_CALL", visitorId: "v1" } as const;
const STARTED = { status: "CALL_STARTED", visitorId: "v1" } as const;
const FINISHED = { status: "FINISHED" } as const;
const acceptedBy = (userId: string, deviceId?: string): RingingEnd => ({
  type: "elsewhere",
  by: { visitorId: "v1", callId: "c1", userId, acceptedByUser: userId, ...(deviceId && { deviceId }) },
});
const SELF = acceptedBy("john", "d");
const OTHER = acceptedBy("mary");
const LEFT: RingingEnd = { type: "visitor-left" };

/** A step is a signal of the widget, the end of the ringing, or milliseconds that pass. */
type Step = WidgetSignal | RingingEnd | number;

const isEnd = (step: object): step is RingingEnd =>
  "type" in step && /^(elsewhere|visitor-left|withdrawn|timeout)$/.test(String(step.type));

interface Run {
  readonly result: string | undefined;
  readonly message: string | undefined;
  readonly isOurs: boolean;
}

async function run(steps: readonly Step[]): Promise<Run> {
  const widget = new Set<(signal: WidgetSignal) => void>();
  const endings = new Set<(input: { readonly end: RingingEnd }) => void>();
  let isOurs = false;
  const accepted = outcome(
    runOperation({ operation: "acceptCall", timeoutMs: 30_000 }, (running) =>
      awaitOpening(
        (watcher) => {
          widget.add(watcher);
          return () => widget.delete(watcher);
        },
        {
          machine: createAcceptMachine("v1"),
          subscribe(feed: (input: { readonly end: RingingEnd }) => void) {
            endings.add(feed);
            return () => endings.delete(feed);
          },
          onState(state) {
            ({ isOurs } = state);
          },
        },
        running,
      ),
    ),
  );
  for (const step of [...OPENED, ...steps])
    if (typeof step === "number") await vi.advanceTimersByTimeAsync(step);
    else if (isEnd(step)) for (const feed of endings) feed({ end: step });
    else for (const watcher of widget) watcher(step);
  await vi.advanceTimersByTimeAsync(0);
  if (accepted.code !== undefined) {
    expect(widget.size + endings.size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  }
  return { result: accepted.code, message: accepted.error?.message, isOurs };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("acceptCall() while others may accept too", () => {
  it.each<[string, readonly Step[], string | undefined]>([
    ["claimed, then the call starts", [SELF, CLAIMED, PRE_CALL, STARTED], "ok"],
    ["the camera prompt is answered just before 120 s", [SELF, CLAIMED, 119_999, STARTED], "ok"],
    ["nobody answers the camera prompt for 120 s", [CLAIMED, 120_000], "OPERATION_TIMEOUT"],
    [
      "the original's widget sends PRE_CALL late and never sends claimed",
      [SELF, 9_000, PRE_CALL, 60_000, STARTED],
      "ok",
    ],
    [
      "the original's widget sends PRE_CALL before another agent wins",
      [PRE_CALL, OTHER],
      "SESSION_ACCEPTED_BY_ANOTHER_AGENT",
    ],
    ["the call starts without a confirmation by the platform", [PRE_CALL, STARTED], "ok"],
    [
      "accepted on another device: the widget finishes",
      [SELF, FINISHED],
      "SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE",
    ],
    [
      "accepted on another device: the widget is silent for 10 s",
      [SELF, 10_000],
      "SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE",
    ],
    ["accepted on another device: still pending after 9.999 s", [SELF, 9_999], undefined],
    [
      "accepted on another device: reported within 1 s after the widget finished",
      [FINISHED, 999, SELF],
      "SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE",
    ],
    ["accepted by another agent", [OTHER], "SESSION_ACCEPTED_BY_ANOTHER_AGENT"],
    [
      "accepted by another agent: reported within 1 s after the widget finished",
      [FINISHED, 999, OTHER],
      "SESSION_ACCEPTED_BY_ANOTHER_AGENT",
    ],
    ["the visitor leaves", [LEFT], "VISITOR_HAS_LEFT_SESSION"],
    ["the visitor leaves during the camera prompt", [PRE_CALL, LEFT], "VISITOR_HAS_LEFT_SESSION"],
    ["the widget finishes, and nothing else follows for 1 s", [FINISHED, 1_000], "CALL_ALREADY_FINISHED"],
    ["the widget finishes: still pending after 999 ms", [FINISHED, 999], undefined],
    ["the visitor hangs up during the camera prompt", [SELF, CLAIMED, FINISHED], "CALL_ALREADY_FINISHED"],
    ["no message for 30 s", [30_000], "SESSION_FAILED_TO_START"],
    [
      "hello, then no message for 30 s",
      [{ ve: 1, type: "hello", capabilities: [] }, 30_000],
      "SESSION_FAILED_TO_START",
    ],
    [
      "the platform refuses the key",
      [{ status: "FINISHED", attributes: { error: "not-authenticated" } }],
      "AGENT_NOT_AUTHENTICATED",
    ],
    ["the application removes the widget", [{ frame: "removed" }], "OPERATION_ABORTED"],
    ["the platform cannot be reached", [{ frame: "blocked", message: "x" }], "WIDGET_IFRAME_LOAD_FAILED"],
    [
      "the call no longer rings here, but the visitor still waits",
      [{ type: "withdrawn" }],
      "SESSION_NOT_FOUND",
    ],
    ["the visitor has waited too long", [{ type: "timeout" }], "VISITOR_HAS_LEFT_SESSION"],
    [
      "messages about another visitor are ignored",
      [
        { status: "CALL_STARTED", visitorId: "v2" },
        { ve: 1, type: "claimed", visitorId: "v2" },
      ],
      undefined,
    ],
  ])("%s", async (_title, steps, expected) => {
    expect((await run(steps)).result).toBe(expected);
  });

  it("names what keeps the call from connecting when the time is over", async () => {
    const unreachable = { ve: 1, type: "unreachable", cause: "no-relay" } as const;
    const { result, message } = await run([CLAIMED, PRE_CALL, unreachable, 120_000]);
    expect(result).toBe("OPERATION_TIMEOUT");
    expect(message).toBe(
      "acceptCall() did not finish within 120000 ms. The two browsers can't reach each other directly, and the platform has no TURN server. Set its TURN_URLS and TURN_SECRET.",
    );
    const mended = await run([CLAIMED, unreachable, { ve: 1, type: "reachable" }, 120_000]);
    expect(mended.message).toMatch(/while waiting for the call to connect/);
  });

  it("counts the call as this page's after claimed, or after both PRE_CALL and the platform's confirmation", async () => {
    expect((await run([CLAIMED])).isOurs).toBe(true);
    expect((await run([PRE_CALL])).isOurs).toBe(false);
    expect((await run([SELF])).isOurs).toBe(false);
    expect((await run([PRE_CALL, SELF])).isOurs).toBe(true);
    expect((await run([SELF, PRE_CALL])).isOurs).toBe(true);
  });
});
