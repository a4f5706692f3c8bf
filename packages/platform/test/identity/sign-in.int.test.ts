import type { AgentSettings } from "@videoengager/protocol/rest/agent-settings";
import type { ErrorBody } from "@videoengager/protocol/rest/error-body";
import type { WidgetSignInResponse, WidgetToken } from "@videoengager/protocol/rest/widget-session";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTenantStore } from "../../src/identity/tenants.sql.ts";
import { AGENT_TOKEN_LIFE_MS, MAX_SIGN_IN_MS } from "../../src/identity/tokens.ts";
import { startPlatform, type TestPlatform } from "../helpers/start-platform.ts";

const FOREIGN = "https://elsewhere.example";
let platform: TestPlatform;
let nowMs = Date.now();

beforeAll(async () => {
  platform = await startPlatform({ clock: { nowMs: () => nowMs } });
});
afterAll(() => platform.stop());

const create = (change: object = {}, headers: Record<string, string> = {}): Promise<Response> =>
  platform.post(
    "/api/partners/impersonateCreate",
    {
      pak: platform.demo.apiKey,
      division: platform.demo.externalId,
      email: "org1jane@example.com",
      organizationId: "org1",
      firstName: "Jane",
      lastName: "Doe",
      ...change,
    },
    headers,
  );
const errorOf = async (answer: Response): Promise<ErrorBody["error"]> =>
  ((await answer.json()) as ErrorBody).error;
const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

describe("an agent's application with an API key", () => {
  it("gets a token, creates its agent on first use, and reads the agent's settings", async () => {
    const answer = await create();
    expect(answer.status).toBe(200);
    const { token } = (await answer.json()) as { token: string };
    const me = await platform.fetch("/api/brokerages/users/me", { headers: bearer(token) });
    const settings = (await me.json()) as AgentSettings;
    expect(settings).toMatchObject({
      firstName: "Jane",
      lastName: "Doe",
      email: "org1jane@example.com",
      organizationId: "org1",
      tennantId: platform.demo.tenantId,
      signalling: { endPoint: `${platform.url}/push` },
      _account: { email: "org1jane@example.com", organizationId: "org1" },
      _server: { server: [] },
    });
    const again = (await (await create()).json()) as { token: string };
    const same = await platform.fetch("/api/brokerages/users/me", { headers: bearer(again.token) });
    expect(((await same.json()) as AgentSettings).id).toBe(settings.id);
  });

  it("is refused where division or organizationId differ from what is stored, and nothing is overwritten", async () => {
    await create({ email: "org1conflict@example.com" });
    for (const change of [{ division: "another" }, { organizationId: "org2" }]) {
      const answer = await create({ email: "org1conflict@example.com", ...change });
      expect(answer.status).toBe(409);
      expect(await errorOf(answer)).toMatchObject({ code: "agent-conflict" });
    }
    expect((await create({ email: "org1conflict@example.com" })).status).toBe(200);
  });

  it("fills in what the widget's sign-in could not say, once", async () => {
    const { apiKey: pak } = platform.demo;
    const email = "org1widget@example.com";
    expect((await platform.post("/api/widget/sign-in", { pak, email })).status).toBe(200);
    const first = (await (await create({ email })).json()) as { token: string };
    const me = await platform.fetch("/api/brokerages/users/me", { headers: bearer(first.token) });
    expect(await me.json()).toMatchObject({ organizationId: "org1", firstName: "Jane", lastName: "Doe" });
    for (const change of [{ division: "another" }, { organizationId: "org2" }])
      expect((await create({ email, ...change })).status).toBe(409);
    expect((await create({ email, firstName: "Joan", lastName: null })).status).toBe(200);
    const again = await platform.fetch("/api/brokerages/users/me", { headers: bearer(first.token) });
    expect(await again.json()).toMatchObject({ firstName: "Joan", lastName: "Doe", organizationId: "org1" });
  });

  it("gets another division in where the tenant takes what the application says", async () => {
    const email = "org1moved@example.com";
    await create({ email });
    const tenants = createTenantStore(platform.app.deps.database, platform.app.deps.clock);
    await tenants.change(platform.demo.tenantId, { settings: { agentDivision: "take" } });
    // Tenants are cached for 5 s.
    nowMs += 6_000;
    const moved = await create({ email, division: "another", organizationId: "org2" });
    expect(moved.status).toBe(200);
    const { token } = (await moved.json()) as { token: string };
    const me = await platform.fetch("/api/brokerages/users/me", { headers: bearer(token) });
    expect(await me.json()).toMatchObject({ organizationId: "org2" });
    await tenants.change(platform.demo.tenantId, { settings: { agentDivision: "refuse" } });
    nowMs += 6_000;
    expect((await create({ email, division: "a third" })).status).toBe(409);
  });

  it("is refused with a wrong key in one way, whether the key is unknown, forged or no key at all", async () => {
    const forged = `${platform.demo.apiKey.slice(0, -1)}${platform.demo.apiKey.endsWith("A") ? "B" : "A"}`;
    const bodies = await Promise.all(
      ["nonsense", forged, "ve_000000000000_".padEnd(59, "x")].map(async (pak) => {
        const answer = await create({ pak });
        expect(answer.status).toBe(401);
        const { requestId: _, ...error } = await errorOf(answer);
        return JSON.stringify(error);
      }),
    );
    expect(new Set(bodies).size).toBe(1);
    expect(bodies[0]).not.toContain(forged);
  });

  it("takes null for a field that is left out", async () => {
    const answer = await create({ email: "nulls@example.com", organizationId: null, firstName: null });
    expect(answer.status).toBe(200);
  });

  it("can ask for an existing agent's token by address, not for one who isn't there", async () => {
    await create();
    const { apiKey, externalId } = platform.demo;
    const known = await platform.fetch(
      `/api/partners/impersonate/${apiKey}/${externalId}/${encodeURIComponent("org1jane@example.com")}`,
    );
    const body = (await known.json()) as { token: string; token_expiration: number };
    expect(body.token_expiration).toBe(Math.floor((nowMs + AGENT_TOKEN_LIFE_MS) / 1_000));
    const unknown = await platform.fetch(
      `/api/partners/impersonate/${apiKey}/${externalId}/nobody@example.com`,
    );
    expect(unknown.status).toBe(404);
  });
});

