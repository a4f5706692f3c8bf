/**
 * The ringing visitors (PROTOCOL 3): one entry per visitor, however many calls the visitor makes. An entry is removed once, with a
 * reason. While `acceptCall` is pending the entry is `held`; `acceptCall` decides why it is removed.
 */
import type { CallContext, CallControl, CallerInfo } from "@videoengager/protocol/push/push-client";
import { ensure, ensureArgument, VideoEngagerAgentError } from "../api/errors.ts";
import type { CallRemovedReason, CallTakenDetail, IncomingCall } from "../api/events.ts";
import type { TimedOperationOptions } from "../api/options.ts";
import type { RuntimeDeps } from "../api/runtime-deps.ts";
import { snapshot } from "../lib/snapshot.ts";

/** How many removed visitors are remembered, by their ids, to answer a late `acceptCall`. */
const MAX_REMEMBERED = 500;

/** The error for a call that no longer rings for this agent. */
export const WITHDRAWN = {
  code: "SESSION_NOT_FOUND",
  message: "This visitor still waits but no longer rings for this agent. Wait until the call rings again.",
} as const;

/** Why a visitor stopped ringing, as far as the push client says. */
type EndReason = Extract<CallRemovedReason, "visitor-left" | "withdrawn" | "timeout" | "rejected" | "failed">;

/** What happened to a ringing visitor. */
export type RingingEnd =
  | { readonly type: "elsewhere"; readonly by: CallTakenDetail }
  | { readonly type: EndReason };

export interface RingingEntry {
  readonly visitorId: string;
  readonly controls: Map<string, CallControl>;
  /** `held`: an accept is pending. `rejecting`: a rejection is. */
  state: "ringing" | "held" | "rejecting";
  call?: IncomingCall;
  /** Set once it no longer rings. */
  end?: RingingEnd;
  readonly watchers: Set<(end: RingingEnd) => void>;
}

export class IncomingCalls {
  readonly #deps: RuntimeDeps;
  readonly #onError: (error: unknown) => void;
  readonly #ringing: Map<string, RingingEntry> = new Map();
  readonly #removed: Map<string, CallRemovedReason | "rejecting"> = new Map();

  constructor(deps: RuntimeDeps, onError: (error: unknown) => void) {
    this.#deps = deps;
    this.#onError = onError;
  }

  /** Adds a call control of the push client. */
  ring(control: CallControl, caller: CallerInfo | undefined, context: CallContext): void {
    // Another platform can ring with anything.
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
    const end = (reason: EndReason): void => {
      if (!isCurrent()) return;
      entry.controls.delete(callId);
      if (!entry.controls.size && entry.end?.type !== "elsewhere") this.#end(entry, { type: reason });
    };
    entry.controls.set(callId, control);
    entry.call = this.#describe(entry, caller, context);
    control.on("AcceptedElsewhere", (by) => {
      if (isCurrent()) this.#take(entry, callId, by);
    });
    control.on("CallEnded", (cause) => end(readCause(cause)));
    control.on("CallFailed", () => end("failed"));
    if (known) return;
    this.#ringing.set(visitorId, entry);
    this.#deps.emit("incomingCall", entry.call);
  }

