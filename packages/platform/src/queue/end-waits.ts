import { endInteraction } from "../calls/end-interaction.ts";
import type { Interaction } from "../calls/interaction.ts";
import type { RuleDeps } from "../deps.ts";
import { freeAgents } from "./ringing.ts";
import { waitingOutcome } from "./waiting-outcome.ts";

/** Ends the waits of visitors whose waiting time has ended. Reads each tenant's agents once. */
export async function endWaits(deps: RuleDeps, expired: readonly Interaction[]): Promise<void> {
  const freeAgentIds = new Map<string, Promise<readonly string[]>>();
  for (const { id, tenantId } of expired) {
    const free = freeAgentIds.get(tenantId) ?? listFreeAgents(deps, tenantId);
    freeAgentIds.set(tenantId, free);
    const reason = waitingOutcome(await deps.queue.rejectedBy(id), await free);
    await endInteraction(deps, id, { reason, by: null, onlyFrom: "waiting" });
  }
}

async function listFreeAgents(deps: RuleDeps, tenantId: string): Promise<readonly string[]> {
  const tenant = await deps.tenants.find(tenantId);
  if (!tenant) return [];
  const { settings } = tenant;
  const nowMs = deps.clock.nowMs();
  const sessions = await deps.queue.sessionsOnQueue(tenantId);
  const activity = await deps.queue.activity(tenantId, nowMs - settings.callWrapUpS * 1_000);
  return freeAgents({ settings, activity, sessions, nowMs }).map(({ agentId }) => agentId);
}
