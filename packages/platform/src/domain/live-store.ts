import type {
  EndReason,
  EpochMs,
  InteractionId,
  InteractionState,
  SeatRole,
} from "@videoengager/protocol/ids";
import type { MediaState } from "@videoengager/protocol/signalling/signalling-socket";
import type { Interaction, InteractionChange, NewInteraction } from "./interaction.ts";
import type { AwayCause, Seat, SeatCircumstances } from "./seat.ts";

/** An interaction and who sits where: everything that is true of a call. */
export interface Room {
  readonly interaction: Interaction;
  readonly agent: Seat | null;
  readonly visitor: Seat | null;
}

/** A waiting interaction, as the ringing rules need it. */
export interface QueuedInteraction {
  readonly interaction: Interaction;
  /** Ids of the agents who refused it. */
  readonly rejectedBy: ReadonlySet<string>;
}

/** What keeps an agent from being rung, and since when nothing does. */
export interface AgentActivity {
  readonly agentId: string;
  /** In a call that is being set up or runs. */
  readonly busy: boolean;
  /** The end of the last call that came about. */
  readonly lastCallEndedAtMs: EpochMs | null;
}

/** An agent's push session, as every node sees it. */
export interface AgentSession {
  readonly sessionId: string;
  readonly tenantId: string;
  readonly agentId: string;
  readonly nodeId: string;
  readonly onQueue: boolean;
  /** When it last joined the queue. */
  readonly onQueueSinceMs: EpochMs | null;
}

/** A seat whose time is over, with what must still hold for that to have a consequence. */
export interface ExpiredSeat {
  readonly seat: Seat;
  readonly interaction: Interaction;
}

export interface EndOfInteraction {
  readonly reason: EndReason;
  readonly by: SeatRole | null;
  readonly atMs: EpochMs;
  readonly talkTimeMs: number;
}

/**
 * The port to where interactions, seats and sessions are kept. Whatever changes a state is conditional and reports
 * whether it won; a method that resolved has been committed.
 */
export interface LiveStore {
  /** `taken`: the PIN is another open interaction's of the tenant, or the code is in use. */
  create(interaction: NewInteraction, agentSeat: Seat | null): Promise<"created" | "taken">;
  room(id: InteractionId): Promise<Room | null>;
  /** Which of these interactions are over, or gone. */
  endedAmong(ids: readonly InteractionId[]): Promise<readonly InteractionId[]>;
  findByShortCode(code: string): Promise<Interaction | null>;
  /** The open invitation of a tenant that has this PIN. */
  findByPin(tenantId: string, pin: string): Promise<Interaction | null>;
  /** The one way a state changes: true where the interaction was in `from` and is now in `to`. */
  transition(
    id: InteractionId,
    from: InteractionState,
    to: InteractionState,
    change: InteractionChange,
  ): Promise<boolean>;
  /** Wins a visitor: the transition to `connecting` and the agent's seat, or neither. */
  claim(id: InteractionId, from: InteractionState, change: InteractionChange, seat: Seat): Promise<boolean>;
  /** Ends an interaction that is in `from`; with `emptySeat`, only while that seat is still empty since then. */
  end(
    id: InteractionId,
    from: InteractionState,
    end: EndOfInteraction,
    emptySeat?: { readonly role: SeatRole; readonly keptUntilMs: EpochMs },
  ): Promise<boolean>;
  /** Gives a claimed visitor back: only while the agent's seat is still empty since then, which is then freed. */
  giveBack(
    id: InteractionId,
    change: InteractionChange & { readonly state: "waiting" | "created" },
    keptUntilMs: EpochMs,
  ): Promise<boolean>;
  /** Changes what is not the state. */
  update(id: InteractionId, change: Omit<InteractionChange, "state">): Promise<void>;
  /** Counts a wrong PIN, only if no other was counted meanwhile. */
  countPinFailure(
    id: InteractionId,
    seen: number,
    failures: number,
    lockedUntilMs: EpochMs | null,
  ): Promise<boolean>;

