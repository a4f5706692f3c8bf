/** Commands beside a database of another version: none changes it, `migrate` alone does. */
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { Migrator } from "kysely/migration";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../../src/cli/run-cli.ts";
import { type DatabaseConfig, openDatabase } from "../../src/database/database.ts";
import { MASTER_KEY_FILE } from "../../src/database/master-key.ts";
import { MIGRATIONS } from "../../src/database/migrations.ts";
import { readSchemaState, type SchemaState } from "../../src/database/schema-state.ts";
import { ENGINES, startEngine, type TestEngine } from "../helpers/open-engines.ts";

const OLDER = "0004-fewer-indexes";

async function run(
  args: readonly string[],
  { dataDir, databaseUrl }: DatabaseConfig,
): Promise<{ code: number; said: string }> {
  let said = "";
  const write = (text: string): void => {
    said += text;
  };
  const env = { PATH: process.env.PATH, DATA_DIR: dataDir, DATABASE_URL: databaseUrl, PORT: "0" };
  const code = await runCli(args, { env, write, writeError: write });
  return { code, said };
}

async function stateOf(config: DatabaseConfig): Promise<SchemaState["state"]> {
  const database = await openDatabase(config, { schema: "as-it-is" });
  const { state } = await readSchemaState(database.db);
  await database.close();
  return state;
}

/** A database as an older version of the platform left it, with a tenant in it. */
async function makeOlder(config: DatabaseConfig): Promise<void> {
  const database = await openDatabase(config, { schema: "as-it-is" });
  const migrator = new Migrator({ db: database.db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateTo(OLDER);
  if (error) throw error;
  await sql`insert into tenants (id, name, settings, allows_loopback_origins, created_at_ms) values ('acme', 'Acme', '{}', 0, 0)`.execute(
    database.db,
  );
  await database.close();
}

describe.each(ENGINES)("the command line beside %s of an older version", (engineName) => {
  let engine: TestEngine;
  let config: DatabaseConfig;
  let folder: string;

  beforeAll(async () => {
    engine = await startEngine(engineName);
    config = await engine.newDatabase();
    await makeOlder(config);
    folder = await mkdtemp(join(tmpdir(), "platform-older-"));
    // The older platform made its master key at its first start.
    await writeMasterKey(config);
  });
  afterAll(async () => {
    await engine.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it("refuses to use it, says what to do, and changes nothing", async () => {
    for (const args of [
      ["tenant", "list"],
      ["key", "add", "acme"],
      ["signing-key", "rotate"],
    ])
      expect(await run(args, config)).toMatchObject({
        code: 1,
        said: expect.stringContaining("platform migrate"),
      });
    const { code, said } = await run(["doctor"], config);
    expect(code).toBe(3);
    expect(said).toContain("platform migrate");
    expect(await stateOf(config)).toBe("older");
  });

  it("backs it up as it is, so that the older version can go back to it", async () => {
    const backup = join(folder, "backup");
    expect((await run(["backup", backup], config)).code).toBe(0);
    expect(await stateOf(config)).toBe("older");
    if (engineName === "libsql") expect(await stateOf({ dataDir: backup, databaseUrl: "" })).toBe("older");
  });

  it("upgrades it on request, once, and works with it afterwards", async () => {
    expect(await run(["migrate"], config)).toMatchObject({
      code: 0,
      said: expect.stringContaining("0005-operator-keys"),
    });
    expect((await run(["migrate"], config)).said).toContain("up to date");
    expect((await run(["tenant", "list"], config)).said).toContain("Acme");
  });

  it("refuses one of a newer version", async () => {
    const database = await openDatabase(config, { schema: "as-it-is" });
    await sql`insert into kysely_migration (name, timestamp) values ('9999-from-the-future', '2099')`.execute(
      database.db,
    );
    await database.close();
    for (const command of ["migrate", "doctor"]) {
      const { code, said } = await run([command], config);
      expect(code).toBeGreaterThan(0);
      expect(said).toContain("9999-from-the-future");
    }
  });
});

it("names an empty data folder, and creates nothing in it", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "platform-empty-"));
  const { code, said } = await run(["tenant", "list"], { dataDir, databaseUrl: "" });
  expect(code).toBe(1);
  expect(said).toContain("platform migrate");
  expect(await readdir(dataDir)).toEqual([]);
  await rm(dataDir, { recursive: true });
});

async function writeMasterKey({ dataDir }: DatabaseConfig): Promise<void> {
  await writeFile(join(dataDir, MASTER_KEY_FILE), "k".repeat(43), { mode: 0o600 });
}
