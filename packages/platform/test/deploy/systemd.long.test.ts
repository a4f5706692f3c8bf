/** What systemd thinks of the unit in `deploy/`, and whether the platform can run within its limits. */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { PATHS } from "@videoengager/protocol/rest/paths";
import { expect, it, vi } from "vitest";
import { makeArtefact, unpackArtefact } from "../fixtures/artefact.ts";
import { freePort } from "../helpers/free-port.ts";
import { installProgram } from "../helpers/install-program.ts";

const run = promisify(execFile);
const UNIT = fileURLToPath(new URL("../../../../deploy/platform.service", import.meta.url));
/** systemd's figure for the unit was 1.4 when it was written; 0 is closed, 10 is open. */
const MAX_EXPOSURE_IN_TENTHS = 15;
/** Nobody's on this machine. SQLite makes other system calls as root. */
const USER = 10_001;
/** V8 asks the processor for protection keys, and does without them. */
const DISPENSABLE = ["pkey_alloc"];

it("systemd accepts the unit, and finds it closed", async () => {
  await run("which", ["systemd-analyze"]).catch(() => installProgram("systemd"));
  const { stdout, stderr } = await run("systemd-analyze", ["verify", UNIT]);
  expect(stdout + stderr).toBe("");
  await run("systemd-analyze", [
    "security",
    "--offline=true",
    `--threshold=${MAX_EXPOSURE_IN_TENTHS}`,
    "--no-pager",
    UNIT,
  ]);
});

/** The system calls of each of systemd's sets, `@system-service` and so on. */
async function readCallSets(): Promise<(name: string) => ReadonlySet<string>> {
  const { stdout } = await run("systemd-analyze", ["syscall-filter", "--no-pager"]);
  const sets = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of stdout.split("\n")) {
    const text = line.trim();
    if (line.startsWith("@")) sets.set(text, (current = []));
    else if (text !== "" && !text.startsWith("#")) current.push(text);
  }
  const callsOf = (name: string): string[] =>
    name.startsWith("@") ? (sets.get(name) ?? []).flatMap(callsOf) : [name];
  return (name) => new Set(callsOf(name));
}

/** The system calls of a platform that starts, serves and stops, as `strace` lists them. */
async function traceCalls(): Promise<ReadonlySet<string>> {
  await run("which", ["strace"]).catch(() => installProgram("strace"));
  const root = await mkdtemp(join(tmpdir(), "system-calls-"));
  const artefact = await unpackArtefact(await makeArtefact(join(root, "artefact")));
  const own = join(root, "own");
  await mkdir(own);
  await chown(own, USER, USER);
  for (const folder of [root, dirname(artefact.folder)]) await chmod(folder, 0o755);
  const port = await freePort();
  const trace = join(own, "trace");
  const tracer = spawn("strace", ["-f", "-qq", "-o", trace, process.execPath, "main.js"], {
    cwd: artefact.folder,
    stdio: "ignore",
    uid: USER,
    gid: USER,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      DATA_DIR: join(own, "data"),
      PORT: String(port),
      DRAIN_DELAY_S: "0",
    },
  });
  const ended = once(tracer, "exit");
  const get = (path: string): Promise<Response> => fetch(`http://127.0.0.1:${port}${path}`);
  await vi.waitFor(async () => expect((await get("/readyz")).status).toBe(200), {
    timeout: 60_000,
    interval: 200,
  });
  for (const path of ["/docs/", "/desk/", PATHS.pushBundle, "/agent/latest/index.js"])
    expect((await get(path)).status).toBe(200);
  const children = await readFile(`/proc/${tracer.pid}/task/${tracer.pid}/children`, "utf8");
  process.kill(Number(children.trim()), "SIGTERM");
  expect(await ended).toEqual([0, null]);
  const calls = [...(await readFile(trace, "utf8")).matchAll(/^\d+ +([a-z_0-9]+)\(/gm)];
  await artefact.remove();
  await rm(root, { recursive: true, force: true });
  return new Set(calls.map(([, name = ""]) => name));
}

it("the unit forbids no system call that the platform needs", async () => {
  const unit = await readFile(UNIT, "utf8");
  expect(unit).toContain("\nSystemCallFilter=@system-service\nSystemCallFilter=~@privileged\n");
  const callsOf = await readCallSets();
  const [allowed, privileged] = [callsOf("@system-service"), callsOf("@privileged")];
  expect(allowed.size).toBeGreaterThan(100);
  const made = await traceCalls();
  expect(made.size).toBeGreaterThan(50);
  const forbidden = [...made].filter((name) => !allowed.has(name) || privileged.has(name));
  expect(forbidden.filter((name) => !DISPENSABLE.includes(name))).toEqual([]);
});
