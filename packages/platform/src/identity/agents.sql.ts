import type { Database } from "../database/database.ts";
import type { Clock } from "../lib/clock.ts";
import type { Agent, AgentAttribute, AgentDirectory } from "./agents.ts";
import type { TenantTables } from "./tenant-tables.ts";

type Row = TenantTables["agents"];

const COLUMNS = {
  externalId: "external_id",
  organizationId: "organization_id",
  firstName: "first_name",
  lastName: "last_name",
  contactEmail: "contact_email",
} as const satisfies Record<AgentAttribute, keyof Row>;

/** Agents for operators and for the rules. */
export interface AgentStore extends AgentDirectory {
  list(tenantId: string): Promise<readonly Agent[]>;
  /** Deletes an agent. Its calls stay, without the agent. False if there is no such agent. */
  remove(tenantId: string, email: string): Promise<boolean>;
  /** False if there is no such agent. */
  setDisabled(tenantId: string, email: string, disabled: boolean): Promise<boolean>;
}

export function createAgentStore({ db }: Database, clock: Clock): AgentStore {
  const findByEmail = async (tenantId: string, email: string): Promise<Agent | null> => {
    const row = await db
      .selectFrom("agents")
      .selectAll()
      .where("tenant_id", "=", tenantId)
      .where("email", "=", email)
      .executeTakeFirst();
    return row ? toAgent(row) : null;
  };
  return {
    findByEmail,
    async find(tenantId, agentId) {
      const row = await db
        .selectFrom("agents")
        .selectAll()
        .where("tenant_id", "=", tenantId)
        .where("id", "=", agentId)
        .executeTakeFirst();
      return row ? toAgent(row) : null;
    },
    async add(agent) {
      await db
        .insertInto("agents")
        .values({ ...toRow(agent), created_at_ms: clock.nowMs() })
        .onConflict((conflict) => conflict.columns(["tenant_id", "email"]).doNothing())
        .execute();
      const stored = await findByEmail(agent.tenantId, agent.email);
      if (!stored) throw new Error("An agent that was just added is not there.");
      return stored;
    },
    async update(agent, change) {
      const names = Object.keys(change) as AgentAttribute[];
      if (names.length === 0) return agent;
      let update = db
        .updateTable("agents")
        .set(Object.fromEntries(names.map((name) => [COLUMNS[name], change[name]])))
        .where("tenant_id", "=", agent.tenantId)
        .where("id", "=", agent.id);
      for (const name of names) update = update.where(COLUMNS[name], "=", agent[name]);
      await update.execute();
      return (await findByEmail(agent.tenantId, agent.email)) ?? agent;
    },
    async list(tenantId) {
      const rows = await db
        .selectFrom("agents")
        .selectAll()
        .where("tenant_id", "=", tenantId)
        .orderBy("email")
        .execute();
      return rows.map(toAgent);
    },
    async remove(tenantId, email) {
      const { numDeletedRows } = await db
        .deleteFrom("agents")
        .where("tenant_id", "=", tenantId)
        .where("email", "=", email)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async setDisabled(tenantId, email, disabled) {
      const { numUpdatedRows } = await db
        .updateTable("agents")
        .set({ disabled: disabled ? 1 : 0 })
        .where("tenant_id", "=", tenantId)
        .where("email", "=", email)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}

function toRow(agent: Agent): Omit<Row, "created_at_ms" | "last_call_ended_at_ms" | "ready_at_ms"> {
  return {
    id: agent.id,
    tenant_id: agent.tenantId,
    email: agent.email,
    external_id: agent.externalId,
    organization_id: agent.organizationId,
    first_name: agent.firstName,
    last_name: agent.lastName,
    contact_email: agent.contactEmail,
    short_code: agent.shortCode,
    disabled: agent.disabled ? 1 : 0,
  };
}

function toAgent(row: Row): Agent {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    email: row.email,
    externalId: row.external_id,
    organizationId: row.organization_id,
    firstName: row.first_name,
    lastName: row.last_name,
    contactEmail: row.contact_email,
    shortCode: row.short_code,
    disabled: row.disabled !== 0,
  };
}
