import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { awaitOpening } from "../src/call/await-opening.ts";
import { callOpening } from "../src/call/opening-machine.ts";
import type { WidgetSignal } from "../src/call/widget-signals.ts";
import type { Logger } from "../src/index.ts";
import { runOperation } from "../src/lib/operation.ts";
import { outcome } from "./fakes/setup.ts";

const HELLO = { ve: 1, type: "hello", capabilities: [] } as const;
const OPENING = { frame: "opening" } as const;
const OPENED = { frame: "opened" } as const;
const LOADED = { frame: "loaded" } as const;

async function run(steps: readonly (WidgetSignal | number)[]): Promise<string | undefined> {
  const watchers = new Set<(signal: WidgetSignal) => void>();
  const called = outcome(
    runOperation({ operation: "call", timeoutMs: 30_000 }, (running) =>
      awaitOpening(
        (watcher) => {
          watchers.add(watcher);
          return () => watchers.delete(watcher);
        },
        { machine: callOpening },
        running,
      ),
    ),
  );
  for (const step of [OPENING, ...steps])
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
    [
      "ours: the agent signs in, and then the call starts in time",
      [
        OPENED,
        HELLO,
        { ve: 1, type: "signingIn" },
        300_000,
        { ve: 1, type: "signedIn" },
        29_000,
        { status: "PRE_CALL" },
      ],
      "ok",
    ],
    [
      "ours: the agent signs in, and then the call doesn't start in time",
      [OPENED, HELLO, { ve: 1, type: "signingIn" }, 300_000, { ve: 1, type: "signedIn" }, 30_000],
      "SESSION_FAILED_TO_START",
    ],
    [
      "ours: the agent's organization isn't allowed",
      [
        OPENED,
        HELLO,
        { ve: 1, type: "signingIn" },
        { status: "FINISHED", attributes: { error: "not-authenticated", signIn: "unknown-organization" } },
      ],
      "AGENT_NOT_AUTHENTICATED",
    ],
    ["ours: nobody signs in", [OPENED, HELLO, { ve: 1, type: "signingIn" }, 600_000], "OPERATION_TIMEOUT"],
    ["the original's: silent after its load", [OPENED, LOADED, { frame: "silent" }], "ok"],
    ["the original's: not before", [OPENED, LOADED, 2_999], undefined],
    ["the original's: at once with its PRE_CALL", [OPENED, LOADED, { status: "PRE_CALL" }], "ok"],
    ["finished before it began", [OPENED, HELLO, { status: "FINISHED" }], "CALL_ALREADY_FINISHED"],
    [
      "a refused key",
      [OPENED, { status: "FINISHED", attributes: { error: "not-authenticated" } }],
      "AGENT_NOT_AUTHENTICATED",
    ],
    [
      "a widget that doesn't reach the platform",
      [OPENED, HELLO, { status: "FINISHED", attributes: { error: "unreachable" } }],
      "SESSION_FAILED_TO_START",
    ],
    [
      "too many requests",
      [OPENED, HELLO, { status: "FINISHED", attributes: { error: "rate-limited" } }],
      "SESSION_FAILED_TO_START",
    ],
    ["never loaded", [OPENED, 30_000], "WIDGET_IFRAME_LOAD_FAILED"],
    [
      "blocked by the browser or refused by the platform",
      [OPENED, LOADED, { frame: "blocked", message: "Add it to frame-src." }],
      "WIDGET_IFRAME_LOAD_FAILED",
    ],
    [
      "replaced by a document that says nothing",
      [OPENED, HELLO, { frame: "lost" }],
      "WIDGET_IFRAME_LOAD_FAILED",
    ],
    ["a UI handler that never answers", [30_000], "OPERATION_TIMEOUT"],
    ["no iframe and no message", [OPENED, { frame: "notFound" }], "WIDGET_IFRAME_NOT_FOUND"],
    ["a UI handler that fails", [{ frame: "failed", error: new Error("no") }], "VE_UNHANDLED_ERROR"],
    ["ended before it began", [OPENED, { frame: "ended" }], "OPERATION_ABORTED"],
    ["removed by the application", [OPENED, { frame: "removed" }], "OPERATION_ABORTED"],
  ])("%s", async (_title, steps, expected) => {
    expect(await run(steps)).toBe(expected);
  });

  it("logs each thing that it waits for; the error has the last one and the remedy", async () => {
    const watchers = new Set<(signal: WidgetSignal) => void>();
    const debug = vi.fn();
    const logger: Logger = { debug, info: debug, warn: debug, error: debug };
    const called = outcome(
      runOperation({ operation: "call", timeoutMs: 30_000, logger }, (running) =>
        awaitOpening(
          (watcher) => {
            watchers.add(watcher);
            return () => watchers.delete(watcher);
          },
          { machine: callOpening },
          running,
        ),
      ),
    );
    const steps: WidgetSignal[] = [
      OPENING,
      OPENED,
      LOADED,
      { frame: "blocked", message: "Add it to frame-src." },
    ];
    for (const step of steps) for (const watcher of watchers) watcher(step);
    await vi.advanceTimersByTimeAsync(0);
    expect(debug.mock.calls.flat()).toEqual([
      "call()",
      "call() waits for the agent's credentials.",
      "call() waits for the UI handler openIframe().",
      "call() waits for the widget to load.",
      "call() waits for the widget's first message.",
      "call() failed:",
      "WIDGET_IFRAME_LOAD_FAILED",
      "Add it to frame-src.",
    ]);
    expect(called.error).toMatchObject({
      message: "Add it to frame-src.",
      context: { timeoutMs: 30_000, waitingFor: "the widget's first message" },
    });
  });
});

describe("a sign-in that the widget reports as refused", () => {
  it.each([
    ["unknown-organization", /doesn't allow this Genesys Cloud organization/],
    ["not-allowed", /Check `environment`/],
    ["agent-disabled", /disabled this agent/],
  ])("says why: %s", (signIn, message) => {
    const { outcome: failure } = callOpening.step("signingIn", {
      status: "FINISHED",
      attributes: { error: "not-authenticated", signIn },
    });
    expect(failure).toMatchObject({
      code: "AGENT_NOT_AUTHENTICATED",
      message: expect.stringMatching(message) as string,
      context: { signIn },
    });
  });
});
