/** Every release's database, upgraded by this version: backed up first, and the way back from that backup. */
import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { InteractionPage } from "@videoengager/protocol/rest/interaction-list";
import { createInteractionPath, PATHS } from "@videoengager/protocol/rest/paths";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../src/app.ts";
import { runCli } from "../src/cli/run-cli.ts";
import { readConfig } from "../src/config/config.ts";
import { type DatabaseConfig, type Engine, openDatabase } from "../src/database/database.ts";
import { VERSION } from "../src/lib/version.ts";
import { createPlatformClient } from "./fixtures/in-process-platform.ts";
import {
  copyDump,
  RELEASE_MASTER_KEY,
  RELEASES,
  readContents,
  unpackDatabase,
} from "./fixtures/release-data.ts";
import { ENGINES, startEngine, type TestEngine } from "./helpers/open-engines.ts";

const run = promisify(execFile);
const versions = await readdir(RELEASES);

it("this version's data is among the releases' data; if not: npm run release-data", () => {
  expect(versions).toContain(VERSION);
});

async function command(
  { dataDir, databaseUrl }: DatabaseConfig,
  ...args: readonly string[]
): Promise<{ code: number; said: string }> {
  let said = "";
  const write = (text: string): void => {
    said += text;
  };
  const env = {
    PATH: process.env.PATH,
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    MASTER_KEY: RELEASE_MASTER_KEY,
  };
  const code = await runCli(args, { env, write, writeError: write });
  return { code, said };
}

/** What a rollback must bring back: the schema's steps and the calls. */
async function describeData(config: DatabaseConfig): Promise<unknown> {
  const database = await openDatabase(config, { schema: "as-it-is" });
  const { db } = database;
  const steps = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  const calls = await sql<object>`select * from interactions order by id`.execute(db);
  await database.close();
  return { steps: steps.rows, calls: calls.rows };
}

describe.each(ENGINES)("with %s", (engineName: Engine) => {
  let engine: TestEngine;
  let root: string;

  beforeAll(async () => {
    engine = await startEngine(engineName);
    root = await mkdtemp(join(tmpdir(), "platform-upgrade-"));
  });
  afterAll(async () => {
    await engine.stop();
    await rm(root, { recursive: true, force: true });
  });

  const restoreDump = async (file: string, databaseUrl: string): Promise<void> => {
    await run("pg_restore", ["--exit-on-error", "--no-owner", `--dbname=${databaseUrl}`, file]);
  };

  /** A database as the release left it. */
  async function install(version: string): Promise<DatabaseConfig> {
    const config = await engine.newDatabase();
    if (engineName === "libsql") await unpackDatabase(version, config.dataDir);
    else {
      const folder = join(root, `${version}-dump`);
      await mkdir(folder);
      await restoreDump(await copyDump(version, folder), config.databaseUrl);
    }
    return config;
  }

  /** By the steps of docs/operating.md. */
  async function restore(backup: string): Promise<DatabaseConfig> {
    const config = await engine.newDatabase();
    if (engineName === "libsql")
      await copyFile(join(backup, "platform.db"), join(config.dataDir, "platform.db"));
    else await restoreDump(join(backup, "platform.pgdump"), config.databaseUrl);
    return config;
  }

  it.each(versions)("the data of %s is backed up, upgraded, served, and brought back", async (version) => {
    const contents = readContents(version, engineName);
    const config = await install(version);
    const before = await describeData(config);
    const backup = join(root, `${version}-backup`);
    expect(await command(config, "backup", backup)).toMatchObject({ code: 0 });
    expect(await describeData(config)).toEqual(before);

    expect(await command(config, "migrate")).toMatchObject({ code: 0 });
    const app = await createApp(
      readConfig({
        PORT: "0",
        LOG_LEVEL: "error",
        DATA_DIR: config.dataDir,
        DATABASE_URL: config.databaseUrl,
        MASTER_KEY: RELEASE_MASTER_KEY,
      }),
    );
    try {
      const { url } = await app.listen();
      const { tenantId, agentsKey, operatorsKey, agentEmail, interactions } = contents;
      const platform = createPlatformClient(url, { tenantId, apiKey: agentsKey, externalId: tenantId });
      const token = await platform.signIn(agentEmail);
      const read = async (path: string, credential: string): Promise<InteractionPage["interactions"]> =>
        (await platform.request<InteractionPage>("GET", path, undefined, credential)).body.interactions;
      expect(await read(createInteractionPath(tenantId), operatorsKey)).toMatchObject(interactions);
      const own = interactions.filter(({ notes }) => notes !== "");
      expect(await read(PATHS.myInteractions, token)).toEqual(
        expect.arrayContaining(own.map((each) => expect.objectContaining(each) as object)),
      );
      expect(await platform.requestCall({ customerId: "after the upgrade" })).toMatch(/^i_/);
    } finally {
      await app.close();
    }

    expect(await describeData(await restore(backup))).toEqual(before);
  });
});
