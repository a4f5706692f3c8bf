/**
 * Who rings (PROTOCOL 3): one entry per visitor, however many calls the visitor makes. An entry leaves once, and says why.
 * While an accept runs, the entry is held: what became of it is the accept's to say.
 */
import type { CallContext, CallControl, CallerInfo } from "@videoengager/protocol/push/push-client";
import { ensure, ensureArgument, VideoEngagerAgentError } from "../errors.ts";
import type { AgentEvents, CallRemovedReason, Emit, IncomingCall } from "../events.ts";
import { snapshot } from "../lib/snapshot.ts";

/** What happened to a ringing visitor. */
export type RingingFate =
  | { readonly type: "elsewhere"; readonly userId: string; readonly deviceId?: string }
  | { readonly type: "visitor-left" | "failed" };

export interface RingingEntry {
  readonly visitorId: string;
  readonly controls: Map<string, CallControl>;
  /** `held`: an accept runs. `rejecting`: a rejection does. */
  state: "ringing" | "held" | "rejecting";
  /** Somebody took it. */
  taken?: AgentEvents["acceptedElsewhere"][0];
  call?: IncomingCall;
  readonly watchers: Set<(fate: RingingFate) => void>;
}

export interface IncomingCallsPort {
  readonly emit: Emit;
  readonly accept: (visitorId: string) => Promise<void>;
  readonly reject: (visitorId: string, reason?: string) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

export class IncomingCalls {
  readonly #port: IncomingCallsPort;
  readonly #ringing: Map<string, RingingEntry> = new Map();
  readonly #gone: Map<string, RingingEntry> = new Map();

  constructor(port: IncomingCallsPort) {
    this.#port = port;
  }

  /** Takes in a call control of the push client's. */
  ring(control: CallControl, caller: CallerInfo | undefined, context: CallContext): void {
    // Another platform rings with whatever it has.
    const { id: visitorId, type } = (context as Partial<CallContext> | null)?.from ?? {};
    if (type !== "visitor" || !visitorId) return;
    const callId = control.getId();
    const known = this.#ringing.get(visitorId);
    const entry: RingingEntry = known ?? {
      visitorId,
      controls: new Map(),
      state: "ringing",
      watchers: new Set(),
    };
    const isCurrent = (): boolean => entry.controls.get(callId) === control;
    const end = (fate: "visitor-left" | "failed") => (): void => {
      if (!isCurrent()) return;
      entry.controls.delete(callId);
      if (!entry.controls.size && !entry.taken) this.#settle(entry, { type: fate });
    };
    entry.controls.set(callId, control);
    entry.call = this.#describe(entry, caller, context);
    control.on("AcceptedElsewhere", ({ userId, deviceId }) => {
      if (isCurrent()) this.#settle(entry, { type: "elsewhere", userId, ...(deviceId && { deviceId }) });
    });
    control.on("CallEnded", end("visitor-left"));
    control.on("CallFailed", end("failed"));
    if (known) return;
    this.#ringing.set(visitorId, entry);
    this.#port.emit("incomingCall", entry.call);
  }

  list(): readonly IncomingCall[] {
    return Object.freeze(Array.from(this.#ringing.values(), ({ call }) => call as IncomingCall));
  }

  /** Throws for a visitor that doesn't ring. */
  find(visitorId: unknown): RingingEntry {
    ensure(visitorId !== undefined && visitorId !== null && visitorId !== "", "REQUIRED_FIELD_MISSING");
    ensureArgument(typeof visitorId === "string", "The visitorId must be a string.");
    const entry = this.#ringing.get(visitorId);
    if (entry) return entry;
    const past = this.#gone.get(visitorId);
    throw new VideoEngagerAgentError(
      past?.state === "rejecting"
        ? "OPERATION_CONFLICT"
        : past
          ? "VISITOR_HAS_LEFT_SESSION"
          : "SESSION_NOT_FOUND",
      { context: { visitorId } },
    );
  }

  /** Takes an entry off the list, if it is still there, and says why. */
  remove(entry: RingingEntry, reason: CallRemovedReason): void {
    const { emit } = this.#port;
    const { visitorId, taken } = entry;
    if (this.#ringing.get(visitorId) !== entry) return;
    this.#ringing.delete(visitorId);
    this.#gone.set(visitorId, entry);
    if (reason === "accepted-elsewhere" && taken) emit("acceptedElsewhere", taken);
    if (reason === "visitor-left") emit("partyLeft", Object.freeze({ visitorId }));
    emit("callRemoved", visitorId, Object.freeze({ reason }));
  }

  /** Ends the ringing at this agent. */
  reject(entry: RingingEntry): void {
    this.remove(entry, "rejected");
    for (const control of entry.controls.values())
      try {
        control.hangup("RejectedByAgent");
      } catch (error) {
        this.#port.onError(error);
      }
  }

  #describe(entry: RingingEntry, caller: CallerInfo | undefined, context: CallContext): IncomingCall {
    const { accept, reject } = this.#port;
    const { visitorId } = entry;
    const displayName = caller?.name?.replaceAll("+", " ").trim() || "Visitor";
    return Object.freeze({
      visitorId,
      caller: Object.freeze({ id: visitorId, type: context.from.type }),
      displayName,
      callerName: displayName,
      context: snapshot(context),
      customData: snapshot(context.customData ?? {}),
      calls: Object.freeze(Object.fromEntries(entry.controls)),
      accept: () => accept(visitorId),
      reject: (reason?: string) => reject(visitorId, reason),
    });
  }

  #settle(entry: RingingEntry, fate: RingingFate): void {
    if (fate.type === "elsewhere") {
      const { type: _type, ...by } = fate;
      entry.taken = Object.freeze({ visitorId: entry.visitorId, ...by });
      if (entry.state !== "held") this.remove(entry, "accepted-elsewhere");
    } else this.remove(entry, fate.type);
    for (const watcher of entry.watchers) watcher(fate);
  }
}
