import { DomainError } from "../lib/errors.ts";
import type { Interaction } from "./interaction.ts";

export function interactionNotFound(): DomainError {
  return new DomainError(
    "interaction-not-found",
    "There is no such interaction.",
    "Check the id, or start a new interaction.",
  );
}

export function interactionEnded(interaction: Pick<Interaction, "endReason">): DomainError {
  return new DomainError(
    "interaction-ended",
    "This interaction has ended.",
    "Start a new interaction.",
    interaction.endReason ? { endReason: interaction.endReason } : {},
  );
}

export function claimedElsewhere(claimedBy: "self" | "another-agent"): DomainError {
  return new DomainError(
    "claimed-elsewhere",
    claimedBy === "self"
      ? "You have taken this visitor on another device."
      : "Another agent has taken this visitor.",
    claimedBy === "self" ? "Continue there, or end the call there." : "Take another visitor.",
    { claimedBy },
  );
}

/** @param mayTakeOver whether the request has the visitor's own link */
export function seatTaken(mayTakeOver: boolean): DomainError {
  return new DomainError(
    "seat-taken",
    "The visitor is in this call on another page.",
    mayTakeOver
      ? "Close the other page, or repeat the request with `takeOver: true`."
      : "Close the other page, or open the visitor's own link (`/ve/…`) to move the call here.",
  );
}
