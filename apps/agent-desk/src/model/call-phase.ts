/**
 * `opening` the widget loads · `inviting` shows the invitation, nobody has joined · `connecting` a visitor was
 * accepted, no video yet · `live` both have joined · `over` ended, the widget still shows it
 */
export type CallPhase = "opening" | "inviting" | "connecting" | "live" | "over";

/** The outcome of a call or of a ringing call. */
export type Outcome = "talked" | "nobody-joined" | "failed" | "rejected" | "taken" | "taken-by-you" | "left";
