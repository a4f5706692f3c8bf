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
  /** A new, empty database: its URL. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/** A PostgreSQL server of its own, on loopback and a free port. Installs Debian's where there is none and it may. */
export async function startPostgres(): Promise<TestPostgres> {
  const bin = join(INSTALLED, await findVersion(), "bin");
  const user = await serverUser();
  const folder = await mkdtemp(join(tmpdir(), "platform-postgres-"));
  if (user) await chown(folder, user.uid, user.gid);
  const options = { cwd: folder, env: { PATH: process.env.PATH, LC_ALL: "C" }, ...user };
  await run(
    join(bin, "initdb"),
    ["-D", join(folder, "data"), "-U", "test", "--auth=trust", "--no-sync"],
    options,
  );
  const port = await freePort();
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    fsync: "off",
    port: String(port),
  };
  const server = spawn(
    join(bin, "postgres"),
    [
      "-D",
      join(folder, "data"),
      ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ],
    { ...options, stdio: ["ignore", "ignore", "pipe"] },
  );
  await untilReady(server);
  let count = 0;
  const urlOf = (name: string): string => `postgres://test@127.0.0.1:${port}/${name}`;
  return {
    async createDatabase() {
      count += 1;
      const client = new Client({ connectionString: urlOf("postgres") });
      await client.connect();
      await client.query(`create database test${count}`);
      await client.end();
      return urlOf(`test${count}`);
    },
    async stop() {
      const ended = once(server, "close");
      server.kill("SIGINT");
      await ended;
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
    if (line.includes("ready to accept connections")) {
      server.stderr.resume();
      return;
    }
    seen.push(line);
  }
  throw new Error(`PostgreSQL ended before it was ready:\n${seen.join("\n")}`);
}
