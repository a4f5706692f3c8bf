/** A platform as shipped, with interactions that were stored before it started. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Platform, startPlatform, stopPlatform } from "./start-platform.ts";

/** The part of the embedded database's driver that this module uses. */
interface Filler {
  exec(sql: string): void;
  close(): void;
}

/** One statement for all rows, because making them one by one takes a minute. The platform must not run. */
function fill(dataDir: string, sql: string): void {
  const platform = fileURLToPath(new URL("../../packages/platform/package.json", import.meta.url));
  const Libsql = createRequire(platform)("libsql") as new (file: string) => Filler;
  const database = new Libsql(join(dataDir, "platform.db"));
  database.exec(sql);
  database.close();
}

async function startFilled(dataDir: string, sqlOf: (tenantId: string) => string): Promise<Platform> {
  const first = await startPlatform(dataDir);
  await stopPlatform(first);
  fill(dataDir, sqlOf(first.demo.tenantId));
  return startPlatform(dataDir);
}

/** Nine of ten have ended, the others were requested and not opened. */
export function startStored(count: number, dataDir: string): Promise<Platform> {
  const nowMs = Date.now();
  return startFilled(
    dataDir,
    (tenantId) => `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})
    insert into interactions (id, tenant_id, initiated_by, state, agent_id, pin, pin_failures, short_code, visitor_name,
      visitor_email, visitor_phone, custom_data, created_at_ms, claimed_at_ms, active_at_ms, ended_at_ms, end_reason, talk_time_ms)
    select 'i_' || substr(hex(randomblob(11)), 1, 22), '${tenantId}', 'visitor',
      iif(i % 10 = 0, 'created', 'ended'), iif(i % 10 = 0, null, 'a_' || (i % 500)), printf('%06d', i % 1000000), 0,
      'bench' || i, '', '', '', '{"customerId":"customer-123"}', ${nowMs} - i * 700,
      iif(i % 10 = 0, null, 1), iif(i % 10 = 0, null, 1), iif(i % 10 = 0, null, ${nowMs} - i * 700),
      iif(i % 10 = 0, null, 'hung-up'), 60000 from n`,
  );
}

/** Visitors who wait for an hour, with a seat that is kept as long. The first has waited longest. */
export function startWithWaiting(count: number, dataDir: string): Promise<Platform> {
  const nowMs = Date.now();
  const untilMs = nowMs + 3_600_000;
  return startFilled(
    dataDir,
    (tenantId) => `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})
    insert into interactions (id, tenant_id, initiated_by, state, pin, pin_failures, short_code, visitor_name, visitor_email,
      visitor_phone, custom_data, created_at_ms, waiting_since_ms, queue_order_ms, waiting_ends_at_ms, talk_time_ms)
    select 'i_' || printf('%022d', i), '${tenantId}', 'visitor', 'waiting', '000000', 0, 'bench' || i, 'Visitor ' || i, '', '',
      '{"customerId":"customer-123","subject":"My last bill is higher than the one before, and I would like to know why."}',
      ${nowMs} - 100000 + i, ${nowMs} - 100000 + i, ${nowMs} - 100000 + i, ${untilMs}, 0 from n;
    insert into seats (interaction_id, role, instance_id, display_name, joined, microphone, camera, screen, media_flows,
      away_cause, kept_until_ms)
    select id, 'visitor', 'bench', '', 1, 1, 1, 0, 0, 'silent', ${untilMs} from interactions where state = 'waiting'`,
  );
}
