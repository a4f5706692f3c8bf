import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { get } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { VERSION } from "../src/lib/version.ts";
import { bundlePlatform, type PlatformBundle, type PlatformProcess } from "./helpers/fork-platform.ts";
import { createCertificateFiles, readServedSerial } from "./server/certificate/certificate-files.ts";

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
  it("prints its version, without a configuration and without starting", async () => {
    expect(await bundle.runMain(["--version"])).toEqual({ code: 0, output: `${VERSION}\n` });
  });

  it("says when it is ready, ends cleanly on SIGTERM, and is the same after a second start", async () => {
    const first = start({ DEMO: "1" });
    const { demo, url } = await first.ready;
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect((await stat(join(dataDir, "demo.json"))).mode & 0o777).toBe(0o600);
    first.child.kill("SIGTERM");
    expect(await first.ended).toEqual({ code: 0, output: "" });

    const second = start({ DEMO: "1" });
    const again = await second.ready;
    expect(again.demo).toEqual(demo);
    second.child.kill("SIGTERM");
    await second.ended;
  });

  it("serves a renewed certificate after SIGHUP, without a restart", async () => {
    const files = await createCertificateFiles();
    const [first, second] = [await files.create(), await files.create()];
    await files.swap(first);
    const platform = start({ TLS_CERT_FILE: files.certFile, TLS_KEY_FILE: files.keyFile });
    const { url } = await platform.ready;
    const serialOf = (cert: string): string => new X509Certificate(cert).serialNumber;
    expect(await readServedSerial(url)).toBe(serialOf(first.cert));
    await files.swap(second);
    platform.child.kill("SIGHUP");
    await vi.waitFor(async () => expect(await readServedSerial(url)).toBe(serialOf(second.cert)), {
      timeout: 20_000,
      interval: 100,
    });
    platform.child.kill("SIGTERM");
    expect((await platform.ended).code).toBe(0);
    await files.remove();
  });

  it("names a taken port and how to choose another", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const { code, output } = await start({ PORT: String(port) }).ended;
    other.close();
    expect(code).toBe(1);
    expect(output).toContain(`Port ${port} is in use`);
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

  it("refuses to start in production with a demo tenant in the database, unless that is allowed", async () => {
    const demo = start({ DEMO: "1" });
    const { demo: credentials } = await demo.ready;
    demo.child.kill("SIGTERM");
    await demo.ended;
    const { code, output } = await start({ NODE_ENV: "production" }).ended;
    expect(code).toBe(1);
    expect(output).toContain(`platform tenant remove ${credentials?.tenantId} --yes`);
    const allowed = start({ NODE_ENV: "production", ALLOW_IN_PRODUCTION: "demo-tenant" });
    await allowed.ready;
    allowed.child.kill("SIGTERM");
    await allowed.ended;
  });

  it("serves https with a self-signed certificate that it creates once", async () => {
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
