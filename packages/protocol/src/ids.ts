/**
 * Identifies one visitor's request and the resulting call. The same string is the interaction's
 * `interactionId`, the event's `visitorId` and the push channel's `context.from.id`. Opaque to the SDK:
 * other platforms use other formats.
 */
export type InteractionId = string;

/** The format of our platform's interaction ids: `i_` and 22 base64url characters (the creation time and 88 random bits). */
export const INTERACTION_ID_PATTERN: RegExp = /^i_[A-Za-z0-9_-]{22}$/;

/** Whether a `veinteraction` joins an existing interaction (true) or is an application's own reference (false). */
export function isInteractionId(value: string): boolean {
  return INTERACTION_ID_PATTERN.test(value);
}

/** Milliseconds since the Unix epoch, on the platform's clock. */
export type EpochMs = number;

/** The parties of a call. Each has one seat. */
export type SeatRole = "agent" | "visitor";

/** The state of an interaction in the database: `created → waiting → connecting → active → ended`. */
export type InteractionState = "created" | "waiting" | "connecting" | "active" | "ended";

/**
 * Why an interaction ended. Stored once, with its time.
 *
 * - `hung-up`: a party ended it, or its page was closed and did not come back within 5 s
 * - `lost`: a party's connection was lost for 30 s
 * - `rejected`: every available agent rejected it, and the tenant's waiting time passed
 * - `visitor-left`: the visitor left while waiting
 * - `timeout`: no agent accepted it within the tenant's waiting time
 * - `abandoned`: nobody ever opened the visitor's page
 * - `erased`: an operator erased it
 */
export type EndReason = "hung-up" | "lost" | "rejected" | "visitor-left" | "timeout" | "abandoned" | "erased";
