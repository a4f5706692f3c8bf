import { version } from "../../package.json";

/** The version of this package. */
export const VERSION: string = version;

/** Code → what happened, and what to do about it. */
const TABLE = {
  "invalid-options": ["An option is missing or has the wrong type.", "Check the options of the call."],
  "call-active": ["A call is already open.", "Call end() first."],
  "origin-not-allowed": [
    "The platform doesn't know this web site.",
    "Add its origin on the platform: platform origin add <tenant> <origin>.",
  ],
  "unknown-tenant": ["The platform has no such tenant.", "Check `tenant`."],
  "data-refused": [
    "The platform refused the call's data.",
    "Check `customData` and `visitorData`: each has at most 16 kB.",
  ],
  "rate-limited": ["Too many calls were requested.", "Wait, then try again."],
  busy: ["The platform takes no more calls now.", "Try again later, or offer another way to get in touch."],
  "platform-unreachable": ["The platform can't be reached.", "Check the connection, then try again."],
  "blocked-by-page": [
    "This page's content security policy blocks the platform.",
    "Add the platform's origin to connect-src and frame-src.",
  ],
  "popup-blocked": [
    "The browser blocked the call's window.",
    "Call call() directly in a click listener, or let the visitor open the link.",
  ],
  "nobody-available": [
    "Nobody could take the call.",
    "Try again later, or offer another way to get in touch.",
  ],
  ended: ["The call was ended before its page opened.", "Call call() again."],
  failed: ["The platform gave an unexpected answer.", "Try again. If it stays so, read the platform's log."],
} as const;

/** Every code of a {@link VisitorCallError}. */
export type VisitorErrorCode = keyof typeof TABLE;

/** What an error can be made with, besides its code. */
export interface ErrorFacts {
  readonly message?: string;
  readonly remedy?: string;
  readonly link?: string;
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/** The only kind of error that `call()` and `open()` reject with or throw, and that a state has. */
export class VisitorCallError extends Error {
  override readonly name = "VisitorCallError" as const;
  readonly code: VisitorErrorCode;
  /** One sentence: what to do. It is for developers; show visitors your own words for the code. */
  readonly remedy: string;
  /** The address of the visitor's page. With `popup-blocked`. */
  readonly link: string | null;
  /** When to try again, in milliseconds. With `rate-limited` and `busy`, if the platform says it. */
  readonly retryAfterMs: number | null;

  constructor(code: VisitorErrorCode, { message, remedy, link, retryAfterMs, cause }: ErrorFacts = {}) {
    const [happened, advice] = TABLE[code];
    super(`${message ?? happened} ${remedy ?? advice}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.remedy = remedy ?? advice;
    this.link = link ?? null;
    this.retryAfterMs = retryAfterMs ?? null;
  }
}
