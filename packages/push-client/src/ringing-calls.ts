import type { EpochMs } from "@videoengager/protocol/ids";
import type {
  CallControl,
  CallControlEvents,
  IncomingCallListener,
} from "@videoengager/protocol/push/push-client";
import type { RingingCall, RingingEnded } from "@videoengager/protocol/push/push-socket";
import { callSafely } from "./call-safely.ts";

interface ShownCall {
  readonly call: RingingCall;
  readonly control: CallControl;
  end(ended: RingingEnded): void;
}

/**
 * The calls that the application has been shown, kept equal to what the platform says rings: whatever is new is shown,
 * whatever is gone leaves with its reason, and nothing happens twice.
 */
export class RingingCalls {
  readonly #shown: Map<string, ShownCall> = new Map();
  readonly #listeners: Set<IncomingCallListener> = new Set();
  readonly #hangUp: (visitorId: string, reason: string) => void;
  readonly #ownUserId: () => string;
  readonly #toPageTimeMs: (platformTimeMs: EpochMs) => EpochMs;

  constructor(parts: {
    readonly hangUp: (visitorId: string, reason: string) => void;
    readonly ownUserId: () => string;
    readonly toPageTimeMs: (platformTimeMs: EpochMs) => EpochMs;
  }) {
    this.#hangUp = parts.hangUp;
    this.#ownUserId = parts.ownUserId;
    this.#toPageTimeMs = parts.toPageTimeMs;
  }

  /** The listener hears of the calls that ring already, too. */
  onIncomingCall(listener: IncomingCallListener): void {
    this.#listeners.add(listener);
    for (const shown of this.#shown.values()) tell(listener, shown);
  }

  ids(): readonly string[] {
    return [...this.#shown.keys()];
  }

  ring(told: RingingCall): void {
    if (this.#shown.has(told.visitorId)) return;
    const call = { ...told, waitingSinceMs: this.#toPageTimeMs(told.waitingSinceMs) };
    const shown = createShownCall(call, this.#hangUp, this.#ownUserId);
    this.#shown.set(call.visitorId, shown);
    for (const listener of this.#listeners) tell(listener, shown);
  }

  end(ended: RingingEnded): void {
    const shown = this.#shown.get(ended.visitorId);
    if (!shown) return;
    this.#shown.delete(ended.visitorId);
    shown.end(ended);
  }

  /** Makes the shown calls equal to what rings; one that is gone without a reason no longer rings for this agent. */
  reconcile(ringing: readonly RingingCall[], ended: readonly RingingEnded[]): void {
    for (const each of ended) this.end(each);
    const still = new Set(ringing.map((call) => call.visitorId));
    for (const visitorId of this.ids())
      if (!still.has(visitorId)) this.end({ visitorId, reason: "not-for-you" });
    for (const call of ringing) this.ring(call);
  }
}

function tell(listener: IncomingCallListener, { call, control }: ShownCall): void {
  callSafely(() =>
    listener(
      control,
      { name: call.visitorName },
      {
        from: { id: call.visitorId, type: "visitor" },
        callType: call.callType,
        waitingSinceMs: call.waitingSinceMs,
        customData: call.customData,
      },
    ),
  );
}

function createShownCall(
  call: RingingCall,
  hangUp: (visitorId: string, reason: string) => void,
  ownUserId: () => string,
): ShownCall {
  const listeners: { [Name in keyof CallControlEvents]: Set<CallControlEvents[Name]> } = {
    AcceptedElsewhere: new Set(),
    CallFailed: new Set(),
    CallEnded: new Set(),
  };
  const control: CallControl = {
    getId: () => `${call.visitorId}:${call.callType}`,
    hangup: (reason) => hangUp(call.visitorId, reason),
    // The widget takes the call, by its claim; what was said to the visitor before that has no receiver on our platform.
    accept: () => {},
    sendCustomEvent: () => {},
    on: (event, listener) => void listeners[event].add(listener),
  };
  return {
    call,
    control,
    end(ended) {
      if (ended.reason === "accepted") {
        const { userId, deviceId } = ended.by;
        const by = userId === ownUserId() ? { userId, deviceId } : { userId };
        for (const listener of listeners.AcceptedElsewhere) callSafely(() => listener(by));
      } else for (const listener of listeners.CallEnded) callSafely(() => listener({ reason: ended.reason }));
    },
  };
}
