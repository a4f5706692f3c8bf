import type { InteractionId } from "@videoengager/protocol/ids";

/** Change notifications. Receivers re-read the store, so the next notification, or the sweep, repairs a lost one. */
export interface Announcer {
  /** Who rings may have changed at this tenant. */
  queueChanged(tenantId: string): void;
  /** An interaction's state, seats or media have changed. */
  roomChanged(interactionId: InteractionId): void;
  /** Resolves when this agent's push sessions have shown everything that was committed before; at most 2 s. */
  settle(tenantId: string, agentId: string): Promise<void>;
}
