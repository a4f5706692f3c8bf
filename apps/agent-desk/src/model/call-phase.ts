/**
 * `opening` the widget comes up · `inviting` the invitation is shown, nobody has joined · `connecting` a visitor
 * was accepted, no picture yet · `live` both sides are there · `over` ended, the widget still shows it
 */
export type CallPhase = "opening" | "inviting" | "connecting" | "live" | "over";

/** How a call, or the offer of one, came out. */
export type Outcome = "talked" | "nobody-joined" | "failed" | "rejected" | "taken" | "taken-by-you" | "left";
