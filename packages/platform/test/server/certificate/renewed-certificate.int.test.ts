/** A platform that serves https keeps running while its certificate is renewed. */
import { X509Certificate } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { Writable } from "node:stream";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Certificate } from "../../../src/server/self-signed.ts";
import { createPlatformClient } from "../../fixtures/in-process-platform.ts";
import { openVisitorPage, type SeatPage } from "../../fixtures/seat-page.ts";
import { startPlatform, type TestPlatform } from "../../helpers/start-platform.ts";
import { type CertificateFiles, createCertificateFiles, readServedSerial } from "./certificate-files.ts";

const serialOf = ({ cert }: Certificate): string => new X509Certificate(cert).serialNumber;

let files: CertificateFiles;
let platform: TestPlatform;
let page: SeatPage;
let first: Certificate;
const lines: { level: number; msg: string; problem?: string }[] = [];

beforeAll(async () => {
  // The test's clients must accept self-signed certificates.
  vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
  files = await createCertificateFiles();
  first = await files.create();
  await files.swap(first);
  platform = await startPlatform({
    env: { TLS_CERT_FILE: files.certFile, TLS_KEY_FILE: files.keyFile, LOG_LEVEL: "info" },
    logStream: new Writable({
      write(chunk: Buffer, _, done) {
        lines.push(JSON.parse(chunk.toString()));
        done();
      },
    }),
  });
  const client = createPlatformClient(platform.url, platform.demo);
  page = await openVisitorPage(client, await client.requestCall(), {}, { ca: first.cert });
});
afterAll(async () => {
  page.vanish();
  await platform.stop();
  await files.remove();
  vi.unstubAllEnvs();
});

/** The platform reads the files twice, as it does 2 s apart. */
async function readTwice(): Promise<void> {
  await platform.app.checkCertificate();
  await platform.app.checkCertificate();
}

it("keeps the certificate while a file is half written or the key is another one's, and says so once", async () => {
  const second = await files.create();
  const problems = (): (string | undefined)[] =>
    lines.filter(({ msg }) => msg.includes("can't be used")).map(({ problem }) => problem);

  await writeFile(files.certFile, second.cert.slice(0, 300));
  for (let round = 0; round < 3; round += 1) await readTwice();
  await writeFile(files.certFile, second.cert);
  for (let round = 0; round < 3; round += 1) await readTwice();
  expect(await readServedSerial(platform.url)).toBe(serialOf(first));
  expect(problems()).toEqual([
    expect.stringContaining("not a complete PEM file"),
    expect.stringContaining("does not belong"),
  ]);
});

it("gives new connections the renewed certificate, and keeps the open sockets", async () => {
  const second = await files.create();
  const { id } = page.socket;
  await files.swap(second);
  await readTwice();
  expect(await readServedSerial(platform.url)).toBe(serialOf(second));
  expect(lines.at(-1)?.msg).toContain("renewed certificate");

  expect(await page.join("Jane")).toMatchObject({ ok: true });
  expect([page.socket.connected, page.socket.id]).toEqual([true, id]);
  expect((await platform.fetch("/healthz")).status).toBe(200);
});
