import type { EndReason, EpochMs, InteractionId, SeatRole } from "@videoengager/protocol/ids";
import type { MediaState, SeatPresence } from "@videoengager/protocol/signalling/signalling-socket";
import type { Interaction } from "./interaction.ts";

/**
 * Why nobody is connected to a seat. `opening`: its page has not connected yet. `goodbye`: its page said that it closes.
 * `closed`: its socket closed. `silent`: it no longer answered.
 */
export type AwayCause = "opening" | "goodbye" | "closed" | "silent";

/** A place in a call, taken by one page load. A free seat has no row. */
export interface Seat {
  readonly interactionId: InteractionId;
  readonly role: SeatRole;
  readonly instanceId: string;
  readonly displayName: string;
  /** The seat's socket and its node; null while nobody is connected. */
  readonly connectionId: string | null;
  readonly nodeId: string | null;
  readonly joined: boolean;
  readonly media: MediaState;
  /** It receives the other side's media. */
  readonly mediaFlows: boolean;
  /** Why nobody is connected, and until when the seat is kept. Null while somebody is. */
  readonly awayCause: AwayCause | null;
  readonly keptUntilMs: EpochMs | null;
}

export const NO_MEDIA: MediaState = { microphone: false, camera: false, screen: false };

const SECOND_MS = 1_000;

/** How long a disconnected page's seat is kept, in milliseconds. */
export interface Leases {
  /** After a goodbye: the page can be reloading. */
  readonly goodbyeMs: number;
  /** A visitor who has not joined, or who reloads while waiting. */
  readonly visitorMs: number;
  /** A waiting visitor whose socket closed: a locked phone. */
  readonly waitingVisitorMs: number;
  /** A claim, until the winner's widget connects. */
  readonly claimMs: number;
  /** Either side of a call. */
  readonly inCallMs: number;
  /** A node without a heartbeat for this long is expired by the others. */
  readonly nodeMs: number;
}

export const LEASES: Leases = {
  goodbyeMs: 5 * SECOND_MS,
  visitorMs: 20 * SECOND_MS,
  waitingVisitorMs: 60 * SECOND_MS,
  claimMs: 15 * SECOND_MS,
  inCallMs: 30 * SECOND_MS,
  nodeMs: 10 * SECOND_MS,
};

/** All leases multiplied, for tests that can't wait for the real ones. */
export function scaleLeases(factor: number): Leases {
  const scaled = Object.entries(LEASES).map(([name, ms]) => [name, Math.round(ms * factor)] as const);
  return Object.fromEntries(scaled) as unknown as Leases;
}

/** How long a connected visitor can be silent: a phone freezes the page while its owner reads a message. */
export const VISITOR_SILENCE_MS: number = 120 * SECOND_MS;
/** How long an agent's page or push session can be silent. */
export const AGENT_SILENCE_MS: number = 15 * SECOND_MS;

/** What these rules need of a seat and its interaction. */
export interface SeatContext {
  readonly role: SeatRole;
  readonly interaction: Pick<Interaction, "state" | "initiatedBy" | "waitingSinceMs">;
}

/** How long an empty seat is kept for the page that held it. */
export function keptForMs(leases: Leases, seat: SeatContext, cause: AwayCause): number {
  // The lease began with the last answer, so after the silence it has expired.
  const leaseExpired = cause === "silent";
  if (isClaim(seat)) {
    if (leaseExpired) return 0;
    return cause === "goodbye" ? leases.goodbyeMs : leases.claimMs;
  }
  if (seat.role === "visitor" && !isInCall(seat)) {
    if (leaseExpired) return 0;
    return seat.interaction.state === "waiting" && cause === "closed"
      ? leases.waitingVisitorMs
      : leases.visitorMs;
  }
  return cause === "goodbye" ? leases.goodbyeMs : leases.inCallMs;
}

/** What happens to an interaction when one of its seats expires. */
export type SeatGivenUp =
  | { readonly outcome: "seat-freed" }
  | { readonly outcome: "back-to-queue" }
  | { readonly outcome: "ended"; readonly reason: EndReason; readonly by: SeatRole | null };

/** The consequence of an expired seat. A visitor's page that never joined ends nothing: somebody opened a link and closed it. */
export function consequenceOfGivingUp(
  seat: SeatContext,
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

/** An agent who won a waiting visitor has a lease on it until the call is connected. */
function isClaim({ role, interaction }: SeatContext): boolean {
  return role === "agent" && interaction.initiatedBy === "visitor" && interaction.state === "connecting";
}

/** Whether the visitor has joined, so that losing the page matters to the other side. */
function isInCall({ interaction }: SeatContext): boolean {
  if (interaction.state === "active") return true;
  return (
    interaction.state === "connecting" &&
    (interaction.initiatedBy === "agent" || interaction.waitingSinceMs !== null)
  );
}

export function silenceAllowedMs(role: SeatRole): number {
  return role === "visitor" ? VISITOR_SILENCE_MS : AGENT_SILENCE_MS;
}

/** A side's presence, for the other side. */
export function derivePresence(seat: Seat | null): SeatPresence {
  if (seat === null || seat.awayCause === "opening") return "absent";
  if (seat.connectionId === null) return "away";
  return seat.joined ? "joined" : "arrived";
}

export interface Newcomer {
  readonly instanceId: string;
  /** It has the visitor's own link, which agents and lists don't show. */
  readonly hasOwnLink: boolean;
  /** The person confirmed taking the seat over. */
  readonly takeOver: boolean;
}

/**
 * Whether a page can take the visitor's seat.
 *
 * - The page that has the seat always can.
 * - If the person in the seat has joined, only the visitor's own link can take it over, and only on request.
 * - If nobody has joined (an open lobby, a mail scanner that runs scripts), the visitor's own link gets the seat at once; a bare id
 *   gets it if no page is connected.
 */
export function canTakeSeat(seat: Seat | null, newcomer: Newcomer, nowMs: EpochMs): boolean {
  if (seat === null || seat.instanceId === newcomer.instanceId) return true;
  if (!isSeatLive(seat, nowMs)) return true;
  if (newcomer.hasOwnLink && newcomer.takeOver) return true;
  return !seat.joined && (newcomer.hasOwnLink || seat.connectionId === null);
}

/** Whether a visitor is connected, or away for less time than the seat is kept. */
export function isSeatLive(seat: Seat | null, nowMs: EpochMs): boolean {
  if (seat === null) return false;
  return seat.connectionId !== null || (seat.keptUntilMs !== null && seat.keptUntilMs > nowMs);
}
