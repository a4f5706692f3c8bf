import type { EpochMs } from "@videoengager/protocol/ids";
import type {
  CallControl,
  CallControlEvents,
  IncomingCallListener,
} from "@videoengager/protocol/push/push-client";
import type { RingingCall, RingingChange, RingingEnded } from "@videoengager/protocol/push/push-socket";
import { callSafely } from "./call-safely.ts";

interface ShownCall {
  readonly call: RingingCall;
  readonly control: CallControl;
  end(ended: RingingEnded): void;
}

/**
 * Keeps the calls that the application shows equal to the platform's ringing calls. It shows new calls, removes ended ones with
 * their reason, and ignores repeated messages.
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

  /** Adds a listener. It also gets the calls that already ring. */
  onIncomingCall(listener: IncomingCallListener): void {
    this.#listeners.add(listener);
    for (const shown of this.#shown.values()) notify(listener, shown);
  }

  ids(): readonly string[] {
    return [...this.#shown.keys()];
  }

  ring(received: RingingCall): void {
    if (this.#shown.has(received.visitorId)) return;
    const call = { ...received, waitingSinceMs: this.#toPageTimeMs(received.waitingSinceMs) };
    const shown = createShownCall(call, this.#hangUp, this.#ownUserId);
    this.#shown.set(call.visitorId, shown);
    for (const listener of this.#listeners) notify(listener, shown);
  }

  end(ended: RingingEnded): void {
    const shown = this.#shown.get(ended.visitorId);
    if (!shown) return;
    this.#shown.delete(ended.visitorId);
    shown.end(ended);
  }

  apply({ ended, othersEnded, ringing }: RingingChange): void {
    if (othersEnded) this.reconcile(ringing, ended);
    else {
      for (const each of ended) this.end(each);
      for (const call of ringing) this.ring(call);
    }
  }

  /** Makes the shown calls equal to `ringing`. A call that disappeared without a reason no longer rings for this agent. */
  reconcile(ringing: readonly RingingCall[], ended: readonly RingingEnded[]): void {
    for (const each of ended) this.end(each);
    const still = new Set(ringing.map((call) => call.visitorId));
    for (const visitorId of this.ids())
      if (!still.has(visitorId)) this.end({ visitorId, reason: "not-for-you" });
    for (const call of ringing) this.ring(call);
  }
}

function notify(listener: IncomingCallListener, { call, control }: ShownCall): void {
  callSafely(() =>
    listener(
      control,
      { name: call.visitorName },
      {
        from: { id: call.visitorId, type: "visitor", name: call.visitorName },
        callType: call.callType,
        waitingSinceMs: call.waitingSinceMs,
        customData: call.customData,
        ...(call.truncated ? { truncated: true as const } : {}),
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
    // The widget accepts the call with its claim. Before that, nothing on our platform receives messages to the visitor.
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
