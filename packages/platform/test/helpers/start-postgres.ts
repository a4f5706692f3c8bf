import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chown, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { Client } from "pg";
import { freePort } from "./free-port.ts";
import { installProgram } from "./install-program.ts";

const run = promisify(execFile);
const INSTALLED = "/usr/lib/postgresql";

export interface TestPostgres {
  readonly port: number;
  /** A new, empty database: its URL. */
  createDatabase(): Promise<string>;
  /** A streaming standby of this server, read-only until it is promoted. */
  startStandby(): Promise<TestPostgres>;
  /** Ends the server without a word to its clients. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** A separate PostgreSQL server on loopback and a free port. */
export async function startPostgres(): Promise<TestPostgres> {
  const program = await findProgram();
  const folder = await makeFolder(program);
  await run(
    join(program.bin, "initdb"),
    ["-D", join(folder, "data"), "-U", "test", "--auth=trust", "--no-sync"],
    program.options,
  );
  return startServer(program, folder);
}

interface Program {
  readonly bin: string;
  readonly user: { readonly uid: number; readonly gid: number } | null;
  readonly options: Parameters<typeof spawn>[2] & { readonly cwd: string };
}

async function findProgram(): Promise<Program> {
  const bin = join(INSTALLED, await findVersion(), "bin");
  const user = await serverUser();
  return { bin, user, options: { cwd: tmpdir(), env: { PATH: process.env.PATH, LC_ALL: "C" }, ...user } };
}

async function makeFolder({ user }: Program): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "platform-postgres-"));
  if (user) await chown(folder, user.uid, user.gid);
  return folder;
}

/** Starts a server whose data lie in `folder/data`. */
async function startServer(program: Program, folder: string): Promise<TestPostgres> {
  const port = await freePort();
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    fsync: "off",
    max_connections: "200",
    port: String(port),
  };
  const server = spawn(
    join(program.bin, "postgres"),
    [
      "-D",
      join(folder, "data"),
      ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ],
    { ...program.options, stdio: ["ignore", "ignore", "pipe"] },
  );
  await untilReady(server);
  let count = 0;
  let last: Promise<string> = Promise.resolve("");
  const urlOf = (name: string): string => `postgres://test@127.0.0.1:${port}/${name}`;
  const end = async (signal: "SIGINT" | "SIGQUIT"): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, "close");
    server.kill(signal);
    await ended;
  };
  return {
    port,
    createDatabase() {
      // One after the other: two at once fail, because both copy the same template.
      last = last
        .catch(() => "")
        .then(async () => {
          count += 1;
          const client = new Client({ connectionString: urlOf("postgres") });
          await client.connect();
          await client.query(`create database test${count}`);
          await client.end();
          return urlOf(`test${count}`);
        });
      return last;
    },
    async startStandby() {
      const standbyFolder = await makeFolder(program);
      await run(
        join(program.bin, "pg_basebackup"),
        [
          "-h",
          "127.0.0.1",
          "-p",
          String(port),
          "-U",
          "test",
          "-D",
          join(standbyFolder, "data"),
          "-R",
          "-X",
          "stream",
          // By default the copy begins after a checkpoint that is spread over minutes.
          "--checkpoint=fast",
        ],
        program.options,
      );
      return startServer(program, standbyFolder);
    },
    kill: () => end("SIGQUIT"),
    async stop() {
      await end("SIGINT");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function findVersion(): Promise<string> {
  const installed = await readdir(INSTALLED).catch(() => []);
  const newest = installed.toSorted((a, b) => Number(b) - Number(a))[0];
  if (newest !== undefined) return newest;
  await installProgram("postgresql");
  return findVersion();
}

/** PostgreSQL refuses to run as root: then it runs as Debian's user for it. */
async function serverUser(): Promise<{ readonly uid: number; readonly gid: number } | null> {
  if (process.getuid?.() !== 0) return null;
  const [uid, gid] = await Promise.all(
    ["-u", "-g"].map(async (flag) => Number((await run("id", [flag, "postgres"])).stdout)),
  );
  return { uid: uid ?? 0, gid: gid ?? 0 };
}

async function untilReady(server: ChildProcess): Promise<void> {
  if (!server.stderr) throw new Error("PostgreSQL's log cannot be read.");
  const seen: string[] = [];
  for await (const line of createInterface({ input: server.stderr })) {
    if (/ready to accept (read-only )?connections/.test(line)) {
      server.stderr.resume();
      return;
    }
    seen.push(line);
  }
  throw new Error(`PostgreSQL ended before it was ready:\n${seen.join("\n")}`);
}
