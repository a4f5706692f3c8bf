/**
 * Between the push client and the platform: Socket.IO, namespace {@link PUSH_NAMESPACE}, websocket only. Ours.
 *
 * 1. The client connects with {@link PushHandshake}. A refusal is a `connect_error` whose `data.code` is a {@link PushRefusal}.
 * 2. The server sends `session`: the session's id, and everything that rings for it.
 * 3. From then on `ringing` contains changes of that set. After a reconnect, step 2 repeats, and the client compares the new
 *    set with the calls that it shows.
 * 4. A session joins and leaves the queue with `setQueue`. After a reconnect, the handshake's `queue` repeats the last choice.
 * 5. The server sends `alive`. The client acknowledges in its message handler, because a page in the background has no
 *    reliable timers.
 *
 * At most {@link MAX_RINGING} calls ring at one agent, the longest-waiting first. `waiting` is the number of all waiting visitors.
 */
import type { EpochMs, InteractionId } from "../ids.ts";
import type { CallType, Timetable, WaitingCalls } from "./push-client.ts";

export const PUSH_NAMESPACE: string = "/push";

/** Socket.IO's `auth`. */
export interface PushHandshake {
  readonly token: string;
  readonly tenantId: string;
  readonly userId: string;
  /** The session before a reconnect: the platform replaces it instead of adding one. */
  readonly previousSessionId?: string;
  /** What this session chose with `setQueue` before a reconnect. Absent: the session starts off the queue. */
  readonly queue?: readonly CallType[];
  /**
   * Calls that the client still shows. `session` says how calls ended that no longer ring. The server reads the first
   * {@link MAX_SHOWN} and ignores the rest.
   */
  readonly shown?: readonly InteractionId[];
}

/** The maximum number of calls a client can ask about when it reconnects. */
export const MAX_SHOWN: number = 500;

/** The maximum number of calls that ring at one agent. */
export const MAX_RINGING: number = 50;

/** The maximum size of a ringing call's custom data, in bytes of JSON. The response to the accept has all of it. */
export const MAX_RINGING_DATA_BYTES: number = 2_048;

/** `invalid-request`: the handshake's shape is wrong. Never sent for a wrong token. */
export type PushRefusal =
  | "expired"
  | "not-authenticated"
  | "origin-not-allowed"
  | "rate-limited"
  | "invalid-request";

/** A ringing visitor. */
export interface RingingCall {
  readonly visitorId: InteractionId;
  /** Empty if the visitor gave none. */
  readonly visitorName: string;
  readonly callType: CallType;
  readonly waitingSinceMs: EpochMs;
  /** Whole keys in their order, as many as fit into {@link MAX_RINGING_DATA_BYTES}. */
  readonly customData: Readonly<Record<string, unknown>>;
  /** Present if `customData` has more keys than fit. */
  readonly truncated?: true;
}

/** Why a call no longer rings. */
export type RingingEnded =
  | {
      readonly visitorId: InteractionId;
      readonly reason: "accepted";
      /** The winning agent. A session of the same agent passes the device to its listener; other sessions don't. */
      readonly by: { readonly userId: string; readonly deviceId: string };
    }
  | {
      readonly visitorId: InteractionId;
      /** `not-for-you`: the visitor still waits, but this agent is no longer free, on the queue, or chosen by the routing rule. */
      readonly reason: "visitor-left" | "timeout" | "rejected" | "not-for-you";
    };

/** Changes of the ringing calls. Apply them in this order. */
export interface RingingChange {
  readonly ended: readonly RingingEnded[];
  /** Present: every shown call that `ended` doesn't name ends as well, with the reason `not-for-you`. */
  readonly othersEnded?: true;
  /** Calls that ring from now on, in queue order. */
  readonly ringing: readonly RingingCall[];
  readonly waiting: WaitingCalls;
}

/** The session's complete current state. */
export interface PushSession {
  readonly sessionId: string;
  readonly serverTimeMs: EpochMs;
  readonly onQueue: boolean;
  readonly timetable: Timetable;
  /** How calls ended that the client still shows and that no longer ring for it. */
  readonly recentlyEnded: readonly RingingEnded[];
  readonly waiting: WaitingCalls;
  /** In queue order. */
  readonly ringing: readonly RingingCall[];
}

export type PushReply<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: string; readonly message: string };

export interface PushServerEvents {
  session: (session: PushSession) => void;
  ringing: (change: RingingChange) => void;
  timetable: (timetable: Timetable) => void;
  /** The token has expired: the client must reconnect with a new one. */
  expired: () => void;
  alive: (acknowledge: () => void) => void;
  /** After every `accepted` that concerns this agent. The client acknowledges it after it has shown everything before it. */
  settle: (acknowledge: () => void) => void;
}

/** The state after a `setQueue`. */
export interface QueueState {
  readonly onQueue: boolean;
  readonly timetable: Timetable;
  readonly waiting: WaitingCalls;
  /** The calls that ring after joining. Empty after leaving. */
  readonly ringing: readonly RingingCall[];
}

export interface PushClientEvents {
  setQueue: (
    statement: { readonly onQueue: boolean; readonly callTypes: readonly CallType[] },
    reply: (answer: PushReply<QueueState>) => void,
  ) => void;
  reject: (
    refusal: { readonly visitorId: InteractionId; readonly reason: string },
    reply: (answer: PushReply<null>) => void,
  ) => void;
}
