import { type Expression, type RawBuilder, sql } from "kysely";
import type { Database } from "../database/database.ts";
import type { QueueMark, QueueStore } from "./queue-store.ts";

const WAITING: RawBuilder<"waiting"> = sql.lit("waiting");
const IN_CALL: RawBuilder<"connecting" | "active">[] = [sql.lit("connecting"), sql.lit("active")];

/**
 * A text per tenant that changes whenever the ringing calls can change: counts of the rows that decide it, and sums of their times.
 * Each node reads it once a second and derives again only where it has changed. That repairs lost notifications, and an idle queue
 * costs only these statements.
 *
 * Sums are read as text: PostgreSQL's are `numeric`, and SQLite's can be larger than a safe JavaScript integer.
 */
export function markQueries({ db }: Pick<Database, "db">): Pick<QueueStore, "marks"> {
  return {
    async marks() {
      const waiting = await db
        .selectFrom("interactions")
        .select((row) => [
          "tenant_id",
          row.fn.countAll().as("count"),
          sumText(sql`queue_order_ms`).as("orders"),
          sumText(sql`waiting_ends_at_ms`).as("ends"),
        ])
        .where("state", "=", WAITING)
        .groupBy("tenant_id")
        .execute();
      if (waiting.length === 0) return new Map<string, QueueMark>();
      const others = await Promise.all([rejections(db), inCall(db), sessions(db), settings(db)]);
      return new Map(
        waiting.map(({ tenant_id: tenantId, count, orders, ends }) => [
          tenantId,
          {
            count: Number(count),
            text: [count, orders, ends, ...others.map((texts) => texts.get(tenantId) ?? "")].join(" "),
          },
        ]),
      );
    },
  };
}

type Texts = ReadonlyMap<string, string>;

async function rejections(db: Database["db"]): Promise<Texts> {
  const rows = await db
    .selectFrom("interactions")
    .innerJoin("rejections", "rejections.interaction_id", "interactions.id")
    .select((row) => ["interactions.tenant_id as tenant_id", row.fn.countAll().as("count")])
    .where("interactions.state", "=", WAITING)
    .groupBy("interactions.tenant_id")
    .execute();
  return new Map(rows.map((row) => [row.tenant_id, String(row.count)]));
}

async function inCall(db: Database["db"]): Promise<Texts> {
  const rows = await db
    .selectFrom("interactions")
    .select((row) => [
      "tenant_id",
      row.fn.countAll().as("count"),
      sumText(sql`created_at_ms + coalesce(claimed_at_ms, 0)`).as("times"),
    ])
    .where("state", "in", IN_CALL)
    .groupBy("tenant_id")
    .execute();
  return new Map(rows.map((row) => [row.tenant_id, `${row.count} ${row.times}`]));
}

async function sessions(db: Database["db"]): Promise<Texts> {
  const rows = await db
    .selectFrom("agent_sessions")
    .leftJoin("agents", "agents.id", "agent_sessions.agent_id")
    .select((row) => [
      "agent_sessions.tenant_id as tenant_id",
      row.fn.countAll().as("count"),
      sumText(sql`on_queue_since_ms`).as("times"),
      sumText(sql`coalesce(agents.ready_at_ms, 0)`).as("ready"),
    ])
    .where("on_queue", "=", 1)
    .groupBy("agent_sessions.tenant_id")
    .execute();
  return new Map(rows.map((row) => [row.tenant_id, `${row.count} ${row.times} ${row.ready}`]));
}

async function settings(db: Database["db"]): Promise<Texts> {
  const rows = await db
    .selectFrom("tenants")
    .select(["id", "settings"])
    .where("id", "in", (query) =>
      query.selectFrom("interactions").select("tenant_id").where("state", "=", WAITING),
    )
    .execute();
  return new Map(rows.map((row) => [row.id, row.settings]));
}

function sumText(value: Expression<unknown>): RawBuilder<string> {
  return sql<string>`cast(sum(${value}) as text)`;
}
