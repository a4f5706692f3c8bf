import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { sql } from "kysely";
import { MASTER_KEY_FILE } from "../store/master-key.ts";
import { LIBSQL_FILE } from "../store/open-libsql.ts";
import { CommandFailure } from "./command-failure.ts";
import type { CommandContext } from "./context.ts";

export function addBackupCommand(program: Command, context: () => CommandContext): void {
  program
    .command("backup <folder>")
    .description(
      "Copy the database into a new folder, while the platform runs. To restore: stop it, put the files into DATA_DIR, start it",
    )
    .action(async (folder: string) => {
      const { config, output } = context();
      const target = resolve(folder);
      await makeNew(target);
      const { databaseUrl } = config();
      const file = databaseUrl
        ? await dumpPostgres(target, databaseUrl)
        : await copyLibsql(context(), target);
      const { size } = await stat(file);
      output.result({ folder: target, file, bytes: size }, `Backed up ${size} bytes to ${file}.`);
    });
}

async function makeNew(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    throw new CommandFailure(
      `The folder ${folder} cannot be made (${error instanceof Error && "code" in error ? String(error.code) : "unknown"}): it must not exist yet, and its parent must.`,
    );
  }
}

/** A consistent copy by the engine itself; copying the file would miss what is in its log. */
async function copyLibsql({ stores, config }: CommandContext, folder: string): Promise<string> {
  const file = join(folder, LIBSQL_FILE);
  await sql`vacuum into ${file}`.execute((await stores()).database.db);
  const { masterKey, dataDir } = config();
  // Without it the copy's signing keys cannot be decrypted.
  if (masterKey === null) await copyFile(join(dataDir, MASTER_KEY_FILE), join(folder, MASTER_KEY_FILE));
  return file;
}

async function dumpPostgres(folder: string, databaseUrl: string): Promise<string> {
  const file = join(folder, "platform.pgdump");
  const url = new URL(databaseUrl);
  const child = spawn("pg_dump", ["--format=custom", `--file=${file}`], {
    stdio: ["ignore", "ignore", "inherit"],
    // Not as an argument: everybody on the machine sees those.
    env: {
      PATH: process.env.PATH,
      PGHOST: url.hostname,
      PGPORT: url.port || "5432",
      PGUSER: decodeURIComponent(url.username),
      PGPASSWORD: decodeURIComponent(url.password),
      PGDATABASE: decodeURIComponent(url.pathname.slice(1)),
    },
  });
  const [code] = (await once(child, "close").catch(() => {
    throw new CommandFailure("pg_dump could not be started: install PostgreSQL's client programs.");
  })) as [number | null];
  if (code !== 0) throw new CommandFailure(`pg_dump ended with code ${code}.`);
  return file;
}
