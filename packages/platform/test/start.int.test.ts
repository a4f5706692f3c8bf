import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { get } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "tsdown";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

interface ReadyMessage {
  readonly type: "ready";
  readonly url: string;
  readonly urls: readonly string[];
  readonly demo?: { readonly tenantId: string; readonly apiKey: string };
}

const ROOT = fileURLToPath(new URL("..", import.meta.url));
let bundleDir: string;
let dataDir: string;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  // Inside the package, so that the bundle finds its dependencies.
  bundleDir = await mkdtemp(join(ROOT, "node_modules", ".start-test-"));
  dataDir = await mkdtemp(join(tmpdir(), "platform-start-"));
  await build({ config: join(ROOT, "tsdown.config.ts"), cwd: ROOT, outDir: bundleDir, logLevel: "silent" });
});
afterAll(async () => {
  for (const child of running) child.kill("SIGKILL");
  await rm(bundleDir, { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
});

function start(env: Record<string, string>): {
  child: ChildProcess;
  ready: Promise<ReadyMessage>;
  ended: Promise<{ code: number | null; output: string }>;
} {
  const child = fork(join(bundleDir, "main.js"), {
    silent: true,
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: "0", LOG_LEVEL: "warn", ...env },
  });
  running.add(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  const ended = once(child, "close").then(([code]) => {
    running.delete(child);
    return { code: code as number | null, output };
  });
  const ready = once(child, "message").then(([message]) => message as ReadyMessage);
  return { child, ready, ended };
}

describe("the platform's process", () => {
  it("says when it is ready, ends cleanly on SIGTERM, and is the same after a second, quick start", async () => {
    const first = start({ DEMO: "1" });
    const { demo, url } = await first.ready;
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect((await stat(join(dataDir, "demo.json"))).mode & 0o777).toBe(0o600);
    first.child.kill("SIGTERM");
    expect(await first.ended).toEqual({ code: 0, output: "" });

    const startMs = performance.now();
    const second = start({ DEMO: "1" });
    const again = await second.ready;
    expect(again.demo).toEqual(demo);
    expect(performance.now() - startMs).toBeLessThan(10_000);
    second.child.kill("SIGTERM");
    await second.ended;
  });

  it("names a taken port and how to choose another", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const { code, output } = await start({ PORT: String(port) }).ended;
    other.close();
    expect(code).toBe(1);
    expect(output).toContain(`Port ${port} is taken`);
    expect(output).toContain(`PORT=${port + 1}`);
  });

  it("names every mistake of its configuration at once, and repeats no secret", async () => {
    const { code, output } = await start({
      PORT: "eighty",
      DATABASE_URL: "mysql://root:hunter2@db",
      TURN_SECRET: "hunter2",
      DEMO: "1",
      NODE_ENV: "production",
    }).ended;
    expect(code).toBe(1);
    for (const name of ["PORT", "DATABASE_URL", "TURN_URLS", "DEMO"]) expect(output).toContain(`  ${name} `);
    expect(output).not.toContain("hunter2");
  });

  it("serves https with a certificate of its own, made once", async () => {
    const certificate = async (): Promise<string> =>
      readFile(join(dataDir, "tls", "self-signed.crt"), "utf8");
    const first = start({ HTTPS: "self-signed" });
    const { url } = await first.ready;
    expect(url).toMatch(/^https:\/\/localhost:\d+$/);
    const ca = await certificate();
    const [answer] = (await once(get(`${url}/healthz`, { ca, agent: false }), "response")) as [
      { statusCode: number; resume(): void },
    ];
    answer.resume();
    expect(answer.statusCode).toBe(200);
    first.child.kill("SIGTERM");
    expect((await first.ended).code).toBe(0);
    const second = start({ HTTPS: "self-signed" });
    await second.ready;
    expect(await certificate()).toBe(ca);
    second.child.kill("SIGTERM");
    await second.ended;
  });
});
