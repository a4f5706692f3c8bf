import { execFile } from "node:child_process";
import { access, copyFile, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { PATHS } from "@videoengager/protocol/rest/paths";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runCli } from "../../src/cli/run-cli.ts";
import { type InProcessPlatform, startPlatform } from "../fixtures/in-process-platform.ts";
import { openVisitorPage, openWidget } from "../fixtures/seat-page.ts";
import { startPostgres, type TestPostgres } from "../helpers/start-postgres.ts";

const execute = promisify(execFile);

let postgres: TestPostgres;
let root: string;
let dataDir: string;
let databaseUrl: string;
let platform: InProcessPlatform;

beforeAll(async () => {
  postgres = await startPostgres();
  databaseUrl = await postgres.createDatabase();
  root = await mkdtemp(join(tmpdir(), "platform-pg-backup-"));
  dataDir = join(root, "data");
  platform = await startPlatform({ dataDir, env: { DATABASE_URL: databaseUrl } });
});
afterAll(async () => {
  await platform.close();
  await postgres.stop();
  await rm(root, { recursive: true, force: true });
});

async function backUp(
  folder: string,
  env: Record<string, string> = {},
): Promise<{ code: number; said: string }> {
  let said = "";
  const write = (text: string): void => {
    said += text;
  };
  const code = await runCli(["backup", folder], {
    env: { DATA_DIR: dataDir, DATABASE_URL: databaseUrl, PATH: process.env.PATH, ...env },
    write,
    writeError: write,
  });
  return { code, said };
}

it("a backup of PostgreSQL that is restored elsewhere has the tenants, agents, calls and keys, and knows its tokens", async () => {
  const token = await platform.signIn("ann@example.org");
  const { interactionId } = (await openWidget(platform, token)).opened.interaction;
  await (await openVisitorPage(platform, interactionId, { name: "Vera" })).join("Vera");
  const folder = join(root, "backup");
  expect(await backUp(folder)).toMatchObject({ code: 0 });
  expect((await readdir(folder)).toSorted()).toEqual(["master.key", "platform.pgdump"]);

  const empty = new URL(await postgres.createDatabase());
  await execute(
    "pg_restore",
    ["--exit-on-error", "--no-owner", `--dbname=${empty.href}`, join(folder, "platform.pgdump")],
    { env: { PATH: process.env.PATH } },
  );
  const elsewhere = await mkdtemp(join(root, "elsewhere-"));
  for (const file of ["master.key", "demo.json"])
    await copyFile(join(file === "demo.json" ? dataDir : folder, file), join(elsewhere, file));
  const restored = await startPlatform({ dataDir: elsewhere, env: { DATABASE_URL: empty.href } });
  try {
    const me = await restored.request("GET", PATHS.agentSettings, undefined, token);
    expect(me.body).toMatchObject({ email: "ann@example.org", tennantId: platform.tenantId });
    const list = await restored.request("GET", PATHS.myInteractions, undefined, token);
    expect(list.body).toMatchObject({ interactions: [{ id: interactionId, agentEmail: "ann@example.org" }] });
    const room = await restored.app.deps.database.db
      .selectFrom("interactions")
      .select("visitor_name")
      .where("id", "=", interactionId)
      .executeTakeFirst();
    expect(room).toEqual({ visitor_name: "Vera" });
    expect(await restored.signIn("ann@example.org")).toMatch(/\./);
  } finally {
    await restored.close();
  }
});

it("a backup that cannot be made says what to do, tells no password, and leaves nothing behind", async () => {
  const folder = join(root, "failed");
  const withoutProgram = await backUp(folder, { PATH: "/nonexistent" });
  expect(withoutProgram.code).toBe(1);
  expect(withoutProgram.said).toContain("apt-get install postgresql-client");
  const { host } = new URL(databaseUrl);
  const unknown = await backUp(folder, {
    DATABASE_URL: `postgres://test:hush-hush@${host}/nowhere`,
    MASTER_KEY: "so that no database has to be opened",
  });
  expect(unknown.code).toBe(1);
  expect(unknown.said).toContain('database "nowhere" does not exist');
  expect(unknown.said).not.toContain("hush-hush");
  await expect(access(folder)).rejects.toThrow("ENOENT");
});
