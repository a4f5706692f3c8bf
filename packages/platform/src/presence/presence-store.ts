import type { EpochMs, InteractionId } from "@videoengager/protocol/ids";
import type { Interaction } from "../calls/interaction.ts";
import type { Seat, SeatContext } from "../calls/seat.ts";

/** A seat whose lease has expired, and its interaction. */
export interface ExpiredSeat {
  readonly seat: Seat;
  readonly interaction: Interaction;
}

export interface Heartbeat {
  readonly nodeId: string;
  readonly nowMs: EpochMs;
  /** A longer gap in all nodes' heartbeats moves all deadlines. */
  readonly maxGapMs: number;
  /** How long nothing expires after such a gap. */
  readonly quietMs: number;
}

export interface HeartbeatResult {
  /** How far this heartbeat moved all deadlines; 0 where there was no gap, or another node counted it. */
  readonly movedByMs: number;
  /** The node had no row: it is new, or the others expired it while it was stopped or cut off. */
  readonly isNew: boolean;
  /** Nothing expires before this time. */
  readonly quietUntilMs: EpochMs;
}

/** Interactions and tenants whose seats or sessions have changed. */
export interface Affected {
  readonly interactionIds: readonly InteractionId[];
  readonly tenantIds: readonly string[];
}

/** This node's rows. */
export interface NodeRows {
  readonly seats: readonly {
    readonly interactionId: InteractionId;
    readonly role: Seat["role"];
    readonly connectionId: string;
  }[];
  readonly sessions: readonly { readonly sessionId: string; readonly onQueue: boolean }[];
}

/** Where nodes record their heartbeats, and where expired leases are found. */
export interface PresenceStore {
  /** When any node last had a heartbeat; null on a new database. */
  lastHeartbeatMs(): Promise<EpochMs | null>;
  /** Records that this node is alive. The first node after a gap of all nodes moves all deadlines, exactly once. */
  heartbeat(heartbeat: Heartbeat): Promise<HeartbeatResult>;
  /**
   * Expires nodes whose last heartbeat is older than `deadBeforeMs`, except `ownNodeId`: their seats become `closed`, each kept
   * as long as the rules say, and their sessions are deleted. Nodes that have seats or sessions but no heartbeat are expired, too.
   * `including-living` expires all other nodes.
   */
  expireDeadNodes(
    ownNodeId: string,
    deadBeforeMs: EpochMs | "including-living",
    keptUntilMs: (seat: SeatContext) => EpochMs,
  ): Promise<Affected>;
  /** The same for this node when it closes. */
  leave(nodeId: string, keptUntilMs: (seat: SeatContext) => EpochMs): Promise<Affected>;
  rowsOf(nodeId: string): Promise<NodeRows>;
  expiredSeats(nowMs: EpochMs, limit: number): Promise<readonly ExpiredSeat[]>;
  /** Waiting interactions whose waiting time has ended. */
  expiredWaits(nowMs: EpochMs, limit: number): Promise<readonly Interaction[]>;
  /** Interactions created before then whose pages nobody opened. */
  neverOpened(createdBeforeMs: EpochMs, limit: number): Promise<readonly Interaction[]>;
}
