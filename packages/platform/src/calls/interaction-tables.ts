import type { EndReason, InteractionState, SeatRole } from "@videoengager/protocol/ids";
import type { AwayCause } from "./seat.ts";

/** Booleans are 0 or 1, JSON is text, times are milliseconds since the epoch: the same on both engines. */
export interface InteractionTables {
  interactions: {
    id: string;
    tenant_id: string;
    initiated_by: SeatRole;
    state: InteractionState;
    agent_id: string | null;
    device_id: string | null;
    pin: string;
    pin_failures: number;
    pin_locked_until_ms: number | null;
    short_code: string;
    visitor_name: string;
    visitor_email: string;
    visitor_phone: string;
    custom_data: string;
    created_at_ms: number;
    waiting_since_ms: number | null;
    queue_order_ms: number | null;
    waiting_ends_at_ms: number | null;
    claimed_at_ms: number | null;
    active_at_ms: number | null;
    ended_at_ms: number | null;
    end_reason: EndReason | null;
    ended_by: SeatRole | null;
    talk_time_ms: number;
    /** When the visitor's personal data was erased. */
    erased_at_ms: number | null;
  };
  /** A row exists while a page has the seat. */
  seats: {
    interaction_id: string;
    role: SeatRole;
    instance_id: string;
    display_name: string;
    connection_id: string | null;
    node_id: string | null;
    joined: number;
    microphone: number;
    camera: number;
    screen: number;
    media_flows: number;
    away_cause: AwayCause | null;
    kept_until_ms: number | null;
  };
  rejections: {
    interaction_id: string;
    tenant_id: string;
    agent_id: string;
    rejected_at_ms: number;
  };
  /** Batches of measurements; `samples` is an array of arrays, see `STATS_FIELDS`. */
  call_quality: {
    interaction_id: string;
    role: SeatRole;
    sent_at_ms: number;
    samples: string;
  };
  /** Deleted when it is read. */
  visitor_data: {
    interaction_id: string;
    /** SHA-256 of the one-time password, base64url. */
    password_hash: string;
    /** JSON, encrypted with the master key. */
    sealed_data: string;
  };
  call_notes: {
    interaction_id: string;
    notes: string;
    disposition: string | null;
    written_at_ms: number;
  };
  agent_sessions: {
    id: string;
    tenant_id: string;
    agent_id: string;
    node_id: string;
    on_queue: number;
    on_queue_since_ms: number | null;
  };
  /** The processes that share this database. */
  nodes: { id: string; heartbeat_at_ms: number };
  /** One row, `id` 1. */
  liveness: { id: number; heartbeat_at_ms: number; quiet_until_ms: number };
}