describe("a web site", () => {
  it("that isn't the tenant's is refused in a way it can read, with the command that adds it", async () => {
    const answer = await create({}, { origin: FOREIGN });
    expect(answer.status).toBe(403);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    const error = await errorOf(answer);
    expect(error.code).toBe("origin-not-allowed");
    expect(error.action).toContain(`origin add ${platform.demo.tenantId} ${FOREIGN}`);
  });

  it("may always ask by a preflight, without credentials", async () => {
    const answer = await platform.fetch("/api/brokerages/users/me", {
      method: "OPTIONS",
      headers: {
        origin: FOREIGN,
        "access-control-request-method": "GET",
        "access-control-request-headers": "authorization",
      },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("access-control-allow-headers")).toContain("authorization");
    expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
  });

  it("learns nothing from a preflight of paths for the platform's own pages", async () => {
    for (const path of ["/metrics", "/healthz", "/demo/credentials", "/visitor/i_x"]) {
      const preflight = await platform.fetch(path, {
        method: "OPTIONS",
        headers: { origin: FOREIGN, "access-control-request-method": "GET" },
      });
      expect(preflight.status, path).toBe(404);
      expect(preflight.headers.get("access-control-allow-origin"), path).toBeNull();
      const answer = await platform.fetch(path, { headers: { origin: FOREIGN } });
      expect(answer.headers.get("access-control-allow-origin"), path).toBeNull();
    }
  });

  it("of this machine is the demo tenant's, a sandboxed page is not", async () => {
    expect((await create({}, { origin: "http://localhost:5173" })).status).toBe(200);
    expect((await create({}, { origin: "http://shop.localhost:5173" })).status).toBe(200);
    expect((await create({}, { origin: "null" })).status).toBe(403);
    expect((await create({}, { origin: "http://localhost.evil.example" })).status).toBe(403);
  });
});

describe("the widget", () => {
  const signIn = (body: unknown): Promise<Response> => platform.post("/api/widget/sign-in", body);

  it("exchanges a key and e-mail, or a token, for a widget token, and renews it", async () => {
    const { apiKey: pak } = platform.demo;
    const byKey = await signIn({ pak, email: "generic@example.com", environment: "generic" });
    const session = (await byKey.json()) as WidgetSignInResponse;
    expect(session.agent).toMatchObject({ email: "generic@example.com", displayName: "Demo" });
    expect(session.tenant.tennantId).toBe(platform.demo.tenantId);
    expect(session.allowedOrigins).toContain(platform.url);

    const byToken = (await (await signIn({ token: session.token })).json()) as WidgetSignInResponse;
    expect(byToken.agent.id).toBe(session.agent.id);

    const renewed = await platform.post("/api/widget/renew", {}, bearer(byToken.token));
    expect(((await renewed.json()) as WidgetToken).expiresAtMs).toBeGreaterThan(nowMs);
  });

  it("is renewed by a widget's token only, and for 12 hours after the sign-in at most", async () => {
    const agentToken = await platform.signIn();
    expect((await platform.post("/api/widget/renew", {}, bearer(agentToken))).status).toBe(401);
    const startMs = nowMs;
    let { token } = (await (await signIn({ token: agentToken })).json()) as WidgetToken;
    let renewed = await platform.post("/api/widget/renew", {}, bearer(token));
    while (renewed.status === 200 && nowMs < startMs + 2 * MAX_SIGN_IN_MS) {
      ({ token } = (await renewed.json()) as WidgetToken);
      nowMs += 50 * 60_000;
      renewed = await platform.post("/api/widget/renew", {}, bearer(token));
    }
    const elapsedMs = nowMs - startMs;
    nowMs = startMs;
    expect(renewed.status).toBe(401);
    expect(elapsedMs).toBeGreaterThanOrEqual(MAX_SIGN_IN_MS);
    expect(elapsedMs).toBeLessThan(MAX_SIGN_IN_MS + 50 * 60_000);
  });

  it("gets the reason if its token has expired, is forged or is missing", async () => {
    const token = await platform.signIn();
    const [head = "", payload = "", signature = ""] = token.split(".");
    const flipped = `${signature.startsWith("A") ? "B" : "A"}${signature.slice(1)}`;
    for (const wrong of [`${head}.${payload}.${flipped}`, "nonsense", "a.b.c"])
      expect((await signIn({ token: wrong })).status).toBe(401);
    const startMs = nowMs;
    nowMs += AGENT_TOKEN_LIFE_MS + 1_000;
    const late = await signIn({ token });
    nowMs = startMs;
    expect(late.status).toBe(401);
    expect((await errorOf(late)).message).toContain("expired");
  });
});
