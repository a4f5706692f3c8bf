import { Writable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPlatform, type TestPlatform } from "../helpers/start-platform.ts";

describe("an address that asks too often", () => {
  let platform: TestPlatform;
  let nowMs = Date.now();
  beforeAll(async () => {
    platform = await startPlatform({
      env: { RATE_LIMIT_FACTOR: "0.05", TRUST_PROXY: "127.0.0.1" },
      clock: { nowMs: () => nowMs },
    });
  });
  afterAll(() => platform.stop());

  type Init = Omit<RequestInit, "headers"> & { readonly headers?: Record<string, string> };
  const askFrom = (address: string, path: string, init: Init = {}): Promise<Response> =>
    platform.fetch(path, { ...init, headers: { "x-forwarded-for": address, ...init.headers } });
  const untilRefused = async (ask: () => Promise<Response>): Promise<Response> => {
    for (let count = 0; count < 1_000; count += 1) {
      const answer = await ask();
      if (answer.status === 429) return answer;
      await answer.arrayBuffer();
    }
    throw new Error("Nothing was ever refused.");
  };

  it.each([
    ["signing in", "/api/partners/impersonateCreate", { method: "POST", body: "{}" }],
    ["trying keys", "/api/partners/impersonate/key/id/mail", {}],
    ["trying tokens", "/api/brokerages/users/me", { headers: { authorization: "Bearer a.b.c" } }],
    ["the widget's sign-in", "/api/widget/sign-in", { method: "POST", body: "{}" }],
    ["asking for tenants", "/api/brokerages/settingsFindByTennantId/x", {}],
    ["trying short links", "/ve/abcdefghij", {}],
    ["asking for interactions", "/api/visitor/interactions/x", {}],
    ["loading pages", "/nextjs/single/smartvideo/", {}],
  ] as [string, string, Init][])("by %s is told to wait, others are not", async (_, path, init) => {
    const json = init.body ? { headers: { "content-type": "application/json" } } : {};
    const refused = await untilRefused(() => askFrom("203.0.113.7", path, { ...init, ...json }));
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    const { error } = (await refused.json()) as { error: { code: string; retryAfterMs: number } };
    expect(error.code).toBe("rate-limited");
    expect((await askFrom("203.0.113.8", path, { ...init, ...json })).status).not.toBe(429);
    nowMs += error.retryAfterMs;
    expect((await askFrom("203.0.113.7", path, { ...init, ...json })).status).not.toBe(429);
  });

  it("cannot pretend to be many by its addresses within one IPv6 network", async () => {
    let host = 0;
    const refused = await untilRefused(() => {
      host += 1;
      return askFrom(`2001:db8:0:1::${host.toString(16)}`, "/ve/abcdefghij");
    });
    expect(refused.status).toBe(429);
  });
});

describe("the log", () => {
  it("holds no key, token, PIN or address of a page, at its most talkative", async () => {
    let log = "";
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        log += chunk.toString();
        done();
      },
    });
    const platform = await startPlatform({ env: { LOG_LEVEL: "trace" }, logStream: stream });
    const { apiKey, externalId } = platform.demo;
    const token = await platform.signIn();
    const secrets = [apiKey, token, "123987", "jane-secret@example.com"];
    await platform.fetch(
      `/nextjs/single/smartvideo/?pak=${apiKey}&email=jane-secret@example.com&token=${token}`,
    );
    await platform.fetch(`/api/partners/impersonate/${apiKey}/${externalId}/jane-secret@example.com`);
    await platform.fetch(`/pin/123987?token=${token}`);
    await platform.post("/api/widget/sign-in", { pak: `${apiKey}x`, email: "jane-secret@example.com" });
    await platform.fetch("/api/brokerages/users/me", { headers: { authorization: `Bearer ${token}` } });
    await platform.stop();
    expect(log).toContain('"route":"/api/partners/impersonate/:pak/:externalId/:email"');
    expect(log).toMatch(/"reqId":"[0-9a-f-]{36}"/);
    for (const secret of secrets) expect(log).not.toContain(secret);
  });
});

describe("/metrics", () => {
  it("counts answers by route pattern, for the same machine or whoever has the token", async () => {
    const open = await startPlatform();
    await open.fetch("/api/visitor/interactions/secret-id");
    const metrics = await (await open.fetch("/metrics")).text();
    expect(metrics).toContain('route="/api/visitor/interactions/:interactionId"');
    expect(metrics).not.toContain("secret-id");
    expect((await open.fetch("/metrics", { headers: { "x-forwarded-for": "203.0.113.7" } })).status).toBe(
      401,
    );
    await open.stop();

    const closed = await startPlatform({ env: { METRICS_TOKEN: "t0ken" } });
    expect((await closed.fetch("/metrics")).status).toBe(401);
    expect((await closed.fetch("/metrics", { headers: { authorization: "Bearer t0ken" } })).status).toBe(200);
    await closed.stop();
  });
});

describe("/readyz", () => {
  it("says what is missing where the database is gone", async () => {
    const platform = await startPlatform();
    expect(await (await platform.fetch("/readyz")).json()).toMatchObject({
      ready: true,
      checks: { database: "ok" },
    });
    await platform.app.core.database.close();
    const answer = await platform.fetch("/readyz");
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({
      ready: false,
      checks: { database: expect.not.stringMatching(/^ok$/) },
    });
    await platform.stop();
  });
});
