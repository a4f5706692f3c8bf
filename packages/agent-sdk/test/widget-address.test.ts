import { describe, expect, it, vi } from "vitest";
import type { InitOptions } from "../src/index.ts";
import {
  agent,
  GENERIC,
  HELLO,
  initialised,
  outcome,
  STANDALONE,
  setStageForEach,
  settle,
  stage,
} from "./fakes/setup.ts";

setStageForEach();

const widgetUrl = (): URL => new URL(stage.page.iframes.at(-1)?.src ?? "");
const startCall = async (customerId?: string): Promise<{ code: string | undefined }> => {
  const called = outcome(agent.call(customerId === undefined ? {} : { customerId }));
  await settle();
  return called;
};

describe("the widget's address", () => {
  it.each<readonly [string, object, object]>([
    ["an API key", GENERIC, { environment: "generic", pak: "secret-key", email: "john@example.com" }],
    [
      "an API key of an organization",
      { ...GENERIC, organizationId: "org" },
      { environment: "generic", pak: "secret-key", email: "orgjohn@example.com" },
    ],
    ["Genesys", { authMethod: "genesys", environment: "mypurecloud.de" }, { environment: "mypurecloud.de" }],
    ["a token", { authMethod: "token", token: "t" }, { token: "t" }],
    [
      "customAuthFunction",
      {
        authMethod: "custom",
        customAuthFunction: async () => ({ pak: "p", agentEmail: "e", n: 1, b: true }),
      },
      { pak: "p", email: "e", n: "1", b: "true" },
    ],
    ["authenticateFn", { authMethod: "custom", authenticateFn: () => ({ token: "t" }) }, { token: "t" }],
    ["standalone mode", STANDALONE, { token: "token-1" }],
  ])("contains the credentials of %s", async (_title, options, expected) => {
    await initialised({ domain: "platform.example", ...options } as InitOptions);
    await startCall("customer-123");
    const { origin, pathname, searchParams } = widgetUrl();
    expect(origin + pathname).toBe("https://platform.example/nextjs/single/smartvideo/");
    expect(Object.fromEntries(searchParams)).toEqual({
      ...expected,
      enablePostMessage: "true",
      authPopup: "true",
      veinteraction: "customer-123",
    });
  });

  it("contains the language that init() got, or that its function returns for this call", async () => {
    await initialised({ ...GENERIC, language: "de" });
    await startCall();
    expect(widgetUrl().searchParams.get("lang")).toBe("de");
    await agent.destroy();
    const languages = ["fr", undefined];
    await initialised({ ...GENERIC, language: () => languages.shift() });
    for (const expected of ["fr", null]) {
      await startCall();
      expect(widgetUrl().searchParams.get("lang")).toBe(expected);
      await agent.endCall();
    }
  });

  it.each([7, " ", null])("refuses %j as a language", async (language) => {
    const started = outcome(agent.init({ ...GENERIC, language } as unknown as InitOptions));
    await settle();
    expect(started.code).toBe("INVALID_ARGUMENT");
    expect(started.error?.message).toContain("`language`");
  });

  it("gets fresh credentials after a refusal, once", async () => {
    const customAuthFunction = vi.fn(() => ({ token: `t${customAuthFunction.mock.calls.length}` }));
    await initialised({ authMethod: "custom", domain: "platform.example", customAuthFunction });
    const called = await startCall();
    for (const token of ["t1", "t2"]) {
      expect(widgetUrl().searchParams.get("token")).toBe(token);
      stage.page.post(HELLO);
      stage.page.post({ status: "FINISHED", attributes: { error: "not-authenticated" } });
      await settle();
    }
    expect(called.code).toBe("AGENT_NOT_AUTHENTICATED");
    expect(customAuthFunction).toHaveBeenCalledTimes(2);
  });

  it("gets a new token if the one of init() has expired", async () => {
    const expired = (exp: number): string => `h.${btoa(JSON.stringify({ exp }))}.s`;
    const nowS = Math.floor(Date.now() / 1_000);
    const tokenProvider = vi.fn(() => expired(nowS + 7_200));
    const token = expired(nowS + 3_600);
    await initialised({ authMethod: "token", domain: "platform.example", token, tokenProvider });
    await startCall();
    expect(tokenProvider).not.toHaveBeenCalled();
    await agent.endCall();
    vi.setSystemTime(Date.now() + 3_600_000);
    await startCall();
    expect(tokenProvider).toHaveBeenCalledOnce();
    expect(widgetUrl().searchParams.get("token")).toBe(expired(nowS + 7_200));
  });

  it("has custom data and the visitor in its fragment, where no server sees them", async () => {
    await initialised();
    const customData = { orderId: 7, vip: true };
    const visitor = { name: "Ann + Lee", email: "ann@example.com" };
    void agent.call({ customData, visitor });
    await settle();
    const { hash, search } = widgetUrl();
    expect(JSON.parse(decodeURIComponent(hash.slice(1)))).toEqual({ customData, visitor });
    expect(search).not.toContain("Ann");
  });

  it.each<[string, object, string, string]>([
    [
      "a long customerId",
      { customerId: "x".repeat(257) },
      "PARAM_CUSTOMER_ID_INVALID_TYPE",
      "257 characters",
    ],
    ["nested custom data", { customData: { a: {} } }, "INVALID_ARGUMENT", "`customData.a`"],
    ["too much custom data", { customData: { a: "x".repeat(17_000) } }, "INVALID_ARGUMENT", "17008 bytes"],
    ["a visitor's name that is a number", { visitor: { name: 7 } }, "INVALID_ARGUMENT", "`visitor.name`"],
  ])("is not opened for %s", async (_title, options, code, words) => {
    await initialised();
    const called = outcome(agent.call(options));
    await settle();
    expect(called.code).toBe(code);
    expect(called.error?.message).toContain(words);
    expect(stage.page.iframes).toEqual([]);
  });
});
