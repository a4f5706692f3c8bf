import { describe, expect, it, vi } from "vitest";
import {
  agent,
  GENERIC,
  initialised,
  outcome,
  pass,
  STANDALONE,
  setStageForEach,
  settle,
  stage,
} from "./fakes/setup.ts";

setStageForEach();

const TOKEN = {
  authMethod: "token",
  token: "t-0",
  domain: "platform.example",
  standaloneMode: true,
} as const;

function connects(): number {
  return stage.push.calls.filter((call) => call.startsWith("connect ")).length;
}

describe("a refused push connection", () => {
  it.each(["not-authenticated", "agent-disabled"])(
    "renews the token once if the code is %s",
    async (code) => {
      await initialised(STANDALONE);
      stage.push.fire("Failed", { code });
      await settle();
      expect([connects(), stage.push.calls.at(-1)]).toEqual([2, expect.stringContaining(" token-2 ")]);
      expect(agent.isOnline()).toBe(true);
    },
  );

  it("turns the agent offline if the new token is refused too; the next operation says why, and the agent comes back automatically", async () => {
    await initialised(STANDALONE);
    const refuse = (): void => stage.push.fire("Failed", { code: "agent-disabled" });
    stage.push.onConnect = refuse;
    refuse();
    await settle();
    expect([connects(), agent.isOnline()]).toEqual([2, false]);
    const joined = outcome(agent.switchQueue(true));
    await settle();
    expect(joined.error).toMatchObject({
      code: "AGENT_NOT_AUTHENTICATED",
      context: { operation: "switchQueue" },
    });
    stage.push.onConnect = () => stage.push.connected();
    await pass(30_000);
    expect(agent.isOnline()).toBe(true);
  });

  it("names the command that adds the page's origin, and renews no token for it", async () => {
    stage.push.onConnect = () => stage.push.fire("Failed", { code: "origin-not-allowed" });
    const done = outcome(agent.init(STANDALONE));
    await settle();
    expect(done.error).toMatchObject({
      code: "VE_UNHANDLED_ERROR",
      message: expect.stringContaining("platform origin add <tenant> https://app.example") as string,
    });
    expect([connects(), stage.platform.tokens, stage.page.leftovers]).toEqual([1, 1, []]);
  });
});

describe("an operation on a refused connection", () => {
  it("renews the token and succeeds", async () => {
    await initialised(STANDALONE);
    const refuse = (): void => stage.push.fire("Failed", { code: "not-authenticated" });
    stage.push.onConnect = refuse;
    refuse();
    await settle();
    expect(agent.isOnline()).toBe(false);
    stage.push.onConnect = () => stage.push.connected();
    const joined = outcome(agent.switchQueue(true));
    await settle();
    expect([joined.code, agent.isOnline(), agent.isOnQueue()]).toEqual(["ok", true, true]);
  });
});

describe("a call whose authentication function fails", () => {
  it("leaves no timer and no watcher, and the next call works", async () => {
    const expired = `h.${btoa(JSON.stringify({ exp: 1 }))}.s`;
    const answers = [
      async () => ({ token: expired }),
      () => Promise.reject(new Error("The server is down.")),
    ];
    const customAuthFunction = async (): Promise<{ token: string }> =>
      (answers.shift() ?? (async () => ({ token: "t-3" })))();
    await initialised({ authMethod: "custom", domain: "platform.example", customAuthFunction });
    const failed = outcome(agent.call());
    await settle();
    expect([failed.code, agent.isIframeOpened(), vi.getTimerCount()]).toEqual([
      "VE_UNHANDLED_ERROR",
      false,
      0,
    ]);
    const next = outcome(agent.call());
    await settle();
    stage.page.post({ status: "PRE_CALL", visitorId: "v1" });
    await settle();
    expect(next.code).toBe("ok");
  });
});

describe("a token provider that returns an expired token", () => {
  it("is called once per attempt, with a growing delay, and isOnline() stays false", async () => {
    const tokenProvider = vi.fn(async () => "stale");
    await initialised({ ...TOKEN, tokenProvider });
    stage.push.onConnect = () => stage.push.fire("Expired");
    stage.push.fire("Expired");
    await settle();
    expect([tokenProvider.mock.calls.length, agent.isOnline()]).toEqual([1, false]);
    for (let second = 0; second < 10; second += 1) {
      await pass(1_000);
      expect(agent.isOnline()).toBe(false);
    }
    expect(tokenProvider.mock.calls.length).toBeLessThanOrEqual(5);
    expect(stage.events.filter((event) => event.startsWith("isOnline"))).toEqual([
      "isOnline true",
      "isOnline false",
    ]);
  });
});

describe("a browser below the supported ones", () => {
  it.each([
    ["AbortController", GENERIC],
    ["fetch", STANDALONE],
  ] as const)("without %s makes init() reject with the list of supported browsers", async (name, options) => {
    // So that the end of the test restores it.
    vi.stubGlobal(name, undefined);
    Reflect.deleteProperty(globalThis, name);
    const done = outcome(agent.init(options));
    await settle();
    vi.unstubAllGlobals();
    expect(done.error).toMatchObject({ code: "VE_UNHANDLED_ERROR", context: { missing: [name] } });
    expect(done.error?.message).toContain("Safari 16.4");
  });

  it("without MutationObserver makes call() reject with its name", async () => {
    await initialised();
    Reflect.deleteProperty(globalThis, "MutationObserver");
    const done = outcome(agent.call());
    await settle();
    expect(done.error?.message).toContain("lacks MutationObserver");
  });
});
