/** A platform as it is shipped, beside so many interactions that it had before. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { post } from "./post.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export interface Demo {
  readonly tenantId: string;
  readonly apiKey: string;
  readonly externalId: string;
}

export interface StoredPlatform {
  readonly child: ChildProcess;
  readonly url: string;
  readonly demo: Demo;
}

/** The part of the embedded database's driver that fills it. */
interface Filler {
  exec(sql: string): void;
  close(): void;
}

/** By one statement, for making them one by one takes a minute; the platform is not running. */
function store(dataDir: string, tenantId: string, count: number): void {
  const Libsql = createRequire(here("../../packages/platform/package.json"))("libsql") as new (
    file: string,
  ) => Filler;
  const database = new Libsql(join(dataDir, "platform.db"));
  database.exec(`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})
    insert into interactions (id, tenant_id, initiated_by, state, agent_id, pin, pin_failures, short_code, visitor_name,
      visitor_email, visitor_phone, custom_data, created_at_ms, claimed_at_ms, active_at_ms, ended_at_ms, end_reason, talk_time_ms)
    select 'i_' || substr(hex(randomblob(11)), 1, 22), '${tenantId}', 'visitor',
      iif(i % 10 = 0, 'created', 'ended'), iif(i % 10 = 0, null, 'a_' || (i % 500)), printf('%06d', i % 1000000), 0,
      'bench' || i, '', '', '', '{"customerId":"customer-123"}', ${Date.now()} - i * 700,
      iif(i % 10 = 0, null, 1), iif(i % 10 = 0, null, 1), iif(i % 10 = 0, null, ${Date.now()} - i * 700),
      iif(i % 10 = 0, null, 'hung-up'), 60000 from n`);
  database.close();
}

async function start(dataDir: string): Promise<StoredPlatform> {
  const child = fork(here("../../packages/platform/dist/main.js"), {
    env: {
      PATH: process.env.PATH,
      DATA_DIR: dataDir,
      PORT: "0",
      DEMO: "1",
      RATE_LIMIT_FACTOR: "0",
      LOG_LEVEL: "error",
    },
  });
  const [ready] = (await once(child, "message")) as [{ url: string; demo: Demo }];
  return { child, ...ready };
}

/** Nine of ten of them have ended, the others were asked for and not opened. */
export async function startStored(count: number, dataDir: string): Promise<StoredPlatform> {
  const first = await start(dataDir);
  const over = once(first.child, "exit");
  first.child.kill();
  await over;
  store(dataDir, first.demo.tenantId, count);
  return start(dataDir);
}

export function signIn({ url, demo }: StoredPlatform, email: string): Promise<{ token: string }> {
  return post<{ token: string }>(`${url}/api/partners/impersonateCreate`, {
    pak: demo.apiKey,
    division: demo.externalId,
    email,
  });
}
