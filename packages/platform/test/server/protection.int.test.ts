import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { LogStream } from "../helpers/log-stream.ts";
import { startPlatform, type TestPlatform } from "../helpers/start-platform.ts";

describe("an address that asks too often, or with wrong credentials", () => {
  let platform: TestPlatform;
  let nowMs = 0;
  beforeAll(async () => {
    platform = await startPlatform({
      env: { RATE_LIMIT_FACTOR: "0.05", TRUST_PROXY: "127.0.0.1" },
      limitClock: { nowMs: () => nowMs },
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

/** A log, as text and as its lines. */
describe("a limit", () => {
  it("on all requests of an address also counts health checks, and leaves other addresses alone", async () => {
    const platform = await startPlatform({
      // 60,000 a minute become 6.
      env: { RATE_LIMIT_FACTOR: "0.0001", TRUST_PROXY: "127.0.0.1" },
      limitClock: { nowMs: () => 0 },
    });
    const statusFrom = async (address: string): Promise<number> =>
      (await platform.fetch("/healthz", { headers: { "x-forwarded-for": address } })).status;
    const statuses: number[] = [];
    for (let count = 0; count < 7; count += 1) statuses.push(await statusFrom("203.0.113.7"));
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429]);
    expect(await statusFrom("203.0.113.8")).toBe(200);
    expect(await platform.app.deps.metrics.metrics()).toContain(
      'limit_refusals_total{limit="all-requests"} 1',
    );
    await platform.stop();
  });

  it("on an agent's widgets leaves other agents at the same address alone", async () => {
    const platform = await startPlatform({
      // 120 a minute become 6.
      env: { RATE_LIMIT_FACTOR: "0.05" },
      limitClock: { nowMs: () => 0 },
    });
    const { apiKey: pak } = platform.demo;
    const signIn = async (email: string): Promise<number> =>
      (await platform.post("/api/widget/sign-in", { pak, email })).status;
    const statuses: number[] = [];
    for (let count = 0; count < 7; count += 1) statuses.push(await signIn("ann@example.org"));
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429]);
    expect(await signIn("ben@example.org")).toBe(200);
    expect(await platform.app.deps.metrics.metrics()).toContain(
      'limit_refusals_total{limit="widget-sign-in-of-agent"} 1',
    );
    await platform.stop();
  });
});

describe("the log", () => {
  it("has an error's message and code, and none of the row values that a database driver adds", async () => {
    const logStream = new LogStream();
    const platform = await startPlatform({ env: { LOG_LEVEL: "error" }, logStream });
    const values = {
      detail: "Key (email)=(jane-secret@example.com) already exists.",
      where: "unnamed portal parameter $1 = 'jane-secret@example.com'",
      parameters: ["jane-secret@example.com"],
    };
    const cause = Object.assign(new Error("the statement failed"), values);
    const error = Object.assign(new Error("duplicate key", { cause }), { code: "23505", ...values });
    const find = vi.spyOn(platform.app.deps.tenants, "find").mockRejectedValue(error);
    const answer = await platform.fetch("/api/brokerages/settingsFindByTennantId/x");
    find.mockRestore();
    await platform.stop();
    expect(answer.status).toBe(500);
    expect(logStream.lines("a request failed")).toEqual([
      expect.objectContaining({
        err: {
          type: "Error",
          message: "duplicate key",
          code: "23505",
          stack: expect.any(String),
          cause: { type: "Error", message: "the statement failed", stack: expect.any(String) },
        },
      }),
    ]);
    expect(logStream.text).not.toContain("jane-secret");
  });

  it("has a line for each refused sign-in, with the reason, the key's tenant and the address", async () => {
    const logStream = new LogStream();
    const platform = await startPlatform({
      env: { LOG_LEVEL: "warn", TRUST_PROXY: "127.0.0.1" },
      logStream,
    });
    const { apiKey: pak, tenantId, externalId: division } = platform.demo;
    const email = "jane-secret@example.com";
    const from = { "x-forwarded-for": "203.0.113.7" };
    const signIn = (path: string, body: object, headers = {}): Promise<Response> =>
      platform.post(path, body, { ...from, ...headers });
    await signIn("/api/partners/impersonateCreate", { pak, division, email });
    expect(logStream.lines("refused")).toEqual([]);
    const elsewhere = { origin: "https://elsewhere.example" };
    await signIn("/api/partners/impersonateCreate", { pak, division, email }, elsewhere);
    await signIn("/api/widget/sign-in", { pak: `${pak}x`, email });
    await platform.stop();
    expect(logStream.lines("refused")).toEqual([
      expect.objectContaining({
        reason: "origin-not-allowed",
        tenantId,
        keyId: pak.split("_")[1],
        address: "203.0.113.7",
      }),
      expect.objectContaining({
        reason: "not-authenticated",
        tenantId: null,
        address: "203.0.113.7",
      }),
    ]);
    for (const secret of [pak, email]) expect(logStream.text).not.toContain(secret);
  });

  it("holds no key, token, PIN or address of a page, at its most talkative", async () => {
    const logStream = new LogStream();
    const platform = await startPlatform({ env: { LOG_LEVEL: "trace" }, logStream });
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
    const log = logStream.text;
    expect(log).toContain('"route":"/api/partners/impersonate/:pak/:externalId/:email"');
    expect(log).toMatch(/"reqId":"[0-9a-f-]{36}"/);
    for (const secret of secrets) expect(log).not.toContain(secret);
  });
});

describe("/metrics", () => {
  it("counts responses by route pattern, for callers on the same machine or with the token", async () => {
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
    await platform.app.deps.database.close();
    const answer = await vi.waitFor(async () => {
      const ready = await platform.fetch("/readyz");
      expect(ready.status).toBe(503);
      return ready;
    }, 20_000);
    expect(await answer.json()).toMatchObject({
      ready: false,
      checks: { database: expect.not.stringMatching(/^ok$/) },
    });
    await platform.stop();
  });
});
