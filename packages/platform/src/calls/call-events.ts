import type { EndReason, EpochMs, SeatRole } from "@videoengager/protocol/ids";
import type { Interaction } from "./interaction.ts";

/** What metrics, the log and traces can know of a call: ids and times, never a name, an address or custom data. */
export type ObservedCall = Pick<
  Interaction,
  "id" | "tenantId" | "initiatedBy" | "createdAtMs" | "waitingSinceMs" | "claimedAtMs" | "activeAtMs"
>;

/**
 * A step in the life of a call.
 *
 * - `requested`: stored; a visitor's request or an agent's invitation
 * - `waiting`: the visitor joined and entered the queue
 * - `ringing`: rings at agents of this node, where it didn't before. Each node reports its own
 * - `accepted`: an agent won the waiting visitor
 * - `returned`: the agent's widget didn't connect, so the visitor is back in the queue
 * - `joined`: the person in a seat joined; again after a reload
 * - `connected`: both sides receive media
 * - `ended`: with the state that it ended from
 */
export type CallEvent =
  | { readonly type: "requested" | "accepted"; readonly call: ObservedCall; readonly endsAtMs: EpochMs }
  | { readonly type: "waiting" | "returned" | "connected"; readonly call: ObservedCall }
  | {
      readonly type: "ringing";
      readonly call: Pick<ObservedCall, "id" | "tenantId">;
      readonly waitingSinceMs: EpochMs;
    }
  | {
      readonly type: "joined";
      readonly call: ObservedCall;
      readonly role: SeatRole;
      readonly startsAtMs: EpochMs;
      readonly endsAtMs: EpochMs;
    }
  | ({ readonly type: "ended"; readonly call: ObservedCall } & EndOfCall);

export interface EndOfCall {
  /** `connecting`: accepted, but no picture. */
  readonly from: OpenState;
  readonly reason: EndReason;
  readonly by: SeatRole | null;
  readonly atMs: EpochMs;
  readonly talkTimeMs: number;
}

export type OpenState = Exclude<Interaction["state"], "ended">;

/**
 * Takes the steps of calls. Every transition is a conditional update, and the node whose update won reports it, so each step is
 * reported once on the whole platform. Ends by commands (`platform interaction erase`) happen in another process and aren't.
 */
export type ReportCall = (event: CallEvent) => void;
