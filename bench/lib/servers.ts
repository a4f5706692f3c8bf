/** PostgreSQL and Redis of the benchmark's own, on loopback. PostgreSQL writes to the disk before it answers, as in production. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chownSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { freePort } from "../../packages/platform/test/helpers/free-port.ts";

export interface StartedServer {
  readonly child: ChildProcess;
  readonly url: string;
}

const INSTALLED = "/usr/lib/postgresql";

export async function startPostgres(dataDir: string): Promise<StartedServer> {
  const version = readdirSync(INSTALLED).toSorted((a, b) => Number(b) - Number(a))[0];
  if (version === undefined) throw new Error(`PostgreSQL is missing: ${INSTALLED} is empty.`);
  const bin = join(INSTALLED, version, "bin");
  const user = serverUser();
  const folder = join(dataDir, "postgres");
  mkdirSync(folder);
  if (user) {
    chownSync(dataDir, user.uid, user.gid);
    chownSync(folder, user.uid, user.gid);
  }
  const options = { cwd: folder, env: { PATH: process.env.PATH, LC_ALL: "C" }, ...user };
  execFileSync(join(bin, "initdb"), ["-D", folder, "-U", "bench", "--auth=trust"], options);
  const port = await freePort();
  const child = spawn(
    join(bin, "postgres"),
    ["-D", folder, "-p", String(port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="],
    { ...options, stdio: ["ignore", "ignore", "pipe"] },
  );
  await untilLine(child.stderr, "ready to accept connections");
  return { child, url: `postgres://bench@127.0.0.1:${port}/postgres` };
}

export async function startRedis(): Promise<StartedServer> {
  const port = await freePort();
  const child = spawn("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--save", ""], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await untilLine(child.stdout, "Ready to accept connections");
  return { child, url: `redis://127.0.0.1:${port}` };
}

async function untilLine(log: NodeJS.ReadableStream | null, text: string): Promise<void> {
  if (!log) throw new Error("The server has no log.");
  for await (const line of createInterface({ input: log }))
    if (line.includes(text)) {
      log.resume();
      return;
    }
  throw new Error(`The server ended before its log said "${text}".`);
}

/** PostgreSQL refuses to run as root: then it runs as Debian's user for it. */
function serverUser(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const readId = (flag: string): number =>
    Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: readId("-u"), gid: readId("-g") };
}
