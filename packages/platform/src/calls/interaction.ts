import type {
  EndReason,
  EpochMs,
  InteractionId,
  InteractionState,
  SeatRole,
} from "@videoengager/protocol/ids";
import type { CustomData } from "@videoengager/protocol/rest/interactions";

/**
 * A visitor's request or an agent's invitation, from its creation to its end: `created → waiting → connecting → active → ended`.
 * An invitation skips `waiting`. A claimed visitor whose agent's widget dies returns to it.
 */
export interface Interaction {
  readonly id: InteractionId;
  readonly tenantId: string;
  readonly initiatedBy: SeatRole;
  readonly state: InteractionState;
  /** The agent who made the invitation, or who won the claim. */
  readonly agentId: string | null;
  /** The winner's device: the widget's `instanceId`. */
  readonly deviceId: string | null;
  /** Six digits, unique among the tenant's open invitations. Only their visitors need it. */
  readonly pin: string;
  readonly pinFailures: number;
  readonly pinLockedUntilMs: EpochMs | null;
  /** The short link's code; unique on the platform. */
  readonly shortCode: string;
  readonly visitorName: string;
  readonly visitorEmail: string;
  readonly visitorPhone: string;
  readonly customData: CustomData;
  readonly createdAtMs: EpochMs;
  readonly waitingSinceMs: EpochMs | null;
  /** The visitor with the smallest value comes first. One that returned to the queue has 0. */
  readonly queueOrderMs: EpochMs | null;
  /** When the visitor's wait ends. */
  readonly waitingEndsAtMs: EpochMs | null;
  readonly claimedAtMs: EpochMs | null;
  /** When both sides first reported media. */
  readonly activeAtMs: EpochMs | null;
  readonly endedAtMs: EpochMs | null;
  readonly endReason: EndReason | null;
  readonly endedBy: SeatRole | null;
  readonly talkTimeMs: number;
}

/** The fields of a new interaction; all others are blank. */
export type NewInteraction = Pick<
  Interaction,
  "id" | "tenantId" | "initiatedBy" | "agentId" | "pin" | "shortCode" | "customData" | "createdAtMs"
>;

/** Listed field by field: spreading cost as much as everything else here. */
export function blankInteraction(made: NewInteraction): Interaction {
  return {
    id: made.id,
    tenantId: made.tenantId,
    initiatedBy: made.initiatedBy,
    state: "created",
    agentId: made.agentId,
    deviceId: null,
    pin: made.pin,
    pinFailures: 0,
    pinLockedUntilMs: null,
    shortCode: made.shortCode,
    visitorName: "",
    visitorEmail: "",
    visitorPhone: "",
    customData: made.customData,
    createdAtMs: made.createdAtMs,
    waitingSinceMs: null,
    queueOrderMs: null,
    waitingEndsAtMs: null,
    claimedAtMs: null,
    activeAtMs: null,
    endedAtMs: null,
    endReason: null,
    endedBy: null,
    talkTimeMs: 0,
  };
}

/** What a transition can write besides the state. */
export type InteractionChange = Partial<
  Omit<Interaction, "id" | "tenantId" | "initiatedBy" | "createdAtMs" | "pin" | "shortCode">
>;

/** How long both sides were connected; 0 if they never were. */
export function talkTimeMs(interaction: Interaction, endedAtMs: EpochMs): number {
  return interaction.activeAtMs === null ? 0 : Math.max(0, endedAtMs - interaction.activeAtMs);
}
