import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { awaitCallStart } from "../src/calls/await-call-start.ts";
import type { WidgetSignal } from "../src/calls/widget-port.ts";
import { outcome } from "./fakes/setup.ts";

const HELLO = { ve: 1, type: "hello", capabilities: [] } as const;
const OPENED = { type: "opened" } as const;
const LOADED = { type: "loaded" } as const;

async function run(steps: readonly (WidgetSignal | number)[]): Promise<string | undefined> {
  const watchers = new Set<(said: WidgetSignal) => void>();
  const called = outcome(
    awaitCallStart(
      (watcher) => {
        watchers.add(watcher);
        return () => watchers.delete(watcher);
      },
      30_000,
      new AbortController().signal,
    ),
  );
  for (const step of steps)
    if (typeof step === "number") await vi.advanceTimersByTimeAsync(step);
    else for (const watcher of watchers) watcher(step);
  await vi.advanceTimersByTimeAsync(0);
  if (called.code !== undefined) expect(watchers.size + vi.getTimerCount()).toBe(0);
  return called.code;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("when call() has succeeded", () => {
  it.each<[string, readonly (WidgetSignal | number)[], string | undefined]>([
    ["ours: at its PRE_CALL", [OPENED, HELLO, LOADED, 20_000, { status: "PRE_CALL" }], "ok"],
    ["ours: not before its PRE_CALL", [OPENED, HELLO, LOADED, 20_000], undefined],
    ["ours, joined into a running call: at CALL_STARTED", [OPENED, HELLO, { status: "CALL_STARTED" }], "ok"],
    ["ours: no PRE_CALL in time", [OPENED, HELLO, LOADED, 30_000], "SESSION_FAILED_TO_START"],
    [
      "ours: the agent signs in, that takes time",
      [OPENED, HELLO, { ve: 1, type: "signingIn" }, 300_000, { status: "PRE_CALL" }],
      "ok",
    ],
    ["ours: nobody signs in", [OPENED, HELLO, { ve: 1, type: "signingIn" }, 600_000], "OPERATION_TIMEOUT"],
    ["the original's: 3 s after load", [OPENED, LOADED, 3_000], "ok"],
    ["the original's: not before", [OPENED, LOADED, 2_999], undefined],
    ["the original's: at once with its PRE_CALL", [OPENED, LOADED, { status: "PRE_CALL" }], "ok"],
    ["finished before it began", [OPENED, HELLO, { status: "FINISHED" }], "CALL_ALREADY_FINISHED"],
    [
      "a refused key",
      [OPENED, { status: "FINISHED", attributes: { error: "not-authenticated" } }],
      "AGENT_NOT_AUTHENTICATED",
    ],
    ["never loaded", [OPENED, 30_000], "WIDGET_IFRAME_LOAD_FAILED"],
    [
      "the platform cannot be reached",
      [OPENED, LOADED, { type: "unreachable" }],
      "WIDGET_IFRAME_LOAD_FAILED",
    ],
    ["a UI handler that never answers", [30_000], "OPERATION_TIMEOUT"],
    [
      "no iframe, and no word from a widget",
      [OPENED, { type: "frameless" }, 3_000],
      "WIDGET_IFRAME_NOT_FOUND",
    ],
    [
      "no iframe, but a widget that speaks",
      [OPENED, { type: "frameless" }, 2_999, HELLO, 3_000, { status: "PRE_CALL" }],
      "ok",
    ],
    ["taken away by the application", [OPENED, { type: "removed" }], "OPERATION_ABORTED"],
  ])("%s", async (_title, steps, expected) => {
    expect(await run(steps)).toBe(expected);
  });
});
