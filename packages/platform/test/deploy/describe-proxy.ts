/** What every reverse proxy in `deploy/` must do in front of two nodes, with the committed configuration. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PATHS } from "@videoengager/protocol/rest/paths";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
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
import { startPostgres, type TestPostgres } from "../helpers/start-postgres.ts";

export interface ProxyParts {
  /** For its files. `tls/self-signed.crt` and `.key` are there. */
  readonly folder: string;
  readonly port: number;
  readonly nodePorts: readonly [number, number];
}

export interface RunningProxy {
  /** Everything that it has logged. */
  readonly logs: () => Promise<string>;
  stop(): Promise<void>;
}

export interface ProxyUnderTest {
  readonly scheme: "http" | "https";
  /** How long a node answers `/readyz` with 503 before it closes. */
  readonly drainDelayS: number;
  /** Whether it repeats a request on the other node if one answers 503. */
  readonly repeatsAfter503: boolean;
  readonly start: (parts: ProxyParts) => Promise<RunningProxy>;
}

interface World {
  readonly url: string;
  /** The certificate. */
  readonly ca: string;
  /** The platform through the proxy. */
  readonly platform: PlatformClient;
  readonly nodes: InProcessPlatform[];
  readonly proxy: RunningProxy;
  stop(): Promise<void>;
}

async function startWorld({ scheme, drainDelayS, start }: ProxyUnderTest): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), "proxy-"));
  const [postgres, redis]: [TestPostgres, TestRedis] = await Promise.all([startPostgres(), startRedis()]);
  const { cert: ca } = await loadSelfSigned(folder, ["localhost"], Date.now());
  const port = await freePort();
  const url = `${scheme}://localhost:${port}`;
  const env = {
    DATABASE_URL: await postgres.createDatabase(),
    REDIS_URL: redis.url,
    PUBLIC_URL: url,
    TRUST_PROXY: "127.0.0.1, ::1",
    DRAIN_DELAY_S: String(drainDelayS),
  };
  const dataDir = join(folder, "data");
  const first = await startPlatform({ dataDir, env });
  const second = await startPlatform({ dataDir, env });
  const nodes = [first, second];
  const portOf = ({ app }: InProcessPlatform): number => (app.server.address() as { port: number }).port;
  const proxy = await start({ folder, port, nodePorts: [portOf(first), portOf(second)] });
  await vi.waitFor(async () => expect((await fetch(`${url}/readyz`)).status).toBe(200), {
    timeout: 20_000,
    interval: 50,
  });
  if (!first.app.demo) throw new Error("The platform has no demo tenant.");
  return {
    url,
    ca,
    platform: createPlatformClient(url, first.app.demo),
    nodes,
    proxy,
    async stop() {
      await proxy.stop();
      await Promise.all(nodes.map((node) => node.close()));
      await redis.kill();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export function describeProxy(name: string, proxy: ProxyUnderTest): void {
  describe(`${name} with the configuration in deploy/`, () => {
    let world: World;
    beforeAll(async () => {
      // The certificate is self-signed.
      vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
      world = await startWorld(proxy);
    });
    afterAll(async () => {
      await world.stop();
      vi.unstubAllEnvs();
    });

    it("signs agents in, and carries the sockets of a call", () => holdCall(world));
    it("passes the visitor's address on, which a client can't forge", () => checkAddress(world));
    it("keeps URLs and keys out of its logs", () => checkLogs(world));
    it("serves every request while a node drains and stops, and its open calls move to the other node", () =>
      drainNode(world, proxy));
  });
}

async function holdCall({ platform, ca }: World): Promise<void> {
  const token = await platform.signIn("ann@example.org");
  const widget = await openWidget(platform, token, undefined, { ca });
  const visitor = await openVisitorPage(platform, widget.opened.interaction.interactionId, {}, { ca });
  await visitor.join("Vera");
  await widget.sees((room) => JSON.stringify(room).includes("Vera"));
  visitor.vanish();
  widget.vanish();
}

async function checkAddress({ nodes, url }: World): Promise<void> {
  const addresses: string[] = [];
  for (const { app } of nodes)
    app.server.on("request", (request: { url: string; headers: Record<string, string> }) => {
      if (request.url === "/healthz") addresses.push(request.headers["x-forwarded-for"] ?? "none");
    });
  await fetch(`${url}/healthz`, { headers: { "x-forwarded-for": "203.0.113.9" } });
  expect(addresses).toEqual([expect.stringMatching(/^(127\.0\.0\.1|::1)$/)]);
}

async function checkLogs({ platform, proxy }: World): Promise<void> {
  await platform.request("POST", "/api/partners/impersonate/ve_secret-in-the-path/x/y");
  await vi.waitFor(async () => expect(await proxy.logs()).toMatch(/POST.*4\d\d/));
  expect(await proxy.logs()).not.toMatch(/secret-in-the-path|\/api\/|\/healthz/);
}

async function drainNode({ nodes, platform, ca }: World, { repeatsAfter503 }: ProxyUnderTest): Promise<void> {
  const first = nodes.shift();
  if (!first) throw new Error("There is no node.");
  const token = await platform.signIn("bob@example.org");
  const pages = await Promise.all(
    Array.from({ length: 4 }, () => openWidget(platform, token, undefined, { reconnects: true, ca })),
  );
  const rooms = pages.map((page) => page.rooms.length);
  const statuses: number[] = [];
  const state = { stopped: false };
  const stopping = first.close().finally(() => {
    state.stopped = true;
  });
  while (!state.stopped) {
    const { status } = await platform.request("GET", PATHS.agentSettings, undefined, token);
    statuses.push(status);
    if (repeatsAfter503) statuses.push((await platform.request("GET", "/readyz")).status);
  }
  await stopping;
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
}
