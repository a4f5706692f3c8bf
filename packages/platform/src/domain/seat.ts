import type { EndReason, EpochMs, InteractionId, SeatRole } from "@videoengager/protocol/ids";
import type { MediaState, SeatPresence } from "@videoengager/protocol/signalling/signalling-socket";
import type { Interaction } from "./interaction.ts";

/**
 * Why nobody is connected to a seat: `opening` it was given and its socket is to come, `goodbye` its page said that it
 * goes away, `closed` its socket closed, `silent` it no longer answered.
 */
export type AwayCause = "opening" | "goodbye" | "closed" | "silent";

/** A place in a call, held by one page load. A seat that nobody holds has no row. */
export interface Seat {
  readonly interactionId: InteractionId;
  readonly role: SeatRole;
  readonly instanceId: string;
  readonly displayName: string;
  /** The socket in the seat, and the node that has it; null while nobody is connected. */
  readonly connectionId: string | null;
  readonly nodeId: string | null;
  readonly joined: boolean;
  readonly media: MediaState;
  /** The other side's media arrives here. */
  readonly mediaFlows: boolean;
  /** While nobody is connected: why, and until when the seat is kept. */
  readonly awayCause: AwayCause | null;
  readonly keptUntilMs: EpochMs | null;
}

export const NO_MEDIA: MediaState = { microphone: false, camera: false, screen: false };

const SECOND_MS = 1_000;
/** A page that said goodbye may be reloading. */
export const GOODBYE_KEPT_MS: number = 5 * SECOND_MS;
/** A visitor who waits, or has not yet joined. */
export const WAITING_VISITOR_KEPT_MS: number = 20 * SECOND_MS;
/** A claim is a lease. */
export const CLAIM_LEASE_MS: number = 15 * SECOND_MS;
/** Either side of a call. */
export const IN_CALL_KEPT_MS: number = 30 * SECOND_MS;
/** How long a connected visitor may be silent: a phone freezes the page while its owner reads a message. */
export const VISITOR_SILENCE_MS: number = 120 * SECOND_MS;
/** How long an agent's page or push session may be silent. */
export const AGENT_SILENCE_MS: number = 15 * SECOND_MS;

/** A seat and its interaction, as far as these rules need them. */
export interface SeatCircumstances {
  readonly role: SeatRole;
  readonly interaction: Pick<Interaction, "state" | "initiatedBy" | "waitingSinceMs">;
}

/** How long an empty seat is kept for the page that held it. */
export function keptForMs(seat: SeatCircumstances, cause: AwayCause): number {
  // Whoever was silent for long enough has had its time: a lease lasts from the last answer on.
  const hadItsTime = cause === "silent";
  if (isClaim(seat)) {
    if (hadItsTime) return 0;
    return cause === "goodbye" ? GOODBYE_KEPT_MS : CLAIM_LEASE_MS;
  }
  if (seat.role === "visitor" && !isInCall(seat)) return hadItsTime ? 0 : WAITING_VISITOR_KEPT_MS;
  return cause === "goodbye" ? GOODBYE_KEPT_MS : IN_CALL_KEPT_MS;
}

/** What becomes of an interaction one of whose seats was given up. */
export type SeatGivenUp =
  | { readonly outcome: "seat-freed" }
  | { readonly outcome: "back-to-queue" }
  | { readonly outcome: "ended"; readonly reason: EndReason; readonly by: SeatRole | null };

/**
 * The consequence of a seat that was empty for as long as it is kept. A visitor's page that never joined
 * ends nothing: somebody opened a link and closed it again.
 */
export function consequenceOfGivingUp(
  seat: SeatCircumstances,
  cause: AwayCause,
  otherSeatHeld: boolean,
): SeatGivenUp {
  if (isClaim(seat)) return { outcome: "back-to-queue" };
  if (seat.interaction.state === "waiting")
    return seat.role === "visitor"
      ? { outcome: "ended", reason: "visitor-left", by: "visitor" }
      : { outcome: "seat-freed" };
  if (seat.role === "visitor" && !isInCall(seat)) return { outcome: "seat-freed" };
  if (seat.interaction.state === "created" && !otherSeatHeld)
    return { outcome: "ended", reason: "abandoned", by: null };
  return cause === "goodbye"
    ? { outcome: "ended", reason: "hung-up", by: seat.role }
    : { outcome: "ended", reason: "lost", by: null };
}

/** An agent who won a waiting visitor holds it by a lease until the call is up. */
function isClaim({ role, interaction }: SeatCircumstances): boolean {
  return role === "agent" && interaction.initiatedBy === "visitor" && interaction.state === "connecting";
}

/** Whether the visitor's person has joined, so that the page's departure means something to the other side. */
function isInCall({ interaction }: SeatCircumstances): boolean {
  if (interaction.state === "active") return true;
  return (
    interaction.state === "connecting" &&
    (interaction.initiatedBy === "agent" || interaction.waitingSinceMs !== null)
  );
}

export function silenceAllowedMs(role: SeatRole): number {
  return role === "visitor" ? VISITOR_SILENCE_MS : AGENT_SILENCE_MS;
}

/** Where a side is, as the other one is told. */
export function presenceOf(seat: Seat | null): SeatPresence {
  if (seat === null || seat.awayCause === "opening") return "absent";
  if (seat.connectionId === null) return "away";
  return seat.joined ? "joined" : "arrived";
}

/** Who may sit down: anybody in a free seat, its own page always, another page only by taking it over. */
export function maySitDown(
  seat: Seat | null,
  newcomer: { readonly instanceId: string; readonly takeOver: boolean },
  nowMs: EpochMs,
): boolean {
  if (seat === null || seat.instanceId === newcomer.instanceId || newcomer.takeOver) return true;
  return seat.connectionId === null && seat.keptUntilMs !== null && seat.keptUntilMs <= nowMs;
}

/** Whether a visitor counts as there: connected, or away no longer than its seat is kept. */
export function isSeatLive(seat: Seat | null, nowMs: EpochMs): boolean {
  if (seat === null) return false;
  return seat.connectionId !== null || (seat.keptUntilMs !== null && seat.keptUntilMs > nowMs);
}
