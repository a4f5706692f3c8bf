/**
 * Identifies one visitor's request and the call that comes of it. The same string is the interaction's
 * `interactionId`, the event's `visitorId` and the push channel's `context.from.id`. Opaque to the SDK:
 * another platform's ids have another form.
 */
export type InteractionId = string;

/** The form that our platform gives to interaction ids: `i_` and 22 base64url characters (when it was made, and 88 random bits). */
export const INTERACTION_ID_PATTERN: RegExp = /^i_[A-Za-z0-9_-]{22}$/;

/** Whether a `veinteraction` joins an existing interaction (true) or is an application's own reference (false). */
export function isInteractionId(value: string): boolean {
  return INTERACTION_ID_PATTERN.test(value);
}

/** Milliseconds since the Unix epoch, on the platform's clock. */
export type EpochMs = number;

/** Who sits where in a call. A call has one seat for each. */
export type SeatRole = "agent" | "visitor";

/** What a database row says of an interaction. `created → waiting → connecting → active → ended`. */
export type InteractionState = "created" | "waiting" | "connecting" | "active" | "ended";

/**
 * Why an interaction ended. Stored once, with its time.
 *
 * - `hung-up`: a party ended it, or its page went away and did not come back within 5 s
 * - `lost`: a seat was empty for 30 s without a word
 * - `rejected`: every agent who could have taken it refused it, and the tenant's waiting time passed
 * - `visitor-left`: the visitor went away while waiting
 * - `timeout`: nobody took it within the tenant's waiting time
 * - `abandoned`: nobody ever opened the visitor's page
 * - `erased`: an operator removed it
 */
export type EndReason = "hung-up" | "lost" | "rejected" | "visitor-left" | "timeout" | "abandoned" | "erased";
