/** Each finding of the doctor, produced with a real server and then mended. */
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { checkDisk } from "../../src/cli/doctor/check-disk.ts";
import { listTurnChecks } from "../../src/cli/doctor/check-turn.ts";
import { type Finding, ok } from "../../src/cli/doctor/finding.ts";
import { listPublicChecks } from "../../src/cli/doctor/list-public-checks.ts";
import { createHostResolver, type ResolveHost } from "../../src/cli/doctor/resolve-host.ts";
import { runChecks } from "../../src/cli/doctor/run-checks.ts";
import { runCli } from "../../src/cli/run-cli.ts";
import { readConfig } from "../../src/config/config.ts";
import { createSeal } from "../../src/database/seal.ts";
import { SYSTEM_CLOCK } from "../../src/lib/clock.ts";
import { CONNECTION_PATH, createConnectionQuestion } from "../../src/server/connection-question.ts";
import { FORWARD_ADDRESS, FORWARD_WEBSOCKETS, startNginxInFront } from "../fixtures/nginx-in-front.ts";
import { startPlatform, type TestPlatform } from "../helpers/start-platform.ts";
import { createCertificateFiles } from "../server/certificate/certificate-files.ts";

const MASTER_KEY = "the-master-key-of-this-test-with-enough-characters";
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

/** What the doctor says of a public address. */
async function examine(url: string, env: Record<string, string> = {}): Promise<Record<string, Finding>> {
  const config = readConfig({ PUBLIC_URL: url, MASTER_KEY, ...env });
  const findings = await runChecks(listPublicChecks(config, SYSTEM_CLOCK, createHostResolver()));
  for (const { result, fix, link } of findings)
    if (result !== "ok") expect([fix, link].every(Boolean)).toBe(true);
  return Object.fromEntries(findings.map((finding) => [finding.check, finding]));
}

describe("of a proxy, the doctor", () => {
  let platform: TestPlatform;
  let trusting: TestPlatform;
  beforeAll(async () => {
    [platform, trusting] = await Promise.all([
      startPlatform({ env: { MASTER_KEY } }),
      startPlatform({ env: { MASTER_KEY, TRUST_PROXY: "127.0.0.0/8" } }),
    ]);
  });
  afterAll(() => Promise.all([platform.stop(), trusting.stop()]));
  const startProxy = async (nodeUrl: string, ...directives: string[]): Promise<string> => {
    const nginx = await startNginxInFront(nodeUrl, directives.join("\n"));
    cleanups.push(() => nginx.stop());
    return nginx.url;
  };

  it("finds that it doesn't forward websockets although /healthz answers, and nothing once it does", async () => {
    const broken = await examine(await startProxy(trusting.url, FORWARD_ADDRESS));
    expect(broken["public address"]?.result).toBe("ok");
    expect(broken.websockets).toMatchObject({
      result: "wrong",
      found: expect.stringContaining("status 400"),
      fix: expect.stringContaining("Upgrade"),
      link: "docs/doctor.md#websockets",
    });
    const mended = await examine(await startProxy(trusting.url, FORWARD_ADDRESS, FORWARD_WEBSOCKETS));
    expect(Object.values(mended).map(({ result }) => result)).toEqual(["ok", "ok", "ok"]);
    expect(Object.keys(mended)).toEqual(["public address", "websockets", "trust proxy"]);
  });

  it("finds that TRUST_PROXY is missing, and nothing once it is set", async () => {
    const proxy = await startProxy(platform.url, FORWARD_ADDRESS, FORWARD_WEBSOCKETS);
    expect((await examine(proxy))["trust proxy"]).toMatchObject({
      result: "wrong",
      found: expect.stringContaining("the proxy 127.0.0.1"),
      fix: expect.stringContaining("TRUST_PROXY=127.0.0.1"),
      link: "docs/doctor.md#trust_proxy",
    });
    const mended = await startProxy(trusting.url, FORWARD_ADDRESS, FORWARD_WEBSOCKETS);
    expect((await examine(mended))["trust proxy"]?.result).toBe("ok");
  });

  it("warns that it hides the clients' addresses", async () => {
    const proxy = await startProxy(platform.url, FORWARD_WEBSOCKETS);
    expect((await examine(proxy))["trust proxy"]).toMatchObject({
      result: "warning",
      fix: expect.stringContaining("X-Forwarded-For"),
    });
  });

  it("finds nothing without one", async () => {
    const found = await examine(platform.url);
    expect(Object.values(found).map(({ result }) => result)).toEqual(["ok", "ok", "ok"]);
  });

  it("says that its master key is another one than the platform's", async () => {
    const found = await examine(platform.url, { MASTER_KEY: MASTER_KEY.toUpperCase() });
    expect(found["trust proxy"]).toMatchObject({
      result: "warning",
      found: expect.stringContaining("not checked"),
      fix: expect.stringContaining("MASTER_KEY"),
    });
  });

  it("is told the address only with the master key, once, and within a minute", async () => {
    const ask = async (question: string | null): Promise<number> => {
      const headers: Record<string, string> =
        question === null ? {} : { authorization: `Bearer ${question}` };
      return (await platform.fetch(CONNECTION_PATH, { headers })).status;
    };
    const seal = createSeal(MASTER_KEY);
    const at = (nowMs: number): string => createConnectionQuestion(seal, { nowMs: () => nowMs });
    const question = at(Date.now());
    expect(await ask(question)).toBe(200);
    expect(await ask(question)).toBe(404);
    expect(await ask(at(Date.now() - 70_000))).toBe(404);
    expect(await ask(at(Date.now() + 70_000))).toBe(404);
    expect(await ask(createConnectionQuestion(createSeal(`${MASTER_KEY}2`), SYSTEM_CLOCK))).toBe(404);
    expect(await ask("nonsense")).toBe(404);
    const unknown = async (path: string): Promise<string> =>
      (await (await platform.fetch(path)).text()).replace(/"requestId":"[^"]*"/, "").replaceAll(path, "");
    expect(await unknown(CONNECTION_PATH)).toBe(await unknown("/api/doctor/nothing"));
  });
});

