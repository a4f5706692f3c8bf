import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { awaitAccepted } from "../src/calls/await-accepted.ts";
import type { RingingFate } from "../src/calls/incoming-calls.ts";
import type { WidgetSignal } from "../src/calls/widget-port.ts";
import { outcome } from "./fakes/setup.ts";

const OPENED = [{ type: "opened" }, { type: "loaded" }] as const;
const CLAIMED = { ve: 1, type: "claimed", visitorId: "v1" } as const;
const PRE_CALL = { status: "PRE_CALL", visitorId: "v1" } as const;
const STARTED = { status: "CALL_STARTED", visitorId: "v1" } as const;
const FINISHED = { status: "FINISHED" } as const;
const SELF: RingingFate = { type: "elsewhere", userId: "john", deviceId: "d" };
const OTHER: RingingFate = { type: "elsewhere", userId: "mary" };
const LEFT: RingingFate = { type: "visitor-left" };

/** A step is a signal of the widget's, a fate of the ringing, or milliseconds that pass. */
type Step = WidgetSignal | RingingFate | number;

async function run(steps: readonly Step[]): Promise<{ result: string | undefined; won: number }> {
  const widget = new Set<(said: WidgetSignal) => void>();
  const watchers = new Set<(fate: RingingFate) => void>();
  const onWon = vi.fn();
  const controller = new AbortController();
  const accepted = outcome(
    awaitAccepted(
      (watcher) => {
        widget.add(watcher);
        return () => widget.delete(watcher);
      },
      { visitorId: "v1", watchers },
      onWon,
      30_000,
      controller.signal,
    ),
  );
  for (const step of [...OPENED, ...steps]) {
    if (typeof step === "number") await vi.advanceTimersByTimeAsync(step);
    else if ("type" in step && ["elsewhere", "visitor-left", "failed"].includes(step.type))
      for (const watcher of watchers) watcher(step as RingingFate);
    else for (const watcher of widget) watcher(step as WidgetSignal);
  }
  await vi.advanceTimersByTimeAsync(0);
  if (accepted.code !== undefined) {
    expect(widget.size + watchers.size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  }
  return { result: accepted.code, won: onWon.mock.calls.length };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("accepting as a race", () => {
  it.each<[string, readonly Step[], string | undefined]>([
    ["claimed, then the call starts", [SELF, CLAIMED, PRE_CALL, STARTED], "ok"],
    ["a slow camera prompt: two minutes less a moment", [SELF, CLAIMED, 119_999, STARTED], "ok"],
    ["a camera prompt that nobody answers", [CLAIMED, 120_000], "OPERATION_TIMEOUT"],
    ["the original: PRE_CALL late, without claimed", [SELF, 9_000, PRE_CALL, 60_000, STARTED], "ok"],
    [
      "the original: PRE_CALL before the platform has decided for another agent",
      [PRE_CALL, OTHER],
      "SESSION_ACCEPTED_BY_ANOTHER_AGENT",
    ],
    ["the call starts though nobody confirmed", [PRE_CALL, STARTED], "ok"],
    [
      "taken on another device: the widget finishes",
      [SELF, FINISHED],
      "SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE",
    ],
    [
      "taken on another device: no word from the widget for 10 s",
      [SELF, 10_000],
      "SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE",
    ],
    ["taken on another device: 10 s are not over", [SELF, 9_999], undefined],
    [
      "taken on another device: the word comes within 1 s after the widget's end",
      [FINISHED, 999, SELF],
      "SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE",
    ],
    ["taken by another agent", [OTHER], "SESSION_ACCEPTED_BY_ANOTHER_AGENT"],
    [
      "taken by another agent: the word comes within 1 s after the widget's end",
      [FINISHED, 999, OTHER],
      "SESSION_ACCEPTED_BY_ANOTHER_AGENT",
    ],
    ["the visitor leaves", [LEFT], "VISITOR_HAS_LEFT_SESSION"],
    ["the visitor leaves while the camera is asked for", [PRE_CALL, LEFT], "VISITOR_HAS_LEFT_SESSION"],
    ["the widget finishes and nobody says why", [FINISHED, 1_000], "CALL_ALREADY_FINISHED"],
    ["the widget finishes: not yet", [FINISHED, 999], undefined],
    [
      "the visitor hangs up while the camera is asked for",
      [SELF, CLAIMED, FINISHED],
      "CALL_ALREADY_FINISHED",
    ],
    ["nothing at all for 30 s", [30_000], "SESSION_FAILED_TO_START"],
    [
      "a hello and then nothing for 30 s",
      [{ ve: 1, type: "hello", capabilities: [] }, 30_000],
      "SESSION_FAILED_TO_START",
    ],
    [
      "the key is refused",
      [{ status: "FINISHED", attributes: { error: "not-authenticated" } }],
      "AGENT_NOT_AUTHENTICATED",
    ],
    ["the widget is taken away", [{ type: "removed" }], "OPERATION_ABORTED"],
    ["the platform cannot be reached", [{ type: "unreachable" }], "WIDGET_IFRAME_LOAD_FAILED"],
    [
      "another visitor's messages change nothing",
      [
        { status: "CALL_STARTED", visitorId: "v2" },
        { ve: 1, type: "claimed", visitorId: "v2" },
      ],
      undefined,
    ],
  ])("%s", async (_title, steps, expected) => {
    expect((await run(steps)).result).toBe(expected);
  });

  it("has the call for certain with claimed, or with the platform's word and PRE_CALL, and not before", async () => {
    expect((await run([CLAIMED])).won).toBe(1);
    expect((await run([PRE_CALL])).won).toBe(0);
    expect((await run([SELF])).won).toBe(0);
    expect((await run([PRE_CALL, SELF])).won).toBe(1);
    expect((await run([SELF, PRE_CALL])).won).toBe(1);
  });
});
