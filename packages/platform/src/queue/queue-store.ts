import type { EndReason, EpochMs, InteractionId, InteractionState } from "@videoengager/protocol/ids";
import type { WaitingVisitor } from "./routing.ts";

/** A waiting visitor in the queue, without name and custom data. Those are read once per call, see `ringingCalls`. */
export interface QueuedVisitor extends WaitingVisitor {
  readonly waitingSinceMs: EpochMs;
}

/** What agents see of a ringing call. */
export interface StoredRingingCall {
  readonly interactionId: InteractionId;
  readonly visitorName: string;
  readonly waitingSinceMs: EpochMs;
  /** JSON. */
  readonly customData: string;
}

/** What happened to a call that rang. */
export interface CallFate {
  readonly interactionId: InteractionId;
  readonly state: InteractionState;
  readonly endReason: EndReason | null;
  readonly agentId: string | null;
  /** Null if the agent was removed. */
  readonly agentEmail: string | null;
  readonly deviceId: string | null;
  readonly claimedAtMs: EpochMs | null;
}

/** Why no call rings at an agent. */
export interface AgentActivity {
  readonly agentId: string;
  /** In a call that is connecting or active. */
  readonly busy: boolean;
  /** The end of the last call in which both sides were connected. */
  readonly lastCallEndedAtMs: EpochMs | null;
  /** When the agent last ended the wrap-up time early. */
  readonly readyAtMs: EpochMs | null;
}

/** The times that decide an agent's wrap-up. */
export type WrapUpTimes = Pick<AgentActivity, "lastCallEndedAtMs" | "readyAtMs">;

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

/** How many visitors wait at a tenant, and a text that changes whenever anything changes that decides who rings. */
export interface QueueMark {
  readonly count: number;
  readonly text: string;
}

/** Where the queue is stored: waiting visitors, declined calls, and the agents' push sessions. */
export interface QueueStore {
  /** A tenant's waiting visitors, in queue order. */
  waiting(tenantId: string): Promise<readonly QueuedVisitor[]>;
  countWaiting(tenantId: string): Promise<number>;
  /** What agents see of these calls. Ids of other tenants and unknown ids are left out. */
  ringingCalls(tenantId: string, ids: readonly InteractionId[]): Promise<readonly StoredRingingCall[]>;
  /** What happened to these calls. Ids of other tenants and unknown ids are left out. */
  fates(tenantId: string, ids: readonly InteractionId[]): Promise<readonly CallFate[]>;
  /** For every tenant with waiting visitors. The number of statements doesn't depend on the number of tenants. */
  marks(): Promise<ReadonlyMap<string, QueueMark>>;
  /** The agents of a tenant who are in a call, and those whose last call ended after `sinceMs`. */
  activity(tenantId: string, sinceMs: EpochMs): Promise<readonly AgentActivity[]>;
  /** Null if the tenant has no such agent. */
  wrapUpTimes(tenantId: string, agentId: string): Promise<WrapUpTimes | null>;
  /** Stores that the agent takes calls before the wrap-up time is over. */
  endWrapUp(tenantId: string, agentId: string, atMs: EpochMs): Promise<void>;
  /** Ids of the agents who declined a call. */
  rejectedBy(id: InteractionId): Promise<ReadonlySet<string>>;
  /** Stores that an agent declined a call. True only if that is new and the call waits. */
  reject(id: InteractionId, tenantId: string, agentId: string, atMs: EpochMs): Promise<boolean>;

  /** Stores a session, or its queue state if it is stored already. */
  putSession(session: AgentSession): Promise<void>;
  setSessionOnQueue(sessionId: string, onQueue: boolean, sinceMs: EpochMs | null): Promise<void>;
  removeSession(sessionId: string): Promise<void>;
  /** A node's sessions whose agent an operator disabled or removed. */
  sessionsToEnd(nodeId: string): Promise<readonly Pick<AgentSession, "sessionId" | "tenantId">[]>;
  sessionsOnQueue(tenantId: string): Promise<readonly AgentSession[]>;
}
