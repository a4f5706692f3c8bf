/** What the doctor says of certificates and clocks. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkDatabase } from "../../src/cli/doctor/check-storage.ts";
import { checkTls } from "../../src/cli/doctor/check-tls.ts";
import type { Finding } from "../../src/cli/doctor/finding.ts";
import { readConfig } from "../../src/config/config.ts";
import { openDatabase } from "../../src/database/database.ts";
import { loadSelfSigned } from "../../src/server/self-signed.ts";
import { ENGINES, startEngine } from "../helpers/open-engines.ts";

const DAY_MS = 24 * 60 * 60_000;
const nowMs = Date.now();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "platform-doctor-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Files of a certificate for these names, with its key or another one. */
async function certificateFiles(
  names: readonly string[],
  withKeyOf = names,
): Promise<{ TLS_CERT_FILE: string; TLS_KEY_FILE: string }> {
  const make = (of: readonly string[]): ReturnType<typeof loadSelfSigned> =>
    loadSelfSigned(join(folder, of.join("_").replaceAll(":", "-")), of, nowMs);
  const files = { TLS_CERT_FILE: join(folder, "tls.crt"), TLS_KEY_FILE: join(folder, "tls.key") };
  await writeFile(files.TLS_CERT_FILE, (await make(names)).cert);
  await writeFile(files.TLS_KEY_FILE, (await make(withKeyOf)).key);
  return files;
}

describe("the doctor, of a certificate", () => {
  const examine = (env: Record<string, string>, atMs = nowMs): Promise<Finding> =>
    checkTls(readConfig(env), atMs);

  it("says nothing where it fits its key and the address, by name or by number", async () => {
    const names = ["video.example.com", "192.0.2.7", "2001:db8::7"];
    const files = await certificateFiles(names);
    for (const host of ["video.example.com", "192.0.2.7", "[2001:db8::7]"])
      expect(await examine({ ...files, PUBLIC_URL: `https://${host}` }), host).toMatchObject({
        result: "ok",
      });
  });

  it("says that it is another one's, and how to fix that", async () => {
    const files = await certificateFiles(["video.example.com"]);
    for (const host of ["other.example.com", "192.0.2.8"])
      expect(await examine({ ...files, PUBLIC_URL: `https://${host}` }), host).toMatchObject({
        result: "wrong",
        found: expect.stringContaining(host),
        fix: expect.stringContaining("PUBLIC_URL"),
      });
    const mixed = await certificateFiles(["video.example.com"], ["other.example.com"]);
    expect(await examine(mixed)).toMatchObject({
      result: "wrong",
      fix: expect.stringContaining("TLS_KEY_FILE"),
    });
  });

  it("warns before it ends, and says when it has", async () => {
    const files = await certificateFiles(["video.example.com"]);
    expect(await examine(files, nowMs + 390 * DAY_MS)).toMatchObject({ result: "warning" });
    expect(await examine(files, nowMs + 400 * DAY_MS)).toMatchObject({ result: "wrong" });
  });

  it("says that a file is none", async () => {
    const files = await certificateFiles(["video.example.com"]);
    await writeFile(files.TLS_CERT_FILE, "nonsense");
    expect(await examine(files)).toMatchObject({ result: "wrong", fix: expect.stringContaining("PEM") });
  });
});

describe.each(ENGINES)("the doctor, of the clock beside %s", (engineName) => {
  it("finds one that was never set, and one that is not the database server's", async () => {
    const engine = await startEngine(engineName);
    const database = await openDatabase(await engine.newDatabase());
    const clockAt = async (ms: number): Promise<Finding | undefined> => {
      const findings = await checkDatabase(async () => database, { nowMs: () => ms });
      return findings.find(({ check }) => check === "clock");
    };
    expect(await clockAt(Date.now())).toMatchObject({ result: "ok" });
    expect(await clockAt(0)).toMatchObject({ result: "wrong", fix: expect.stringContaining("NTP") });
    const ahead = await clockAt(Date.now() + 60_000);
    expect(ahead?.result).toBe(engineName === "postgres" ? "wrong" : "ok");
    await database.close();
    await engine.stop();
  });
});
