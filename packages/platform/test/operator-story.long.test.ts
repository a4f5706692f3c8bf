/**
 * The operator's story: from an empty folder to a first call over https, behind nginx, with two nodes, PostgreSQL, Redis and coturn. Every
 * step is a command that an operator runs, and the test prints how long each took.
 */
import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import type { Finding } from "../src/cli/doctor/finding.ts";
import { startCoturn, TURN_TEST_SECRET } from "./fixtures/coturn.ts";
import { createPlatformClient, type PlatformClient } from "./fixtures/in-process-platform.ts";
import { FORWARD_ADDRESS, FORWARD_WEBSOCKETS, startNginxInFront } from "./fixtures/nginx-in-front.ts";
import { startRedis } from "./fixtures/redis.ts";
import { openVisitorPage, openWidget, type SeatPage } from "./fixtures/seat-page.ts";
import { bundlePlatform, type PlatformBundle } from "./helpers/fork-platform.ts";
import { freePort } from "./helpers/free-port.ts";
import { startPostgres } from "./helpers/start-postgres.ts";
import { createCertificateFiles } from "./server/certificate/certificate-files.ts";

type Env = Readonly<Record<string, string>>;

const cleanups: (() => unknown)[] = [];
afterAll(async () => {
  for (const cleanup of cleanups.toReversed()) await cleanup();
  vi.unstubAllEnvs();
});

/** Runs one step of the story and prints its time. */
async function step<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const startedAtMs = performance.now();
  const result = await work();
  process.stdout.write(`${(performance.now() - startedAtMs).toFixed(0).padStart(7)} ms  ${name}\n`);
  return result;
}

it("from an empty folder to a first call over https", { timeout: 240_000 }, async () => {
  const bundle = await step("unpack the platform", bundlePlatform);
  cleanups.push(() => bundle.remove());
  const dataDir = await mkdtemp(join(tmpdir(), "platform-story-"));
  cleanups.push(() => rm(dataDir, { recursive: true, force: true }));

  const certificate = await step("get a certificate", createCertificateFiles);
  cleanups.push(() => certificate.remove());
  const pair = await certificate.create();
  await certificate.swap(pair);
  const postgres = await step("start PostgreSQL", startPostgres);
  cleanups.push(() => postgres.stop());
  const redis = await step("start Redis", startRedis);
  cleanups.push(() => redis.kill());
  const coturn = await step("start coturn with deploy/turnserver.conf", () => startCoturn("hardened"));
  cleanups.push(() => coturn.stop());

  const httpsPort = await freePort();
  const publicUrl = `https://127.0.0.1:${httpsPort}`;
  const env = await step("write secrets and settings", async (): Promise<Env> => {
    const masterKeyFile = join(dataDir, "master-key");
    await writeFile(masterKeyFile, randomBytes(32).toString("base64"), { mode: 0o600 });
    await chmod(dataDir, 0o700);
    return {
      NODE_ENV: "production",
      PUBLIC_URL: publicUrl,
      TRUST_PROXY: "127.0.0.1",
      DATA_DIR: dataDir,
      DATABASE_URL: await postgres.createDatabase(),
      REDIS_URL: redis.url,
      MASTER_KEY_FILE: masterKeyFile,
      TURN_URLS: `turn:127.0.0.1:${coturn.port}?transport=udp,turn:127.0.0.1:${coturn.port}?transport=tcp`,
      TURN_SECRET: TURN_TEST_SECRET,
      DRAIN_DELAY_S: "0",
    };
  });

  const command = async <Value>(name: string, ...args: string[]): Promise<Value> =>
    step(`platform ${name}`, async () => {
      const { code, output } = await bundle.run([...name.split(" "), ...args, "--json"], env);
      expect(code, output).toBe(0);
      return JSON.parse(output) as Value;
    });
  await command("migrate");
  const ports = await step("start two nodes", () => startNodes(bundle, env));
  const nodeUrls = ports.map((port) => `http://127.0.0.1:${port}`);
  const nginx = await step("start nginx", () =>
    startNginxInFront(nodeUrls, `${FORWARD_ADDRESS}${FORWARD_WEBSOCKETS}`, {
      ...certificate,
      port: httpsPort,
    }),
  );
  cleanups.push(() => nginx.stop());

  const doctor = await step("platform doctor", () =>
    bundle.run(["doctor", "--json"], { ...env, PORT: String(ports[0]) }),
  );
  // The pages of a bundle that a test makes are not beside it.
  const findings = (JSON.parse(doctor.output.replace(/\{"error".*/, "")) as Finding[]).filter(
    ({ check }) => check !== "pages",
  );
  expect(findings.filter(({ result }) => result !== "ok")).toEqual([]);
  expect(findings.map(({ check }) => check)).toEqual(
    expect.arrayContaining(["database", "websockets", "trust proxy", "served certificate", "redis"]),
  );

  const { id } = await command<{ id: string }>("tenant add", "Acme");
  const { apiKey } = await command<{ apiKey: string }>("key add", id, "--label", "desk");
  await command("origin add", id, "https://desk.acme.example");

  // The test's own client must accept the certificate, which is self-signed.
  vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
  const client = createPlatformClient(nginx.url, { tenantId: id, apiKey, externalId: "story" });
  await step("a first call", () => makeCall(client, pair.cert));
  const { interactions } = await command<{ interactions: readonly { state: string }[] }>(
    "interaction list",
    id,
  );
  expect(interactions).toMatchObject([{ state: "ended" }]);
});

async function startNodes(bundle: PlatformBundle, env: Env): Promise<readonly number[]> {
  const ports = [await freePort(), await freePort()];
  for (const port of ports) {
    const node = bundle.fork({ ...env, PORT: String(port) });
    await Promise.race([
      node.ready,
      node.ended.then(({ output }) => {
        throw new Error(output);
      }),
    ]);
    cleanups.push(() => {
      node.child.kill("SIGTERM");
      return node.ended;
    });
  }
  return ports;
}

/** An agent invites, a visitor joins, both have media, and the agent hangs up. */
async function makeCall(client: PlatformClient, ca: string): Promise<void> {
  const token = await client.signIn("ann@acme.example");
  const agent = await openWidget(client, token, undefined, { ca });
  const visitor: SeatPage = await openVisitorPage(client, agent.opened.interaction.interactionId, {}, { ca });
  expect(await visitor.join("Vera")).toEqual({ ok: true });
  await agent.sees((room) => room.state === "connecting" && room.peer.displayName === "Vera");
  agent.socket.emit("description", {
    from: agent.instanceId,
    to: visitor.instanceId,
    type: "offer",
    sdp: "v=0\r\n",
  });
  await vi.waitFor(() => expect(visitor.descriptions).toHaveLength(1), { timeout: 20_000, interval: 10 });
  await agent.mediaFlows();
  await visitor.mediaFlows();
  await visitor.sees((room) => room.state === "active");
  await agent.hangUp();
  expect((await visitor.hasEnded()).reason).toBe("hung-up");
  for (const page of [agent, visitor]) page.vanish();
}
