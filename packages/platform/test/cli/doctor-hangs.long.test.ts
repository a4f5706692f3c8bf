/** The doctor's process, on a machine where nothing answers: name servers, database, Redis, proxy, TURN servers, files. */
import { spawn, spawnSync } from "node:child_process";
import { createSocket, type Socket as UdpSocket } from "node:dgram";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Finding } from "../../src/cli/doctor/finding.ts";
import { bundlePlatform, type PlatformBundle } from "../helpers/fork-platform.ts";

const LIMIT_MS = 30_000;
/** A loopback address for name servers, which always listen on port 53. */
const NAME_SERVER = "127.0.53.53";
/** Only root can replace a process's /etc/resolv.conf and listen on port 53. */
const canReplaceNameServer = spawnSync("unshare", ["--mount", "true"]).status === 0;

let bundle: PlatformBundle;
let folder: string;
let silent: Server;
let nameServer: UdpSocket | null = null;
let port: number;

beforeAll(async () => {
  bundle = await bundlePlatform();
  folder = await mkdtemp(join(tmpdir(), "platform-doctor-hangs-"));
  silent = createServer(() => {}).listen(0, "127.0.0.1");
  await once(silent, "listening");
  ({ port } = silent.address() as AddressInfo);
  if (!canReplaceNameServer) return;
  nameServer = createSocket("udp4").bind(53, NAME_SERVER);
  await once(nameServer, "listening");
  await writeFile(join(folder, "resolv.conf"), `nameserver ${NAME_SERVER}\n`);
});
afterAll(async () => {
  nameServer?.close();
  silent.close();
  await bundle.remove();
  await rm(folder, { recursive: true, force: true });
});

async function examine(
  env: Record<string, string>,
  how: "as-it-is" | "silent-name-server",
): Promise<{ code: number | null; findings: readonly Finding[]; tookMs: number }> {
  const command = `"${process.execPath}" "${join(bundle.folder, "cli.js")}" doctor --json`;
  const replace = `mount --bind "${join(folder, "resolv.conf")}" /etc/resolv.conf`;
  const shell = ["sh", "-c", how === "as-it-is" ? `exec ${command}` : `${replace} && exec ${command}`];
  const [program = "", ...args] = how === "as-it-is" ? shell : ["unshare", "--mount", ...shell];
  const startedAtMs = performance.now();
  const child = spawn(program, args, {
    env: { PATH: process.env.PATH, DATA_DIR: folder, PORT: "0", ...env },
    stdio: ["ignore", "pipe", "ignore"],
  });
  let out = "";
  child.stdout.on("data", (chunk: Buffer) => {
    out += chunk.toString();
  });
  const [code] = (await once(child, "close")) as [number | null];
  return { code, findings: JSON.parse(out) as Finding[], tookMs: performance.now() - startedAtMs };
}

const foundBy = (findings: readonly Finding[], check: string): Finding | undefined =>
  findings.find((finding) => finding.check === check);

it("ends within 30 s with a finding for each server that accepts connections and sends nothing", async () => {
  const { code, findings, tookMs } = await examine(
    {
      PUBLIC_URL: `https://127.0.0.1:${port}`,
      DATABASE_URL: `postgres://user:password@127.0.0.1:${port}/platform`,
      REDIS_URL: `redis://127.0.0.1:${port}`,
      TURN_URLS: `turn:127.0.0.1:${port}?transport=tcp,turns:127.0.0.1:${port}`,
      TURN_SECRET: "secret",
    },
    "as-it-is",
  );
  expect(tookMs).toBeLessThan(LIMIT_MS);
  expect(code).toBe(3);
  for (const check of ["database", "public address", "served certificate", "redis"])
    expect(foundBy(findings, check), check).toMatchObject({ result: "wrong" });
  expect(findings.filter(({ check }) => check.startsWith("turn ")).map(({ result }) => result)).toEqual([
    "wrong",
    "wrong",
  ]);
  for (const { check, result, fix, link } of findings)
    if (result !== "ok") expect([fix, link].every(Boolean), check).toBe(true);
});

it.runIf(canReplaceNameServer)("ends within 30 s although no name server answers", async () => {
  const { code, findings, tookMs } = await examine(
    {
      PUBLIC_URL: "https://video.example.com",
      TURN_URLS: "turn:a.example.com,turn:b.example.com?transport=tcp,turns:c.example.com",
      TURN_SECRET: "secret",
    },
    "silent-name-server",
  );
  expect(tookMs).toBeLessThan(LIMIT_MS);
  expect(code).toBe(3);
  const turn = findings.filter(({ check }) => check.startsWith("turn "));
  expect(turn).toHaveLength(3);
  for (const { found } of turn) expect(found).toMatch(/^[abc]\.example\.com doesn't resolve/);
  expect(foundBy(findings, "public address")?.found).toContain("doesn't resolve");
  expect(foundBy(findings, "data folder")?.result).not.toBe("wrong");
});

it("ends within 30 s although its thread is blocked by a file that never ends", async () => {
  const file = join(folder, "master-key");
  expect(spawnSync("mkfifo", [file]).status).toBe(0);
  const { code, findings, tookMs } = await examine({ MASTER_KEY_FILE: file }, "as-it-is");
  expect(tookMs).toBeLessThan(LIMIT_MS);
  expect(code).not.toBe(0);
  expect(findings).toMatchObject([{ check: "doctor", result: "wrong", link: "docs/doctor.md#no-result" }]);
});
