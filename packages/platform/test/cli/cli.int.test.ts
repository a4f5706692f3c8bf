import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../../src/cli/run-cli.ts";
import { startPlatform, type TestPlatform } from "../helpers/start-platform.ts";

let dataDir: string;
let platform: TestPlatform;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "platform-cli-"));
  platform = await startPlatform({ dataDir });
});
afterAll(async () => {
  await platform.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** Runs a command beside the running platform, on the same database. */
async function run(
  args: string,
  env: Record<string, string> = {},
): Promise<{ code: number; out: string; errors: string }> {
  let out = "";
  let errors = "";
  const code = await runCli(args.split(" ").filter(Boolean), {
    env: { DATA_DIR: dataDir, PORT: "0", ...env },
    write: (text) => {
      out += text;
    },
    writeError: (text) => {
      errors += text;
    },
  });
  return { code, out, errors };
}
const runJson = async <Value>(args: string): Promise<Value> => {
  const { code, out, errors } = await run(`${args} --json`);
  expect(errors).toBe("");
  expect(code).toBe(0);
  return JSON.parse(out) as Value;
};

describe("an operator at the command line", () => {
  it("adds a tenant, a key and a web site, with which an application then signs in", async () => {
    const { id } = await runJson<{ id: string }>("tenant add Acme");
    const { apiKey, id: keyId } = await runJson<{ apiKey: string; id: string }>(`key add ${id} --label shop`);
    await runJson(`origin add ${id} https://shop.example.com/some/page`);
    const signIn = (origin: string): Promise<Response> =>
      platform.post(
        "/api/partners/impersonateCreate",
        { pak: apiKey, division: "d", email: "jane@example.com" },
        { origin },
      );
    expect((await signIn("https://shop.example.com")).status).toBe(200);
    expect((await signIn("http://localhost:5173")).status).toBe(403);
    expect(await runJson(`agent list ${id}`)).toMatchObject([{ email: "jane@example.com", disabled: false }]);

    await runJson(`agent disable ${id} jane@example.com`);
    expect((await signIn("https://shop.example.com")).status).toBe(403);
    await runJson(`agent enable ${id} jane@example.com`);
    const { token } = (await (await signIn("https://shop.example.com")).json()) as { token: string };
    const widget = (await (await platform.post("/api/widget/sign-in", { token })).json()) as {
      token: string;
    };
    const renew = async (): Promise<readonly number[]> => {
      const bearer = { authorization: `Bearer ${token}` };
      const answers = [
        platform.fetch("/api/brokerages/users/me", { headers: bearer }),
        platform.post("/api/widget/renew", {}, { authorization: `Bearer ${widget.token}` }),
        platform.post("/api/widget/sign-in", { token }),
      ];
      return (await Promise.all(answers)).map(({ status }) => status);
    };
    expect(await renew()).toEqual([200, 200, 200]);
    await runJson(`key revoke ${id} ${keyId}`);
    // What the key gave goes on until it ends, and is given on no more.
    expect(await renew()).toEqual([200, 401, 401]);
    expect((await signIn("https://shop.example.com")).status).toBe(401);
    const listed = await run(`key list ${id}`);
    expect(listed.out).toContain("shop");
    expect(listed.out).not.toContain(apiKey);
  });

  it("changes settings, and gets all mistakes at once", async () => {
    const { id } = await runJson<{ id: string }>("tenant add Settings --id settings");
    await runJson(`tenant set ${id} callWrapUpS=30 enablePin=true branding.brandColor=#aabbcc name=Renamed`);
    await runJson(`tenant set ${id} branding.logo=https://cdn.example.com/logo.svg`);
    const tenants = await runJson<{ id: string; name: string }[]>("tenant list");
    const shown = tenants.find((each) => each.id === id);
    expect(shown?.name).toBe("Renamed");
    expect(await runJson(`tenant set ${id}`)).toMatchObject({
      settings: {
        callWrapUpS: 30,
        enablePin: true,
        branding: { brandColor: "#aabbcc", logo: "https://cdn.example.com/logo.svg" },
        visitorWaitingS: 300,
      },
    });
    await runJson(`tenant set ${id} branding.logo= host=Video.Settings.example`);
    const changed = await runJson<{ host: string; settings: { branding: unknown } }>(`tenant set ${id}`);
    expect([changed.host, changed.settings.branding]).toEqual([
      "video.settings.example",
      { brandColor: "#aabbcc" },
    ]);
    for (const host of ["https://x.example/", "x.example:8080"])
      expect((await run(`tenant set ${id} host=${host}`)).code, host).toBe(2);
    await runJson("tenant add Other --id other");
    const taken = await run("tenant set other host=video.settings.example");
    expect(taken).toMatchObject({ code: 1, errors: expect.stringContaining(`belongs to the tenant ${id}`) });
    expect((await run("tenant set other name=")).code).toBe(2);
    const wrong = await run(`tenant set ${id} recording.enable=true callWrapUpS=-1 nonsense=1`);
    expect(wrong.code).toBe(2);
    for (const part of ["there is no recording", "callWrapUpS", "nonsense"])
      expect(wrong.errors).toContain(part);
  });

  it("lists, exports and erases interactions", async () => {
    const { tenantId } = platform.demo;
    const ids: string[] = [];
    for (const name of ["one", "two", "three"]) {
      const answer = await platform.post(`/api/interactions/tenants/${tenantId}/interactions`, {
        type: "OUTBOUND",
        customData: { customerId: name },
      });
      ids.push(((await answer.json()) as { interactionId: string }).interactionId);
    }
    type Page = { readonly interactions: readonly object[]; readonly next: string | null };
    const page = await runJson<Page>(`interaction list ${tenantId} --limit 2`);
    expect(page.interactions).toHaveLength(2);
    expect(page.interactions).toContainEqual(
      expect.objectContaining({ id: ids[2], visitor: null, customer: "three" }),
    );
    const last = await runJson<Page>(`interaction list ${tenantId} --limit 2 --after ${page.next}`);
    expect([last.interactions.length, last.next]).toEqual([1, null]);
    expect((await run(`interaction list ${tenantId} --limit 2`)).out).toContain(
      `More with: --after ${page.next}`,
    );

    const id = ids[0] ?? "";
    expect(await runJson(`interaction export ${tenantId} ${id}`)).toMatchObject({
      custom_data: { customerId: "one" },
    });
    await runJson(`interaction erase ${tenantId} ${id}`);
    expect(await runJson(`interaction export ${tenantId} ${id}`)).toMatchObject({
      custom_data: {},
      state: "ended",
      end_reason: "erased",
    });
    expect((await run(`interaction erase settings ${id}`)).code).toBe(1);
  });

  it("erases all calls of a person by e-mail or phone, once it has listed them", async () => {
    const { tenantId } = platform.demo;
    const ids: string[] = [];
    for (const who of [
      { email: "Jane.Doe@Example.com", phone: "+49 (30) 1234-567" },
      { email: "jane.doe@example.com" },
      { email: "john@example.com", phone: "00493012345678" },
    ]) {
      const created = await platform.post(`/api/interactions/tenants/${tenantId}/interactions`, {
        customData: {},
      });
      const { interactionId } = (await created.json()) as { interactionId: string };
      ids.push(interactionId);
      await platform.post(`/api/visitor/interactions/${interactionId}/seat`, {
        instanceId: "page-of-jane",
        name: "Jane",
        ...who,
      });
    }
    const listed = await runJson<readonly { id: string }[]>(
      `interaction erase ${tenantId} --email jane.doe@example.com`,
    );
    expect(listed.map(({ id }) => id).toSorted()).toEqual(ids.slice(0, 2).toSorted());
    const byPhone = await runJson<readonly { id: string }[]>(
      `interaction erase ${tenantId} --phone +49301234567`,
    );
    expect(byPhone.map(({ id }) => id)).toEqual([ids[0]]);
    await runJson(`interaction erase ${tenantId} --email jane.doe@example.com --yes`);
    expect(await runJson(`interaction erase ${tenantId} --email jane.doe@example.com`)).toEqual([]);
    expect(await runJson(`interaction export ${tenantId} ${ids[2]}`)).toMatchObject({
      visitor_email: "john@example.com",
    });
    expect((await run(`interaction erase ${tenantId}`)).code).toBe(2);
  });

  it("changes and removes an agent, so that it can sign in again with another division", async () => {
    const { tenantId, apiKey } = platform.demo;
    const signIn = async (division: string): Promise<number> =>
      (
        await platform.post("/api/partners/impersonateCreate", {
          pak: apiKey,
          division,
          email: "moved@example.com",
        })
      ).status;
    expect([await signIn("one"), await signIn("two")]).toEqual([200, 409]);
    await runJson(`agent set ${tenantId} moved@example.com division=two firstName=Moved`);
    expect([await signIn("two"), await signIn("one")]).toEqual([200, 409]);
    expect((await run(`agent set ${tenantId} moved@example.com role=admin`)).code).toBe(2);
    expect((await run(`agent remove ${tenantId} moved@example.com`)).code).toBe(2);
    await runJson(`agent remove ${tenantId} moved@example.com --yes`);
    expect(await signIn("three")).toBe(200);
    expect((await run(`agent set ${tenantId} nobody@example.com division=x`)).code).toBe(1);
  });

  it("allows the origin of an extension or an application, and refuses what is no origin", async () => {
    const { tenantId } = platform.demo;
    for (const origin of [
      "chrome-extension://abcdefgh",
      "moz-extension://a-b-c",
      "capacitor://localhost",
      "app://-",
    ])
      expect(await runJson(`origin add ${tenantId} ${origin}`)).toEqual({ added: origin });
    for (const origin of ["ftp://x.example", "javascript://x", "app://", "data:text/html,x"])
      expect((await run(`origin add ${tenantId} ${origin}`)).code, origin).toBe(2);
    await runJson(`origin remove ${tenantId} app://-`);
  });

  it("leaves a line for each command in the audit log, without secrets", async () => {
    const { tenantId } = platform.demo;
    const { apiKey, id } = await runJson<{ apiKey: string; id: string }>(`key add ${tenantId}`);
    await runJson(`key revoke ${tenantId} ${id}`);
    const log = await readFile(join(dataDir, "audit.log"), "utf8");
    const lines = log
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, string>);
    expect(lines.slice(-2)).toMatchObject([
      { act: "key add", tenant: tenantId, key: id, user: expect.any(String), time: expect.any(String) },
      { act: "key revoke", tenant: tenantId, key: id },
    ]);
    expect(log).not.toContain(apiKey);
    expect(log).not.toContain("jane.doe@example.com");
  });

  it("says its version", async () => {
    expect((await run("--version")).out).toMatch(/^\d+\.\d+\.\d+/);
  });

  it("copies the running platform's database into a new folder, never over an old one", async () => {
    const folder = join(dataDir, "backup");
    const token = await platform.signIn();
    await runJson(`backup ${folder}`);
    expect((await readdir(folder)).toSorted()).toEqual(["master.key", "platform.db"]);
    const restored = await startPlatform({ dataDir: folder });
    const me = await restored.fetch("/api/brokerages/users/me", {
      headers: { authorization: `Bearer ${token}` },
    });
    await restored.stop();
    expect(me.status).toBe(200);
    expect((await run(`backup ${folder}`)).code).toBe(1);
  });

  it("replaces the signing key without signing anybody out", async () => {
    const token = await platform.signIn();
    await runJson("signing-key rotate");
    const me = await platform.fetch("/api/brokerages/users/me", {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(me.status).toBe(200);
  });

  it("learns how a command is used, and gets an exit code for what went wrong", async () => {
    for (const args of ["--help", "tenant --help", "key add --help", "doctor --help"])
      expect(await run(args)).toMatchObject({ code: 0, out: expect.stringContaining("Usage: platform") });
    expect((await run("tenant")).code).toBe(2);
    expect((await run("tenant fly")).code).toBe(2);
    expect((await run("key add nobody")).code).toBe(1);
    expect((await run("tenant remove settings")).code).toBe(2);
    const misconfigured = await run("tenant list", { PORT: "x", LOG_LEVEL: "loud" });
    expect(misconfigured.code).toBe(2);
    for (const name of ["PORT", "LOG_LEVEL"]) expect(misconfigured.errors).toContain(name);
    expect(JSON.parse((await run("key add nobody --json")).errors)).toMatchObject({
      error: expect.any(String),
    });
  });
});

describe("the doctor", () => {
  type Findings = readonly { check: string; result: string; fix: string }[];
  const examine = async (env: Record<string, string>): Promise<{ code: number; findings: Findings }> => {
    const { code, out } = await run("doctor --json", env);
    return { code, findings: JSON.parse(out) as Findings };
  };
  const resultOf = (findings: Findings, check: string): string | undefined =>
    findings.find((finding) => finding.check.startsWith(check))?.result;

  it("finds the platform on its port, and nothing wrong with storage and clock", async () => {
    const { findings } = await examine({ PORT: new URL(platform.url).port });
    for (const check of ["configuration", "data folder", "database", "clock", "port"])
      expect(resultOf(findings, check), check).toBe("ok");
  });

  it("says what is wrong with port, address, TURN and Redis, and how to fix each", async () => {
    const other = createServer((_, answer) => answer.end("another program")).listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as AddressInfo;
    const { code, findings } = await examine({
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      TURN_URLS: `turn:127.0.0.1:${port}?transport=tcp`,
      TURN_SECRET: "secret",
      REDIS_URL: "redis://127.0.0.1:1",
    });
    other.close();
    other.closeAllConnections();
    expect(code).toBe(3);
    for (const check of ["port", "public address", "turn", "redis"]) {
      expect(resultOf(findings, check), check).toBe("wrong");
      expect(findings.find((finding) => finding.check.startsWith(check))?.fix, check).not.toBe("");
    }
  });

  it("names every mistake of the configuration", async () => {
    const { code, findings } = await examine({ PORT: "x", LOG_LEVEL: "loud" });
    expect(code).toBe(3);
    expect(findings).toHaveLength(2);
  });
});
