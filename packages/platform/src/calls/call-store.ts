import type {
  EndReason,
  EpochMs,
  InteractionId,
  InteractionState,
  SeatRole,
} from "@videoengager/protocol/ids";
import type { MediaState } from "@videoengager/protocol/signalling/signalling-socket";
import type { Interaction, InteractionChange, NewInteraction } from "./interaction.ts";
import type { AwayCause, Seat } from "./seat.ts";
import type { SealedVisitorData } from "./visitor-data.ts";

/** An interaction and its seats: the whole state of a call. */
export interface Room {
  readonly interaction: Interaction;
  readonly agent: Seat | null;
  readonly visitor: Seat | null;
}

export interface EndOfInteraction {
  readonly reason: EndReason;
  readonly by: SeatRole | null;
  readonly atMs: EpochMs;
  readonly talkTimeMs: number;
}

/**
 * Where interactions and their seats are stored. State changes are conditional and report whether they won. When a method
 * resolves, its write is committed.
 */
export interface CallStore {
  /** `taken`: another open interaction of the tenant has the PIN, or the code is in use. */
  create(
    interaction: NewInteraction,
    agentSeat: Seat | null,
    visitorData?: SealedVisitorData | null,
  ): Promise<"created" | "taken">;
  /** Null for another tenant's interaction. For every request whose sender belongs to a tenant. */
  room(tenantId: string, id: InteractionId): Promise<Room | null>;
  /** For a visitor, whose link grants access, and for the platform's own work. */
  roomById(id: InteractionId): Promise<Room | null>;
  /** Which of these interactions have ended or were deleted. */
  endedAmong(ids: readonly InteractionId[]): Promise<readonly InteractionId[]>;
  /** How many stored seats have a socket on this node. */
  countConnectedSeats(nodeId: string): Promise<number>;
  /** @param tenantId only of this tenant; absent: for a visitor who follows the link */
  findByShortCode(code: string, tenantId?: string): Promise<Interaction | null>;
  /** The open invitation of a tenant that has this PIN. */
  findByPin(tenantId: string, pin: string): Promise<Interaction | null>;
  /** Changes the state. True if the interaction was in `from` and is now in `to`. */
  transition(
    id: InteractionId,
    from: InteractionState,
    to: InteractionState,
    change: InteractionChange,
  ): Promise<boolean>;
  /** Changes the state to `connecting` and creates the agent's seat, or does neither. */
  claim(id: InteractionId, from: InteractionState, change: InteractionChange, seat: Seat): Promise<boolean>;
  /** Ends an interaction that is in `from`; with `emptySeat`, only if that seat has been empty since then. */
  end(
    id: InteractionId,
    from: InteractionState,
    end: EndOfInteraction,
    emptySeat?: { readonly role: SeatRole; readonly keptUntilMs: EpochMs },
  ): Promise<boolean>;
  /** Returns a claimed visitor to the queue and frees the agent's seat, if that seat has been empty since then. */
  giveBack(
    id: InteractionId,
    change: InteractionChange & { readonly state: "waiting" | "created" },
    keptUntilMs: EpochMs,
  ): Promise<boolean>;
  /** Changes fields other than the state, unless the interaction has ended. */
  update(id: InteractionId, change: Omit<InteractionChange, "state">): Promise<void>;
  /** Counts a wrong PIN, unless another one was counted in the meantime. */
  countPinFailure(
    id: InteractionId,
    seen: number,
    failures: number,
    lockedUntilMs: EpochMs | null,
  ): Promise<boolean>;

  /**
   * Gives a seat to a page if it is as `expected` says (null: free, else held by that page). False if it isn't, or if the
   * interaction has ended: a seat has a name, which must not be stored after an erasure.
   */
  takeSeat(seat: Seat, expected: string | null): Promise<boolean>;
  /** False if another page has the seat. */
  connectSeat(
    seat: Pick<Seat, "interactionId" | "role" | "instanceId">,
    connectionId: string,
    nodeId: string,
  ): Promise<boolean>;
  /** The same for a socket that was open all the time, if nobody is connected. */
  reconnectSeat(
    seat: Pick<Seat, "interactionId" | "role" | "instanceId">,
    connectionId: string,
    nodeId: string,
  ): Promise<boolean>;
  /** The socket closed. Changes nothing if another connection has the seat. */
  leaveSeat(
    seat: Pick<Seat, "interactionId" | "role">,
    connectionId: string,
    cause: AwayCause,
    keptUntilMs: EpochMs,
  ): Promise<boolean>;
  /** Stores a page's goodbye, which takes effect when its socket closes. False if another page has the seat. */
  markGoodbye(
    seat: Pick<Seat, "interactionId" | "role" | "instanceId">,
    keptUntilMs: EpochMs,
  ): Promise<boolean>;
  /**
   * The person joins. Applies `consequence` in the same commit if the interaction is `created`. False if the connection no longer
   * has a seat.
   */
  joinSeat(
    seat: { readonly interactionId: InteractionId; readonly connectionId: string },
    displayName: string,
    media: MediaState,
    consequence: (InteractionChange & { readonly state: InteractionState }) | null,
  ): Promise<boolean>;
  setMedia(connectionId: string, media: MediaState): Promise<boolean>;
  setMediaFlows(connectionId: string): Promise<boolean>;
  /** Frees a seat that has been empty since then. */
  freeSeat(seat: Pick<Seat, "interactionId" | "role">, keptUntilMs: EpochMs): Promise<boolean>;
}
