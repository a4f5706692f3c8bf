/** The one body of every answer that is not 2xx. */
export interface ErrorBody {
  readonly error: {
    readonly code: RestErrorCode;
    /** One sentence: what happened. Never holds a secret. */
    readonly message: string;
    /** One sentence: what the caller can do about it. */
    readonly action: string;
    /** Which fields of the request were wrong, as JSON pointers, where the request was. */
    readonly fields?: readonly { readonly path: string; readonly message: string }[];
    /** Milliseconds until a repetition makes sense (`rate-limited`, `pin-locked`). */
    readonly retryAfterMs?: number;
    /** Wrong PINs left before the lock (`pin-wrong`). */
    readonly attemptsLeft?: number;
    /** Who took the interaction first (`claimed-elsewhere`): `self` is the same agent on another device. */
    readonly claimedBy?: "self" | "another-agent";
    /** How the interaction ended (`interaction-ended`). */
    readonly endReason?: string;
    /** The id under which the server's log tells more. */
    readonly requestId?: string;
  };
}

/** Every code that an {@link ErrorBody} can carry. */
export type RestErrorCode =
  | "invalid-request"
  | "not-authenticated"
  | "agent-disabled"
  | "agent-conflict"
  | "origin-not-allowed"
  | "not-found"
  | "interaction-not-found"
  | "interaction-ended"
  | "claimed-elsewhere"
  | "seat-taken"
  | "pin-required"
  | "pin-wrong"
  | "pin-locked"
  | "consent-required"
  | "rate-limited"
  | "payload-too-large"
  | "not-ready"
  | "internal";
