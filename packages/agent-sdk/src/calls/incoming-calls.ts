/**
 * Who rings (PROTOCOL 3): one entry per visitor, however many calls the visitor makes. An entry leaves once, and says why.
 * While an accept runs, the entry is held: what became of it is the accept's to say.
 */
import type { CallContext, CallControl, CallerInfo } from "@videoengager/protocol/push/push-client";
import { VideoEngagerAgentError } from "../errors.ts";
import type { AgentEvents, CallRemovedReason, Emit, IncomingCall } from "../events.ts";
import { snapshot } from "../lib/snapshot.ts";

/** What happened to a ringing visitor. */
export type RingingFate =
  | { readonly type: "elsewhere"; readonly userId: string; readonly deviceId?: string }
  | { readonly type: "visitor-left" | "failed" };

export interface RingingEntry {
  readonly visitorId: string;
  readonly controls: Map<string, CallControl>;
  /** `held`: an accept runs. `rejected`: its calls may not have ended yet. */
  state: "ringing" | "held" | "rejected";
  /** Somebody took it. */
  taken?: AgentEvents["acceptedElsewhere"][0];
  call: IncomingCall;
  readonly watchers: Set<(fate: RingingFate) => void>;
}

export interface IncomingCalls {
  /** A call control of the push client's. */
  ring(control: CallControl, caller: CallerInfo | undefined, context: CallContext): void;
  list(): readonly IncomingCall[];
  /** Throws for a visitor that doesn't ring. */
  find(visitorId: unknown): RingingEntry;
  remove(entry: RingingEntry, reason: CallRemovedReason): void;
  /** Ends the ringing at this agent. */
  reject(entry: RingingEntry): void;
}

export interface IncomingCallsPort {
  readonly emit: Emit;
  accept(visitorId: string): Promise<void>;
  reject(visitorId: string, reason?: string): Promise<void>;
  onError(error: unknown): void;
}

export function createIncomingCalls(port: IncomingCallsPort): IncomingCalls {
  const { emit } = port;
  const entries = new Map<string, RingingEntry>();
  const gone = new Map<string, RingingEntry>();

  const describe = (
    entry: RingingEntry,
    caller: CallerInfo | undefined,
    context: CallContext,
  ): IncomingCall => {
    const { visitorId } = entry;
    const displayName =
      String(caller?.name ?? "")
        .replaceAll("+", " ")
        .trim() || "Visitor";
    const { type } = context.from;
    return Object.freeze({
      visitorId,
      caller: Object.freeze({ id: visitorId, type }),
      displayName,
      callerName: displayName,
      context: snapshot(context),
      customData: snapshot(context.customData ?? {}),
      calls: Object.freeze(Object.fromEntries(entry.controls)),
      accept: () => port.accept(visitorId),
      reject: (reason?: string) => port.reject(visitorId, reason),
    });
  };

  const remove = (entry: RingingEntry, reason: CallRemovedReason): void => {
    const { visitorId, taken } = entry;
    if (entries.get(visitorId) !== entry) return;
    entries.delete(visitorId);
    gone.set(visitorId, entry);
    if (reason === "accepted-elsewhere" && taken) emit("acceptedElsewhere", taken);
    if (reason === "visitor-left") emit("partyLeft", Object.freeze({ visitorId }));
    emit("callRemoved", visitorId, Object.freeze({ reason }));
  };

  const settle = (entry: RingingEntry, fate: RingingFate): void => {
    if (fate.type === "elsewhere") {
      const { type: _type, ...by } = fate;
      entry.taken = Object.freeze({ visitorId: entry.visitorId, ...by });
      if (entry.state !== "held") remove(entry, "accepted-elsewhere");
    } else if (!entry.taken) remove(entry, fate.type);
    for (const watcher of entry.watchers) watcher(fate);
  };

  return {
    ring(control, caller, context) {
      const { id: visitorId, type } = context.from;
      if (type !== "visitor") return;
      const callId = control.getId();
      const known = entries.get(visitorId);
      const entry: RingingEntry = known ?? {
        visitorId,
        controls: new Map<string, CallControl>(),
        state: "ringing",
        call: {} as IncomingCall,
        watchers: new Set(),
      };
      entry.controls.set(callId, control);
      entry.call = describe(entry, caller, context);
      const end = (fate: "visitor-left" | "failed") => (): void => {
        if (entry.controls.get(callId) !== control) return;
        entry.controls.delete(callId);
        if (!entry.controls.size && !entry.taken) settle(entry, { type: fate });
      };
      control.on("AcceptedElsewhere", (by) => {
        const { userId, deviceId } = by;
        if (entry.controls.get(callId) === control)
          settle(entry, { type: "elsewhere", userId, ...(deviceId && { deviceId }) });
      });
      control.on("CallEnded", end("visitor-left"));
      control.on("CallFailed", end("failed"));
      if (known) return;
      entries.set(visitorId, entry);
      emit("incomingCall", entry.call);
    },
    list: () => Object.freeze(Array.from(entries.values(), ({ call }) => call)),
    find(visitorId) {
      if (visitorId === undefined || visitorId === null || visitorId === "")
        throw new VideoEngagerAgentError("REQUIRED_FIELD_MISSING", { context: { field: "visitorId" } });
      if (typeof visitorId !== "string")
        throw new VideoEngagerAgentError("INVALID_ARGUMENT", { context: { field: "visitorId" } });
      const entry = entries.get(visitorId);
      if (entry) return entry;
      const past = gone.get(visitorId);
      throw new VideoEngagerAgentError(
        past?.state === "rejected" && past.controls.size
          ? "OPERATION_CONFLICT"
          : past
            ? "VISITOR_HAS_LEFT_SESSION"
            : "SESSION_NOT_FOUND",
        { context: { visitorId } },
      );
    },
    remove,
    reject(entry) {
      entry.state = "rejected";
      remove(entry, "rejected");
      for (const control of entry.controls.values())
        try {
          control.hangup("RejectedByAgent");
        } catch (error) {
          port.onError(error);
        }
    },
  };
}