  list(): readonly IncomingCall[] {
    return Object.freeze(Array.from(this.#ringing.values(), ({ call }) => call as IncomingCall));
  }

  /** Returns the entry of a ringing visitor; throws if the visitor doesn't ring. */
  find(visitorId: unknown): RingingEntry {
    ensure(visitorId !== undefined && visitorId !== null && visitorId !== "", "REQUIRED_FIELD_MISSING");
    ensureArgument(
      typeof visitorId === "string",
      "`visitorId` must be a string. Pass the `visitorId` of an incoming call.",
    );
    const entry = this.#ringing.get(visitorId);
    if (entry) return entry;
    throw describeMissing(visitorId, this.#removed.get(visitorId));
  }

  /** Removes an entry, if it is still there, and emits why. */
  remove(entry: RingingEntry, reason: CallRemovedReason): void {
    const { emit } = this.#deps;
    const { visitorId, end } = entry;
    if (this.#ringing.get(visitorId) !== entry) return;
    this.#ringing.delete(visitorId);
    this.#remember(visitorId, entry.state === "rejecting" ? "rejecting" : reason);
    const taken = end?.type === "elsewhere" ? end.by : undefined;
    if (reason === "accepted-elsewhere" && taken) emit("acceptedElsewhere", taken);
    if (reason === "visitor-left") emit("partyLeft", Object.freeze({ visitorId }));
    const by = taken?.userId;
    emit("callRemoved", visitorId, Object.freeze({ reason, ...(by && { by }) }));
  }

  /** Ends the ringing at this agent. The reason is for the log. */
  async reject(visitorId: unknown, reason?: string): Promise<void> {
    this.#deps.logger.debug("Rejecting:", visitorId, reason);
    const entry = this.find(visitorId);
    ensure(entry.state !== "held", "OPERATION_CONFLICT", {
      message: "This call is being accepted. Wait for acceptCall() or abort it before you reject the call.",
    });
    entry.state = "rejecting";
    this.remove(entry, "rejected");
    for (const control of entry.controls.values())
      try {
        control.hangup("RejectedByAgent");
      } catch (error) {
        this.#onError(error);
      }
    // An accept in the same turn gets a conflict, not a missing visitor.
    await Promise.resolve();
    this.#remember(entry.visitorId, "rejected");
  }

  #remember(visitorId: string, reason: CallRemovedReason | "rejecting"): void {
    this.#removed.delete(visitorId);
    this.#removed.set(visitorId, reason);
    const [oldest] = this.#removed.keys();
    if (this.#removed.size > MAX_REMEMBERED && oldest !== undefined) this.#removed.delete(oldest);
  }

  #describe(entry: RingingEntry, caller: CallerInfo | undefined, context: CallContext): IncomingCall {
    const { agent } = this.#deps;
    const { visitorId } = entry;
    // The original's platform writes a space as `+`; ours sends the exact name in the context.
    const exact = context.from.name;
    const name = typeof exact === "string" ? exact : caller?.name?.replaceAll("+", " ");
    const displayName = name?.trim() || "Visitor";
    return Object.freeze({
      visitorId,
      caller: Object.freeze({ id: visitorId, type: context.from.type }),
      displayName,
      callerName: displayName,
      context: snapshot(context),
      customData: snapshot(context.customData ?? {}),
      calls: Object.freeze(Object.fromEntries(entry.controls)),
      accept: (options?: TimedOperationOptions) => agent.acceptCall(visitorId, options),
      reject: (reason?: string) => agent.rejectCall(visitorId, reason),
    });
  }

  #take(
    entry: RingingEntry,
    callId: string,
    { userId, deviceId }: { readonly userId: string; readonly deviceId?: string },
  ): void {
    const device = deviceId ? { deviceId, acceptedByMyOtherDevice: deviceId } : {};
    const { visitorId } = entry;
    const by = Object.freeze({ visitorId, userId, callId, acceptedByUser: userId, ...device });
    entry.end = { type: "elsewhere", by };
    if (entry.state !== "held") this.remove(entry, "accepted-elsewhere");
    notify(entry);
  }

  #end(entry: RingingEntry, end: { readonly type: EndReason }): void {
    entry.end = end;
    this.remove(entry, end.type);
    notify(entry);
  }
}

function notify({ watchers, end }: RingingEntry): void {
  if (end) for (const watcher of watchers) watcher(end);
}

/** The original's push client gives no cause: then the visitor left. */
function readCause(cause: unknown): EndReason {
  const { reason } = Object(cause) as { readonly reason?: unknown };
  if (reason === "not-for-you") return "withdrawn";
  return reason === "timeout" || reason === "rejected" ? reason : "visitor-left";
}

function describeMissing(
  visitorId: string,
  reason: CallRemovedReason | "rejecting" | undefined,
): VideoEngagerAgentError {
  const context = { visitorId, ...(reason && { reason }) };
  if (reason === "rejecting")
    return new VideoEngagerAgentError("OPERATION_CONFLICT", {
      message: "This call is being rejected. Wait for rejectCall() to finish.",
      context,
    });
  if (reason === "withdrawn") return new VideoEngagerAgentError(WITHDRAWN.code, { ...WITHDRAWN, context });
  return new VideoEngagerAgentError(reason ? "VISITOR_HAS_LEFT_SESSION" : "SESSION_NOT_FOUND", { context });
}
