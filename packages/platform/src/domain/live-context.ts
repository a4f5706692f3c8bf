import type { InteractionId } from "@videoengager/protocol/ids";
import type { AgentDirectory } from "./agents.ts";
import type { Clock } from "./clock.ts";
import type { LiveStore } from "./live-store.ts";
import type { TenantStore } from "./tenants.ts";

/**
 * Says that something has changed; what is true now, everybody reads from the store. A word that is lost is made up
 * for by the next one, or by the sweep.
 */
export interface Announcer {
  /** Who rings may have changed at this tenant. */
  queueChanged(tenantId: string): void;
  /** An interaction's state, seats or media have changed. */
  roomChanged(interactionId: InteractionId): void;
  /** Resolves when this agent's push sessions have shown everything that was committed before; at most 2 s. */
  settle(tenantId: string, agentId: string): Promise<void>;
}

/** What the live rules work with. */
export interface LiveContext {
  readonly store: LiveStore;
  readonly clock: Clock;
  readonly tenants: TenantStore;
  readonly agents: Pick<AgentDirectory, "find">;
  readonly announce: Announcer;
  readonly nodeId: string;
}
