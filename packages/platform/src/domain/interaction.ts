import type {
  EndReason,
  EpochMs,
  InteractionId,
  InteractionState,
  SeatRole,
} from "@videoengager/protocol/ids";
import type { CustomData } from "@videoengager/protocol/rest/interactions";

/**
 * One visitor's request and what becomes of it, as its row says. `created → waiting → connecting → active → ended`;
 * an agent's own invitation skips `waiting`, and a claimed visitor whose agent's widget dies goes back to it.
 */
export interface Interaction {
  readonly id: InteractionId;
  readonly tenantId: string;
  readonly initiatedBy: SeatRole;
  readonly state: InteractionState;
  /** Who has the call: the inviting agent from birth, the winner of a claim from then on. */
  readonly agentId: string | null;
  /** The winner's device: the widget's `instanceId`. */
  readonly deviceId: string | null;
  /** Six digits; unique among the tenant's open invitations, whose visitors alone are asked for it. */
  readonly pin: string;
  readonly pinFailures: number;
  readonly pinLockedUntilMs: EpochMs | null;
  /** Of the short link; unique on the platform. */
  readonly shortCode: string;
  readonly visitorName: string;
  readonly visitorEmail: string;
  readonly visitorPhone: string;
  readonly customData: CustomData;
  readonly createdAtMs: EpochMs;
  readonly waitingSinceMs: EpochMs | null;
  /** Who comes first when several wait: the smallest. A visitor given back to the queue gets 0. */
  readonly queueOrderMs: EpochMs | null;
  /** When a visitor who waits is told that nobody came. */
  readonly waitingEndsAtMs: EpochMs | null;
  readonly claimedAtMs: EpochMs | null;
  /** When both sides first reported media. */
  readonly activeAtMs: EpochMs | null;
  readonly endedAtMs: EpochMs | null;
  readonly endReason: EndReason | null;
  readonly endedBy: SeatRole | null;
  readonly talkTimeMs: number;
}

/** What a new interaction is made of; everything else of it is blank. */
export type NewInteraction = Pick<
  Interaction,
  "id" | "tenantId" | "initiatedBy" | "agentId" | "pin" | "shortCode" | "customData" | "createdAtMs"
>;

/** Written out, for spreading two objects into a third took as long as the rest of making one. */
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

/** What a transition may write besides the state. */
export type InteractionChange = Partial<
  Omit<Interaction, "id" | "tenantId" | "initiatedBy" | "createdAtMs" | "pin" | "shortCode">
>;

/** How long both sides saw each other; 0 where they never did. */
export function talkTimeMs(interaction: Interaction, endedAtMs: EpochMs): number {
  return interaction.activeAtMs === null ? 0 : Math.max(0, endedAtMs - interaction.activeAtMs);
}
