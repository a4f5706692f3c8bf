import { once } from "node:events";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { get } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundlePlatform, type PlatformBundle, type PlatformProcess } from "./helpers/fork-platform.ts";

let bundle: PlatformBundle;
let dataDir: string;

beforeAll(async () => {
  bundle = await bundlePlatform();
  dataDir = await mkdtemp(join(tmpdir(), "platform-start-"));
});
afterAll(async () => {
  await bundle.remove();
  await rm(dataDir, { recursive: true, force: true });
});

const start = (env: Record<string, string>): PlatformProcess => bundle.fork({ DATA_DIR: dataDir, ...env });

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
