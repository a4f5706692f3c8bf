import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { bundlePlatform } from "./helpers/fork-platform.ts";
import { createClient } from "./helpers/platform-client.ts";
import { startPostgres } from "./helpers/start-postgres.ts";

it("several nodes that start together on an empty database migrate it once, and know each other's tokens", {
  timeout: 120_000,
}, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "platform-nodes-"));
  const [bundle, postgres] = await Promise.all([bundlePlatform(), startPostgres()]);
  try {
    const env = {
      DATABASE_URL: await postgres.createDatabase(),
      MASTER_KEY: "the same on every node, 32 characters",
      DATA_DIR: dataDir,
      DEMO: "1",
    };
    const nodes = [1, 2, 3].map(() => bundle.fork(env));
    const ready = await Promise.all(
      nodes.map((node) =>
        Promise.race([
          node.ready,
          node.ended.then(({ output }) => {
            throw new Error(output);
          }),
        ]),
      ),
    );
    const clients = ready.map(({ url, demo }) => {
      if (!demo) throw new Error("The platform has no demo tenant.");
      return createClient(url, demo);
    });
    expect(new Set(clients.map(({ demo }) => demo.apiKey)).size).toBe(1);
    for (const from of clients) {
      const token = await from.signIn();
      for (const to of clients) {
        const me = await to.fetch("/api/brokerages/users/me", {
          headers: { authorization: `Bearer ${token}` },
        });
        expect(me.status).toBe(200);
      }
    }
    for (const { child } of nodes) child.kill("SIGTERM");
    for (const { ended } of nodes) expect((await ended).code).toBe(0);
  } finally {
    await bundle.remove();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
});

it("several commands that migrate a new embedded database together migrate it once", {
  timeout: 120_000,
}, async () => {
  const bundle = await bundlePlatform();
  try {
    for (let round = 0; round < 2; round += 1) {
      const dataDir = await mkdtemp(join(tmpdir(), "platform-commands-"));
      const run = (...command: string[]): ReturnType<typeof bundle.run> =>
        bundle.run(command, { DATA_DIR: dataDir });
      const migrate = (): ReturnType<typeof bundle.run> => run("migrate");
      for (const { code, output } of await Promise.all([migrate(), migrate(), migrate(), migrate()]))
        expect({ code, output }).toEqual({
          code: 0,
          output: expect.stringMatching(/Created the database's tables|The database is up to date/),
        });
      expect(await run("tenant", "list")).toMatchObject({
        code: 0,
        output: expect.stringContaining("There are no tenants"),
      });
      await rm(dataDir, { recursive: true, force: true });
    }
  } finally {
    await bundle.remove();
  }
});