it("the doctor finds an older certificate that is still served, and nothing once the platform serves the new one", async () => {
  const files = await createCertificateFiles();
  cleanups.push(() => files.remove());
  const env = { TLS_CERT_FILE: files.certFile, TLS_KEY_FILE: files.keyFile };
  await files.swap(await files.create(Date.now() - 24 * 60 * 60_000));
  const platform = await startPlatform({ env });
  cleanups.push(() => platform.stop());
  expect((await examine(platform.url, env))["served certificate"]?.result).toBe("ok");
  await files.swap(await files.create());
  expect((await examine(platform.url, env))["served certificate"]).toMatchObject({
    result: "wrong",
    found: expect.stringContaining("older certificate"),
    link: "docs/doctor.md#served-certificate",
  });
  await platform.app.checkCertificate();
  await platform.app.checkCertificate();
  expect((await examine(platform.url, env))["served certificate"]?.result).toBe("ok");
});

it("the doctor finds a demo tenant in production until it is removed", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "platform-doctor-demo-"));
  cleanups.push(() => rm(dataDir, { recursive: true, force: true }));
  const platform = await startPlatform({ dataDir });
  await platform.stop();
  const run = async (args: string): Promise<{ code: number; out: string }> => {
    let out = "";
    const write = (text: string): void => {
      out += text;
    };
    const env = { DATA_DIR: dataDir, PORT: "0", NODE_ENV: "production" };
    return { code: await runCli(args.split(" "), { env, write, writeError: () => {} }), out };
  };
  const findDemo = async (): Promise<Finding | undefined> =>
    (JSON.parse((await run("doctor --json")).out) as Finding[]).find(({ check }) => check === "demo tenant");
  const found = await findDemo();
  expect(found).toMatchObject({ result: "wrong", link: "docs/doctor.md#demo-tenant" });
  const [, remedy = ""] = /platform (.*)$/.exec(found?.fix ?? "") ?? [];
  expect(remedy).toBe(`tenant remove ${platform.demo.tenantId} --yes`);
  expect((await run(remedy)).code).toBe(0);
  expect(await findDemo()).toMatchObject({ result: "ok" });
});

it("the doctor finds a disk that is nearly full", async () => {
  const resultWith = async (warningBytes: number, wrongBytes: number): Promise<string | undefined> =>
    (await checkDisk(tmpdir(), { warningBytes, wrongBytes }))[0]?.result;
  expect(await resultWith(Infinity, Infinity)).toBe("wrong");
  expect(await resultWith(Infinity, 0)).toBe("warning");
  expect(await resultWith(0, 0)).toBe("ok");
});

describe("if something never answers, the doctor", () => {
  const examineTurn = async (resolve: ResolveHost): Promise<Finding | undefined> => {
    const env = { TURN_URLS: "turns:turn.example.com", TURN_SECRET: "secret" };
    return (await runChecks(listTurnChecks(readConfig(env), SYSTEM_CLOCK, resolve)))[0];
  };

  it("finds that the TURN host doesn't resolve, although no name server answers", async () => {
    const nameServer = createSocket("udp4").bind(0, "127.0.0.1");
    await once(nameServer, "listening");
    cleanups.push(() => nameServer.close());
    const finding = await examineTurn(
      createHostResolver({
        lookupAddress: () => new Promise(() => {}),
        lookupLimitMs: 50,
        queryTimeoutMs: 250,
        nameServers: [`127.0.0.1:${nameServer.address().port}`],
      }),
    );
    expect(finding).toMatchObject({
      result: "wrong",
      found: expect.stringMatching(/^turn\.example\.com doesn't resolve \(ETIMEOUT\)/),
      fix: expect.stringContaining("TURN_URLS"),
      link: "docs/doctor.md#turn-server",
    });
  });

  it("resolves the host once for all its addresses", async () => {
    let lookups = 0;
    const resolve = createHostResolver({
      async lookupAddress() {
        lookups += 1;
        return { address: "192.0.2.1" };
      },
    });
    expect(await Promise.all([resolve("turn.example.com"), resolve("turn.example.com")])).toEqual([
      "192.0.2.1",
      "192.0.2.1",
    ]);
    expect(lookups).toBe(1);
  });

  it("reports the check, and those that ended", async () => {
    const findings = await runChecks(
      [
        { name: "silent", run: () => new Promise(() => {}) },
        { name: "broken", run: () => Promise.reject(new Error("unexpected")) },
        { name: "quick", run: async () => [ok("quick", "fine")] },
      ],
      50,
    );
    expect(findings).toMatchObject([
      { check: "silent", result: "wrong", link: "docs/doctor.md#no-result" },
      { check: "broken", result: "wrong", found: expect.stringContaining("unexpected") },
      { check: "quick", result: "ok" },
    ]);
  });
});
