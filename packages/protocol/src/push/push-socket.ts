/**
 * Between the push client and the platform: Socket.IO, namespace {@link PUSH_NAMESPACE}, websocket only. Ours.
 *
 * 1. The client connects with {@link PushHandshake}; a refused token is a `connect_error` whose `data.code` is a {@link PushRefusal}.
 * 2. The server says `session`: who this is, and everything that rings for it now.
 * 3. From then on `ringing` and `ringingEnded` are changes of that set; after a reconnect step 2 comes again, and
 *    the client works out what it missed.
 * 4. A session is on the queue by its own statement: `setQueue`, and after a reconnect the handshake's `queue`.
 * 5. The server asks `alive`; the client's acknowledgement, given in its message handler, is its presence.
 */
import type { EpochMs, InteractionId } from "../ids.ts";
import type { CallType, Timetable } from "./push-client.ts";

export const PUSH_NAMESPACE: string = "/push";

/** Socket.IO's `auth`. */
export interface PushHandshake {
  readonly token: string;
  readonly tenantId: string;
  readonly userId: string;
  /** Of the session before a reconnect: the platform then replaces it instead of adding one. */
  readonly previousSessionId?: string;
  /** The statement that this session made before a reconnect, made again: absent, the session starts off the queue. */
  readonly queue?: readonly CallType[];
  /** Calls that the client still shows; `session` says how those of them ended that no longer ring. At most {@link MAX_SHOWN}. */
  readonly shown?: readonly InteractionId[];
}

/** How many calls a client may ask about when it reconnects. */
export const MAX_SHOWN: number = 500;

export type PushRefusal = "expired" | "not-authenticated" | "origin-not-allowed" | "rate-limited";

/** A visitor that rings, as a queue of agents hears it. */
export interface RingingCall {
  readonly visitorId: InteractionId;
  /** Empty where the visitor gave none. */
  readonly visitorName: string;
  readonly callType: CallType;
  readonly waitingSinceMs: EpochMs;
  readonly customData: Readonly<Record<string, unknown>>;
}

/** Why a call no longer rings. */
export type RingingEnded =
  | {
      readonly visitorId: InteractionId;
      readonly reason: "accepted";
      /** The winning agent; a session of the same agent tells its listener the device, another's doesn't. */
      readonly by: { readonly userId: string; readonly deviceId: string };
    }
  | {
      readonly visitorId: InteractionId;
      /** `not-for-you`: this agent is no longer free, on the queue, or meant by the routing rule. */
      readonly reason: "visitor-left" | "timeout" | "rejected" | "not-for-you";
    };

/** What is true for this session now. */
export interface PushSession {
  readonly sessionId: string;
  readonly serverTimeMs: EpochMs;
  readonly onQueue: boolean;
  readonly timetable: Timetable;
  readonly ringing: readonly RingingCall[];
  /** How each of the calls ended that the client still shows and that no longer ring for it. */
  readonly recentlyEnded: readonly RingingEnded[];
}

export type PushReply<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: string; readonly message: string };

export interface PushServerEvents {
  session: (session: PushSession) => void;
  ringing: (call: RingingCall) => void;
  ringingEnded: (ended: RingingEnded) => void;
  timetable: (timetable: Timetable) => void;
  /** The token has ended: the client must connect anew with another. */
  expired: () => void;
  alive: (acknowledge: () => void) => void;
  /** After every `accepted` that concerns this agent: answered once everything before it was shown. */
  settle: (acknowledge: () => void) => void;
}

export interface PushClientEvents {
  setQueue: (
    statement: { readonly onQueue: boolean; readonly callTypes: readonly CallType[] },
    reply: (
      answer: PushReply<{
        readonly onQueue: boolean;
        readonly timetable: Timetable;
        /** What rings now, after joining; empty after leaving. */
        readonly ringing: readonly RingingCall[];
      }>,
    ) => void,
  ) => void;
  reject: (
    refusal: { readonly visitorId: InteractionId; readonly reason: string },
    reply: (answer: PushReply<null>) => void,
  ) => void;
}
