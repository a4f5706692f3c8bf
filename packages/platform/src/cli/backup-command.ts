import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, copyFile, mkdir, rm, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { sql } from "kysely";
import { openDatabase } from "../database/database.ts";
import { MASTER_KEY_FILE } from "../database/master-key.ts";
import { LIBSQL_FILE } from "../database/open-libsql.ts";
import { writeLastBackup } from "../observe/last-backup.ts";
import { CommandFailure } from "./command-failure.ts";
import type { CommandContext } from "./context.ts";

const POSTGRES_FILE = "platform.pgdump";

export function addBackupCommand(program: Command, context: () => CommandContext): void {
  program
    .command("backup <folder>")
    .description(
      "Copy the database into a new folder, while the platform runs. To restore: stop it, move platform.db, platform.db-wal and platform.db-shm away, put the files into DATA_DIR (PostgreSQL: pg_restore the dump into an empty database), start it",
    )
    .action(async (folder: string) => {
      const { output, config, clock } = context();
      const target = resolve(folder);
      await createFolder(target);
      try {
        const file = await backUp(context(), target);
        const { size } = await stat(file);
        // The backup is complete also where the data folder can't be written to.
        await writeLastBackup(config().dataDir, clock.nowMs()).catch(() => {});
        output.result({ folder: target, file, bytes: size }, `Backed up ${size} bytes to ${file}.`);
      } catch (error) {
        // An incomplete backup looks like a complete one, and the next backup needs a new folder.
        await rm(target, { recursive: true, force: true });
        throw error;
      }
    });
}

/** Copies the database and, unless it is configured, the master key: without it the copy's signing keys can't be decrypted. */
async function backUp(context: CommandContext, folder: string): Promise<string> {
  const { databaseUrl, masterKey, dataDir } = context.config();
  const file = databaseUrl
    ? await dumpPostgres(folder, databaseUrl, context.env.PATH)
    : await copyLibsql(context, folder);
  if (masterKey === null) await copyFile(join(dataDir, MASTER_KEY_FILE), join(folder, MASTER_KEY_FILE));
  return file;
}

async function createFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    throw new CommandFailure(
      `The folder ${folder} can't be created (${error instanceof Error && "code" in error ? String(error.code) : "unknown"}): it must not exist, and its parent must exist.`,
    );
  }
}

/** A consistent copy by the engine. Copying the file would miss what is in the log. */
async function copyLibsql({ config }: CommandContext, folder: string): Promise<string> {
  const { dataDir } = config();
  const source = join(dataDir, LIBSQL_FILE);
  await access(source).catch(() => {
    throw new CommandFailure(`There is no database in ${dataDir}: check DATA_DIR.`);
  });
  const file = join(folder, LIBSQL_FILE);
  // As it is: the new version makes the backup before an upgrade, and the backup must restore the old version.
  const database = await openDatabase({ databaseUrl: "", dataDir }, { schema: "as-it-is" });
  await sql`vacuum into ${file}`.execute(database.db).finally(() => database.close());
  return file;
}

/** By `pg_dump`, which reads databases of all versions in a consistent state. */
async function dumpPostgres(folder: string, databaseUrl: string, path = ""): Promise<string> {
  const file = join(folder, POSTGRES_FILE);
  const child = spawn("pg_dump", ["--format=custom", "--no-owner", `--file=${file}`], {
    stdio: ["ignore", "ignore", "pipe"],
    // Not as arguments: everybody on the machine can see those.
    env: { PATH: path, ...readConnection(new URL(databaseUrl)) },
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = (await once(child, "close").catch(() => {
    throw new CommandFailure(
      "pg_dump could not be started. Install PostgreSQL's client programs of the server's version or newer (Debian: apt-get install postgresql-client).",
    );
  })) as [number | null];
  if (code !== 0) throw new CommandFailure(`pg_dump ended with code ${code}: ${said.trim().slice(0, 2_000)}`);
  return file;
}

/** A database's address as environment variables of PostgreSQL's programs. */
function readConnection(url: URL): Record<string, string> {
  const sslMode = url.searchParams.get("sslmode");
  const rootCertificate = url.searchParams.get("sslrootcert");
  return {
    PGHOST: url.searchParams.get("host") ?? url.hostname.replace(/^\[|\]$/g, ""),
    PGPORT: url.port || "5432",
    PGUSER: decodeURIComponent(url.username),
    PGPASSWORD: decodeURIComponent(url.password),
    PGDATABASE: decodeURIComponent(url.pathname.slice(1)),
    ...(sslMode === null ? {} : { PGSSLMODE: sslMode }),
    ...(rootCertificate === null ? {} : { PGSSLROOTCERT: rootCertificate }),
  };
}
