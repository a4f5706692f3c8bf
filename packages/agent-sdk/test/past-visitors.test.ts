import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { CallControl } from "@videoengager/protocol/push/push-client";
import { expect, it } from "vitest";
import type { RuntimeDeps } from "../src/api/runtime-deps.ts";
import type { IncomingCall } from "../src/index.ts";
import { IncomingCalls } from "../src/queue/incoming-calls.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

it("a call that no longer rings can be garbage collected; only the last 500 ids stay", async () => {
  const rung: WeakRef<IncomingCall>[] = [];
  const emit = ((type: string, call: IncomingCall) => {
    if (type === "incomingCall") rung.push(new WeakRef(call));
  }) as RuntimeDeps["emit"];
  const logger = console;
  const deps: Partial<RuntimeDeps> = { emit, logger };
  const incoming = new IncomingCalls(deps as RuntimeDeps, () => {});
  for (let index = 0; index < 600; index += 1) ringAndLeave(incoming, `v${index}`);
  expect(rung).toHaveLength(600);
  // A WeakRef holds its target until the current task ends.
  await new Promise((resolve) => setImmediate(resolve));
  collectGarbage();
  expect(rung.filter((call) => call.deref())).toEqual([]);
  const codeOf = (visitorId: string): unknown => {
    try {
      return incoming.find(visitorId);
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  expect([codeOf("v599"), codeOf("v100"), codeOf("v99"), codeOf("never")]).toEqual([
    "VISITOR_HAS_LEFT_SESSION",
    "VISITOR_HAS_LEFT_SESSION",
    "SESSION_NOT_FOUND",
    "SESSION_NOT_FOUND",
  ]);
});

function ringAndLeave(incoming: IncomingCalls, visitorId: string): void {
  const listeners: Record<string, (detail?: unknown) => void> = {};
  const control: CallControl = {
    getId: () => `${visitorId}:video`,
    hangup() {},
    accept() {},
    sendCustomEvent() {},
    on(name, listener) {
      listeners[name] = listener as (detail?: unknown) => void;
    },
  };
  incoming.ring(
    control,
    { name: "Vera" },
    { from: { id: visitorId, type: "visitor" }, customData: { a: 1 } },
  );
  listeners.CallEnded?.();
}
