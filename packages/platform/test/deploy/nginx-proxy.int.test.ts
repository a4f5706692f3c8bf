/** `deploy/nginx.conf` in Debian's nginx, in front of two nodes: what an operator copies must work. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { loadSelfSigned } from "../../src/server/self-signed.ts";
import {
  createPlatformClient,
  type InProcessPlatform,
  type PlatformClient,
  startPlatform,
} from "../fixtures/in-process-platform.ts";
import { startRedis, type TestRedis } from "../fixtures/redis.ts";
import { openVisitorPage, openWidget } from "../fixtures/seat-page.ts";
import { freePort } from "../helpers/free-port.ts";
import { installProgram } from "../helpers/install-program.ts";
import { startPostgres, type TestPostgres } from "../helpers/start-postgres.ts";

const CONFIGURATION = new URL("../../../../deploy/nginx.conf", import.meta.url);

let folder: string;
let ca: string;
let postgres: TestPostgres;
let redis: TestRedis;
let nodes: InProcessPlatform[];
let proxy: { readonly url: string; stop(): Promise<void> };
/** The platform through nginx. */
let platform: PlatformClient;

beforeAll(async () => {
  // The certificate is self-signed.
  vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
  folder = await mkdtemp(join(tmpdir(), "nginx-proxy-"));
  [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  ca = (await loadSelfSigned(folder, ["localhost"], Date.now())).cert;
  const port = await freePort();
  const env = {
    DATABASE_URL: await postgres.createDatabase(),
    REDIS_URL: redis.url,
    PUBLIC_URL: `https://localhost:${port}`,
    TRUST_PROXY: "127.0.0.1",
    DRAIN_DELAY_S: "1",
  };
  const dataDir = join(folder, "data");
  const first = await startPlatform({ dataDir, env });
  nodes = [first, await startPlatform({ dataDir, env })];
  const ports = nodes.map(({ app }) => (app.server.address() as { port: number }).port);
  proxy = await startProxy(port, ports);
  if (!first.app.demo) throw new Error("The platform has no demo tenant.");
  platform = createPlatformClient(proxy.url, first.app.demo);
});
afterAll(async () => {
  await proxy.stop();
  await Promise.all(nodes.map((node) => node.close()));
  await redis.kill();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
});

/** The committed file with this machine's ports and paths, and around it what Debian's nginx.conf has. */
async function configure(port: number, nodePorts: readonly number[]): Promise<string> {
  const committed = await readFile(CONFIGURATION, "utf8");
  const [, second] = nodePorts;
  const replaced = [
    ["listen 80;", `listen 127.0.0.1:${await freePort()};`],
    ["listen 443 ssl", `listen 127.0.0.1:${port} ssl`],
    ["/etc/ssl/platform/fullchain.pem", join(folder, "tls/self-signed.crt")],
    ["/etc/ssl/platform/privkey.pem", join(folder, "tls/self-signed.key")],
    ["127.0.0.1:8080", `127.0.0.1:${nodePorts[0]}`],
    ["# server 10.0.0.2:8080", `server 127.0.0.1:${second}`],
    ["/var/log/nginx/platform.log", join(folder, "platform.log")],
    ["/var/log/nginx/platform-error.log", join(folder, "platform-error.log")],
  ].reduce((text, [from = "", to = ""]) => {
    if (!text.includes(from)) throw new Error(`deploy/nginx.conf has no ${from}`);
    return text.replace(from, to);
  }, committed);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join("\n");
  return `daemon off;
${process.getuid?.() === 0 ? "user root;" : ""}
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 1024; }
http {
${temporary}
${replaced}
}
`;
}

async function startProxy(port: number, nodePorts: readonly number[]): Promise<typeof proxy> {
  if (spawnSync("nginx", ["-v"]).error) await installProgram("nginx-light");
  const file = join(folder, "nginx.conf");
  await writeFile(file, await configure(port, nodePorts));
  const nginx = spawn("nginx", ["-p", folder, "-c", file], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  nginx.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const url = `https://localhost:${port}`;
  await vi.waitFor(
    async () => {
      if (nginx.exitCode !== null) throw new Error(`nginx ended: ${said}`);
      await fetch(`${url}/healthz`);
    },
    { timeout: 20_000, interval: 50 },
  );
  return {
    url,
    async stop() {
      const ended = once(nginx, "exit");
      nginx.kill("SIGTERM");
      await ended;
    },
  };
}

it("signs agents in, and carries the sockets of a call", async () => {
  const token = await platform.signIn("ann@example.org");
  const widget = await openWidget(platform, token, undefined, { ca });
  const visitor = await openVisitorPage(platform, widget.opened.interaction.interactionId, {}, { ca });
  await visitor.join("Vera");
  await widget.sees((room) => JSON.stringify(room).includes("Vera"));
  visitor.vanish();
  widget.vanish();
});

it("passes the visitor's address on, which a client can't forge", async () => {
  const [first] = nodes;
  if (!first) throw new Error("There is no node.");
  const addresses: string[] = [];
  first.app.server.on("request", ({ headers }: { headers: Record<string, string> }) =>
    addresses.push(headers["x-forwarded-for"] ?? ""),
  );
  await vi.waitFor(async () => {
    await fetch(`${proxy.url}/healthz`, { headers: { "x-forwarded-for": "203.0.113.9" } });
    expect(addresses).toContain("127.0.0.1");
  });
  expect(addresses.join()).not.toContain("203.0.113.9");
});

it("keeps URLs and keys out of its logs, also of requests that no node answers", async () => {
  await fetch(`${proxy.url}/api/partners/impersonate/ve_secret-in-the-path/x/y`, { method: "POST" });
  const log = await vi.waitFor(async () => {
    const text = await readFile(join(folder, "platform.log"), "utf8");
    expect(text).toMatch(/POST 4\d\d /);
    return text;
  });
  const errors = await readFile(join(folder, "platform-error.log"), "utf8");
  expect(log + errors).not.toMatch(/secret-in-the-path|\/api\/|\/healthz/);
});

it("serves every request while a node drains and stops, and the open call moves to the other node", async () => {
  const [first] = nodes;
  if (!first) throw new Error("There is no node.");
  const token = await platform.signIn("bob@example.org");
  const pages = await Promise.all(
    Array.from({ length: 4 }, () => openWidget(platform, token, undefined, { reconnects: true, ca })),
  );
  const rooms = pages.map((page) => page.rooms.length);
  const statuses: number[] = [];
  const states = { stopped: false };
  const stopping = first.close().finally(() => {
    states.stopped = true;
  });
  while (!states.stopped) {
    statuses.push((await fetch(`${proxy.url}/readyz`)).status);
    statuses.push((await platform.request("GET", "/api/brokerages/users/me", undefined, token)).status);
  }
  await stopping;
  nodes.shift();
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(statuses.length).toBeGreaterThan(20);
  await vi.waitFor(
    () => {
      for (const page of pages) expect(page.socket.connected).toBe(true);
      // Those of the stopped node have received the room again.
      expect(pages.some((page, index) => page.rooms.length > (rooms[index] ?? 0))).toBe(true);
    },
    { timeout: 20_000, interval: 50 },
  );
  for (const page of pages) page.vanish();
});
