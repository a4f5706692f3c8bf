/** What clients of the original platform send and read. */
import { createInteractionPath, PATHS, visitorInteractionPath } from "@videoengager/protocol/rest/paths";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPlatform, type TestPlatform } from "../helpers/start-platform.ts";

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startPlatform();
});
afterAll(() => platform.stop());

const json = async (answer: Promise<Response>): Promise<Record<string, unknown>> =>
  (await (await answer).json()) as Record<string, unknown>;

describe("a client of the original", () => {
  it.each([
    ["without type", { customData: {} }, "INBOUND"],
    ["with a type", { customData: {}, type: "OUTBOUND" }, "OUTBOUND"],
    [
      "with options and visitor data",
      { customData: {}, visitorData: { a: 1 }, options: { x: true } },
      "INBOUND",
    ],
    ["with nested custom data", { customData: { order: { id: 7 }, tags: ["a"] } }, "INBOUND"],
  ])("creates an interaction %s", async (_, body, type) => {
    const created = await json(platform.post(createInteractionPath(platform.demo.tenantId), body));
    expect(created).toMatchObject({ interactionId: expect.stringMatching(/^i_/), type });
  });

  it("reads when a token expires in whole Unix seconds", async () => {
    await platform.signIn();
    const { apiKey, externalId, agentEmail } = platform.demo;
    const before = Math.floor(platform.app.deps.clock.nowMs() / 1_000);
    const { token_expiration: expiration } = await json(
      platform.fetch(`/api/partners/impersonate/${apiKey}/${externalId}/${agentEmail}`),
    );
    const after = Math.ceil(platform.app.deps.clock.nowMs() / 1_000);
    expect(Number.isInteger(expiration)).toBe(true);
    expect(expiration).toBeGreaterThanOrEqual(before + 3_599);
    expect(expiration).toBeLessThanOrEqual(after + 3_600);
  });

  it.each([
    [0, false],
    [30, true],
  ])("reads a wrap-up time of %s s as callWrapUp: %s, and the seconds beside it", async (seconds, isOn) => {
    const { tenants } = platform.app.deps;
    await tenants.change(platform.demo.tenantId, { settings: { callWrapUpS: seconds } });
    const headers = { authorization: `Bearer ${await platform.signIn()}` };
    const settings = await json(platform.fetch(PATHS.agentSettings, { headers }));
    expect(settings).toMatchObject({ callWrapUp: isOn, callWrapUpS: seconds });
  });

  it.each([
    [400, PATHS.impersonateCreate, { pak: 1 }],
    [401, PATHS.impersonateCreate, { pak: "wrong", division: "d", email: "a@example.org" }],
    [401, PATHS.widgetRenew, {}],
    [404, createInteractionPath("unknown"), { customData: {} }],
    [404, "/api/nothing-here", {}],
    [404, visitorInteractionPath("i_unknownunknownunknown1"), null],
    [413, PATHS.widgetSignIn, { token: "x".repeat(70_000) }],
  ])("reads the reason of a %s at the top level of the body", async (status, path, body) => {
    const answer = body === null ? await platform.fetch(path) : await platform.post(path, body);
    expect(answer.status).toBe(status);
    const { message, error } = (await answer.json()) as { message: string; error: { message: string } };
    expect(message).toMatch(/^\S.*\.$/);
    expect(message).toBe(error.message);
  });

  it("may send what tracing libraries add to each request", async () => {
    const answer = await platform.fetch(PATHS.agentSettings, {
      method: "OPTIONS",
      headers: { origin: "https://site.example", "access-control-request-method": "GET" },
    });
    const allowed = (answer.headers.get("access-control-allow-headers") ?? "").split(", ");
    expect(allowed).toEqual(
      expect.arrayContaining([
        "traceparent",
        "tracestate",
        "baggage",
        "sentry-trace",
        "x-request-id",
        "otip",
      ]),
    );
  });
});