  /** Puts a page into a seat that is as `expected` says (null: free, else held by that page). */
  sitDown(seat: Seat, expected: string | null): Promise<boolean>;
  /** False where another page has the seat. */
  connectSeat(
    seat: Pick<Seat, "interactionId" | "role" | "instanceId">,
    connectionId: string,
    nodeId: string,
  ): Promise<boolean>;
  /** The socket is gone; nothing happens where another connection has the seat by now. */
  leaveSeat(
    seat: Pick<Seat, "interactionId" | "role">,
    connectionId: string,
    cause: AwayCause,
    keptUntilMs: EpochMs,
  ): Promise<boolean>;
  /** The page said goodbye: that counts once its socket is gone, too. False where another page has the seat. */
  markGoodbye(
    seat: Pick<Seat, "interactionId" | "role" | "instanceId">,
    keptUntilMs: EpochMs,
  ): Promise<boolean>;
  /**
   * The person in the seat takes part, and what follows from it for an interaction that is `created`, in one commit. False
   * where the connection no longer has a seat.
   */
  joinSeat(
    seat: { readonly interactionId: InteractionId; readonly connectionId: string },
    displayName: string,
    media: MediaState,
    consequence: (InteractionChange & { readonly state: InteractionState }) | null,
  ): Promise<boolean>;
  setMedia(connectionId: string, media: MediaState): Promise<boolean>;
  setMediaFlows(connectionId: string): Promise<boolean>;
  /** Frees a seat that is still empty since then. */
  freeSeat(seat: Pick<Seat, "interactionId" | "role">, keptUntilMs: EpochMs): Promise<boolean>;

  /** What waits at a tenant, who comes first at the front. */
  queue(tenantId: string): Promise<readonly QueuedInteraction[]>;
  /** Of a tenant's agents: those in a call, and those whose last call ended after `sinceMs`. */
  activity(tenantId: string, sinceMs: EpochMs): Promise<readonly AgentActivity[]>;
  /** Several interactions of one tenant at once; foreign and unknown ids are left out. */
  findMany(tenantId: string, ids: readonly InteractionId[]): Promise<readonly Interaction[]>;
  /** Notes that an agent refused a call. False where it no longer waits. */
  reject(id: InteractionId, tenantId: string, agentId: string, atMs: EpochMs): Promise<boolean>;

  putSession(session: AgentSession): Promise<void>;
  setSessionOnQueue(sessionId: string, onQueue: boolean, sinceMs: EpochMs | null): Promise<void>;
  removeSession(sessionId: string): Promise<void>;
  /** A node's sessions whose agent an operator has disabled or removed. */
  sessionsToEnd(nodeId: string): Promise<readonly Pick<AgentSession, "sessionId" | "tenantId">[]>;
  sessionsOnQueue(tenantId: string): Promise<readonly AgentSession[]>;

  /** Says that this node lives; answers when any node last said so, null where none ever did. */
  beat(nodeId: string, nowMs: EpochMs): Promise<EpochMs | null>;
  /** Nobody could come back while no node lived: moves every deadline by that time. */
  shiftDeadlines(byMs: number): Promise<void>;
  /**
   * Ends what nodes that no longer live held: seats become `closed`, each kept as long as the rules say; sessions go. Answers
   * the rooms and tenants concerned.
   */
  buryDeadNodes(
    deadBeforeMs: EpochMs,
    keptUntilMs: (seat: SeatCircumstances) => EpochMs,
  ): Promise<{ readonly interactionIds: readonly InteractionId[]; readonly tenantIds: readonly string[] }>;
  expiredSeats(nowMs: EpochMs, limit: number): Promise<readonly ExpiredSeat[]>;
  /** Waiting interactions whose time is over. */
  expiredWaits(nowMs: EpochMs, limit: number): Promise<readonly Interaction[]>;
  /** Interactions created before, for which nobody ever came. */
  neverOpened(createdBeforeMs: EpochMs, limit: number): Promise<readonly Interaction[]>;
  /** Tenants at which somebody waits. */
  tenantsWithQueue(): Promise<readonly string[]>;
}
