/** The body of every response that is not 2xx. */
export interface ErrorBody {
  /** The same as `error.message`; clients of the original read it here. */
  readonly message: string;
  readonly error: {
    readonly code: RestErrorCode;
    /** One sentence: what happened. Never contains a secret. */
    readonly message: string;
    /** One sentence: what the caller can do about it. */
    readonly action: string;
    /** The wrong fields of the request, as JSON pointers. Present if the request was invalid. */
    readonly fields?: readonly { readonly path: string; readonly message: string }[];
    /** Milliseconds until the caller should retry (`rate-limited`, `pin-locked`). */
    readonly retryAfterMs?: number;
    /** Wrong PINs left before the lock (`pin-wrong`). */
    readonly attemptsLeft?: number;
    /** Who took the interaction first (`claimed-elsewhere`): `self` is the same agent on another device. */
    readonly claimedBy?: "self" | "another-agent";
    /** How the interaction ended (`interaction-ended`). */
    readonly endReason?: string;
    /** The request's id in the server's log. */
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
