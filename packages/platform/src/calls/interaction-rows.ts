import type { CustomData } from "@videoengager/protocol/rest/interactions";
import type { Insertable, Selectable, Updateable } from "kysely";
import type { Interaction, InteractionChange } from "./interaction.ts";
import type { InteractionTables } from "./interaction-tables.ts";
import type { Seat } from "./seat.ts";

export type InteractionRow = Selectable<InteractionTables["interactions"]>;
type SeatRow = Selectable<InteractionTables["seats"]>;

/** Columns whose value is the field's value. */
const COLUMNS = {
  id: "id",
  tenantId: "tenant_id",
  initiatedBy: "initiated_by",
  state: "state",
  agentId: "agent_id",
  deviceId: "device_id",
  pin: "pin",
  pinFailures: "pin_failures",
  pinLockedUntilMs: "pin_locked_until_ms",
  shortCode: "short_code",
  visitorName: "visitor_name",
  visitorEmail: "visitor_email",
  visitorPhone: "visitor_phone",
  createdAtMs: "created_at_ms",
  waitingSinceMs: "waiting_since_ms",
  queueOrderMs: "queue_order_ms",
  waitingEndsAtMs: "waiting_ends_at_ms",
  claimedAtMs: "claimed_at_ms",
  activeAtMs: "active_at_ms",
  endedAtMs: "ended_at_ms",
  endReason: "end_reason",
  endedBy: "ended_by",
  talkTimeMs: "talk_time_ms",
} as const satisfies Record<
  Exclude<keyof Interaction, "customData">,
  keyof InteractionTables["interactions"]
>;

export function toInteraction(row: InteractionRow): Interaction {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    initiatedBy: row.initiated_by,
    state: row.state,
    agentId: row.agent_id,
    deviceId: row.device_id,
    pin: row.pin,
    pinFailures: row.pin_failures,
    pinLockedUntilMs: row.pin_locked_until_ms,
    shortCode: row.short_code,
    visitorName: row.visitor_name,
    visitorEmail: row.visitor_email,
    visitorPhone: row.visitor_phone,
    customData: JSON.parse(row.custom_data) as CustomData,
    createdAtMs: row.created_at_ms,
    waitingSinceMs: row.waiting_since_ms,
    queueOrderMs: row.queue_order_ms,
    waitingEndsAtMs: row.waiting_ends_at_ms,
    claimedAtMs: row.claimed_at_ms,
    activeAtMs: row.active_at_ms,
    endedAtMs: row.ended_at_ms,
    endReason: row.end_reason,
    endedBy: row.ended_by,
    talkTimeMs: row.talk_time_ms,
  };
}

/** The columns of the fields in a change. */
export function rowOfChange(change: InteractionChange): Updateable<InteractionTables["interactions"]> {
  const row: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(change)) {
    if (field === "customData") row.custom_data = JSON.stringify(value);
    else row[COLUMNS[field as keyof typeof COLUMNS]] = value;
  }
  return row;
}

export function toSeat(row: SeatRow): Seat {
  return {
    interactionId: row.interaction_id,
    role: row.role,
    instanceId: row.instance_id,
    displayName: row.display_name,
    connectionId: row.connection_id,
    nodeId: row.node_id,
    joined: row.joined === 1,
    media: { microphone: row.microphone === 1, camera: row.camera === 1, screen: row.screen === 1 },
    mediaFlows: row.media_flows === 1,
    awayCause: row.away_cause,
    keptUntilMs: row.kept_until_ms,
  };
}

export function rowOfSeat(seat: Seat): Insertable<InteractionTables["seats"]> {
  return {
    interaction_id: seat.interactionId,
    role: seat.role,
    instance_id: seat.instanceId,
    display_name: seat.displayName,
    connection_id: seat.connectionId,
    node_id: seat.nodeId,
    joined: Number(seat.joined),
    microphone: Number(seat.media.microphone),
    camera: Number(seat.media.camera),
    screen: Number(seat.media.screen),
    media_flows: Number(seat.mediaFlows),
    away_cause: seat.awayCause,
    kept_until_ms: seat.keptUntilMs,
  };
}
