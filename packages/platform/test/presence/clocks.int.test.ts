import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { expect, it, vi } from "vitest";
import { agentOnQueue } from "../fixtures/agent-client.ts";
import { createPlatformClient, type PlatformClient } from "../fixtures/in-process-platform.ts";
import { openVisitorPage } from "../fixtures/seat-page.ts";
import { bundlePlatform, type PlatformProcess } from "../helpers/fork-platform.ts";
import { startPostgres } from "../helpers/start-postgres.ts";

/** A process on a machine whose clock is that far ahead. */
const ahead = (ms: number): Record<string, string> => ({
  NODE_OPTIONS: `--import=data:text/javascript,const{now}=Date;Date.now=()=>now()+${ms}`,
});

async function clientOf({ ready, ended }: PlatformProcess): Promise<PlatformClient> {
  const failed = ended.then(({ output }) => {
    throw new Error(output);
  });
  const { url, demo } = await Promise.race([ready, failed]);
  if (!demo) throw new Error("The platform has no demo tenant.");
  return createPlatformClient(url, demo);
}

it("a node whose clock is an hour ahead ends nothing early, and knows the others' tokens", {
  timeout: 120_000,
}, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "platform-clocks-"));
  const [bundle, postgres] = await Promise.all([bundlePlatform(), startPostgres()]);
  const env = {
    DATABASE_URL: await postgres.createDatabase(),
    MASTER_KEY: "the same on every node, 32 characters",
    DATA_DIR: dataDir,
    DEMO: "1",
  };
  const database = new Client({ connectionString: env.DATABASE_URL });
  try {
    const right = await clientOf(bundle.fork(env));
    const ann = await agentOnQueue(right, "ann@example.org");
    const id = await right.requestCall();
    const page = await openVisitorPage(right, id);
    await page.join("Vera");
    await ann.rings(id);

    const wrong = await clientOf(bundle.fork({ ...env, ...ahead(3_600_000) }));
    await database.connect();
    const beats = new Set<string>();
    await vi.waitFor(
      async () => {
        const { rows } = await database.query<{ beats: string }>(
          "select string_agg(id || heartbeat_at_ms, ' ' order by id) as beats, count(*)::int as nodes from nodes",
        );
        for (const { beats: seen } of rows) beats.add(seen);
        // Each of them has swept several times.
        expect(beats.size).toBeGreaterThan(8);
      },
      { timeout: 60_000, interval: 100 },
    );
    expect((await database.query("select 1 from nodes")).rowCount).toBe(2);
    expect(page.room).toMatchObject({ state: "waiting", self: { presence: "joined" } });
    expect(page.ended).toBeNull();
    expect(ann.ringing).toEqual([id]);
    const { rowCount } = await database.query("select 1 from agent_sessions where on_queue = 1");
    expect(rowCount).toBe(1);
    const me = await wrong.request("GET", "/api/brokerages/users/me", undefined, ann.token);
    expect(me.status).toBe(200);
    ann.client.disconnect();
    page.vanish();
  } finally {
    await database.end();
    await bundle.remove();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
});
