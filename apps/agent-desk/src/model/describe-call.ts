import type { Call, CallPhase, Outcome, PastCall } from "./desk-state.ts";

/** Who the call is with, as well as it is known. */
export function nameCall({
  name,
  reference,
  direction,
}: Pick<Call, "name" | "reference" | "direction">): string {
  return name || reference || (direction === "incoming" ? "Visitor" : "Your customer");
}

const PHASES: Readonly<Record<CallPhase, string>> = {
  opening: "Opening the call",
  inviting: "Send the invitation below; the call begins when your customer opens it",
  connecting: "Connecting; your browser may ask for the camera",
  live: "In the call",
  over: "The call has ended",
};

/** What happens in the call now, in a few words. */
export function describeCall({ phase, ending }: Call): string {
  return ending ? "Ending the call" : PHASES[phase];
}

const OUTCOMES: Readonly<Record<Outcome, string>> = {
  talked: "Talked",
  "nobody-joined": "Nobody joined",
  failed: "Could not connect",
  rejected: "You rejected it",
  taken: "Taken by another agent",
  "taken-by-you": "Taken by you elsewhere",
  left: "Left before an answer",
};

export function describeOutcome({ outcome }: PastCall): string {
  return OUTCOMES[outcome];
}
