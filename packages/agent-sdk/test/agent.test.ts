import { describe, expect, it, vi } from "vitest";
import type { InitOptions } from "../src/index.ts";
import * as sdk from "../src/index.ts";
import { neverAnswers } from "./fakes/fake-platform.ts";
import {
  agent,
  GENERIC,
  HELLO,
  initialised,
  outcome,
  pass,
  preCall,
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

describe("the module", () => {
  it("offers every function, as exports and as statics of the class", () => {
    const names =
      "init call endCall on once off getInstance isInitialized destroy acceptCall rejectCall getDisplayName agentSettings getReceivedCalls switchQueue isOnQueue isOnline isIframeOpened setUiHandler getCurrentCallState".split(
        " ",
      );
    const exported: Record<string, unknown> = { ...sdk };
    const statics = sdk.default as unknown as Record<string, unknown>;
    const methods = agent as unknown as Record<string, unknown>;
    for (const name of names) {
      expect(exported[name]).toBeTypeOf("function");
      expect(statics[name]).toBe(exported[name]);
      expect(methods[name]).toBeTypeOf("function");
    }
    expect(sdk.default).toBe(sdk.VideoEngagerAgent);
    expect(sdk.getInstance()).toBe(sdk.VideoEngagerAgent.getInstance());
    expect(sdk.getInstance()).toBeInstanceOf(sdk.VideoEngagerAgent);
    expect(sdk.createAgent()).not.toBe(sdk.createAgent());
    expect(sdk.VERSION).toMatch(/^\d+\.\d+\.\d+/);
  });
});

describe("init", () => {
  it("of a component that is mounted twice is one init, whose latest handlers win", async () => {
    const openIframe = vi.fn(() => {});
    const uiHandlers = { openIframe: () => {}, closeIframe: () => {}, getIframe: () => null };
    const first = agent.init({ ...GENERIC, options: { uiHandlers } });
    expect(agent.init({ ...GENERIC, options: { uiHandlers: { ...uiHandlers, openIframe } } })).toBe(first);
    await settle();
    await startCall();
    expect(openIframe).toHaveBeenCalledOnce();
  });

  it("neither writes to the options nor listens to later changes", async () => {
    const options = { ...GENERIC, options: Object.freeze({ containerId: "box" }) } as {
      agentEmail: string;
    } & InitOptions;
    const box = document.createElement("div");
    box.id = "box";
    document.body.append(box);
    const done = agent.init(options);
    options.agentEmail = "other@example.com";
    await settle();
    await done;
    await startCall();
    expect(widgetUrl().searchParams.get("email")).toBe("john@example.com");
  });

  it("that failed leaves nothing behind and can be repeated", async () => {
    const { answers } = stage.platform;
    const working = answers["users/me"];
    answers["users/me"] = () => ({ status: 500 });
    const failed = outcome(agent.init(STANDALONE));
    await settle();
    expect(failed.error).toMatchObject({
      code: "VE_UNHANDLED_ERROR",
      context: { status: 500, path: "/api/brokerages/users/me" },
    });
    expect(stage.page.leftovers).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
    answers["users/me"] = working!;
    await initialised(STANDALONE);
    expect(agent.isInitialized()).toBe(true);
  });

  it.each([undefined, null, 5, "x", []])("refuses options that are no object: %s", async (options) => {
    const failed = outcome(agent.init(options as unknown as InitOptions));
    await settle();
    expect(failed.code).toBe("INVALID_ARGUMENT");
  });

  it("emits `initialized` with the options but without secrets", async () => {
    const told = vi.fn();
    agent.on("initialized", told);
    await initialised();
    expect(told).toHaveBeenCalledWith(
      expect.objectContaining({ authMethod: "generic", agentEmail: "john@example.com" }),
    );
    expect(JSON.stringify(told.mock.calls)).not.toContain("secret-key");
  });

  it("ends in OPERATION_ABORTED when its signal aborts", async () => {
    stage.platform.answers["users/me"] = neverAnswers(stage.platform);
    const controller = new AbortController();
    const failed = outcome(agent.init({ ...STANDALONE, signal: controller.signal }));
    await settle();
    controller.abort();
    await settle();
    expect(failed.code).toBe("OPERATION_ABORTED");
    expect(stage.page.leftovers).toEqual([]);
  });

  it("asks a custom function that never answers no longer than the given time", async () => {
    const failed = outcome(
      agent.init({
        authMethod: "custom",
        domain: "platform.example",
        timeoutMs: 500,
        customAuthFunction: () => new Promise(() => {}),
      }),
    );
    await pass(500);
    expect(failed.code).toBe("OPERATION_TIMEOUT");
  });
});

describe("what goes into the widget's address", () => {
  it.each([
    [GENERIC, { environment: "generic", pak: "secret-key", email: "john@example.com" }],
    [
      { ...GENERIC, organizationId: "org" },
      { environment: "generic", pak: "secret-key", email: "orgjohn@example.com" },
    ],
    [{ authMethod: "genesys", environment: "mypurecloud.de" }, { environment: "mypurecloud.de" }],
    [{ authMethod: "token", token: "t" }, { token: "t" }],
    [
      {
        authMethod: "custom",
        customAuthFunction: async () => ({ pak: "p", agentEmail: "e", n: 1, b: true }),
      },
      { pak: "p", email: "e", n: "1", b: "true" },
    ],
    [{ authMethod: "custom", authenticateFn: () => ({ token: "t" }) }, { token: "t" }],
    [STANDALONE, { token: "token-1" }],
  ])("case %#", async (options, expected) => {
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

  it("tries once more with fresh credentials after a refusal, and no more than once", async () => {
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

  it("asks for a token again that has expired since init()", async () => {
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

  it("carries custom data and the visitor in the fragment, where no server sees it", async () => {
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
  ])("refuses %s before anything opens", async (_title, options, code, words) => {
    await initialised();
    const called = outcome(agent.call(options));
    await settle();
    expect(called.code).toBe(code);
    expect(called.error?.message).toContain(words);
    expect(stage.page.iframes).toEqual([]);
  });
});

describe("destroy", () => {
  it("closes the widget, aborts what runs, emits cleanup last, and leaves nothing behind", async () => {
    await initialised(STANDALONE);
    const called = await startCall();
    const destroyed = agent.destroy();
    expect(agent.isInitialized()).toBe(false);
    await pass(2_000);
    await destroyed;
    expect(called.code).toBe("OPERATION_ABORTED");
    expect(stage.events.slice(-2)).toEqual(["iframeStateChanged false", "cleanup"]);
    expect(stage.page.leftovers).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("may be called twice, and init may follow at once", async () => {
    await initialised();
    const first = agent.destroy();
    expect(agent.destroy()).toBe(first);
    const again = outcome(agent.init(GENERIC));
    await settle();
    expect(again.code).toBe("ok");
    expect(stage.events.filter((event) => event === "cleanup")).toHaveLength(1);
  });

  it("takes the listeners with it, but not those that are added after it was called", async () => {
    await initialised();
    const before = vi.fn();
    const after = vi.fn();
    agent.on("initialized", before);
    void agent.destroy();
    agent.on("initialized", after);
    await initialised();
    expect(before).not.toHaveBeenCalled();
    expect(after).toHaveBeenCalledOnce();
  });

  it("ends an init that runs", async () => {
    stage.platform.answers.impersonateCreate = neverAnswers(stage.platform);
    const failed = outcome(agent.init(STANDALONE));
    await settle();
    await agent.destroy();
    expect(failed.code).toBe("OPERATION_ABORTED");
    expect(stage.page.leftovers).toEqual([]);
  });

  it("leaves the queue", async () => {
    await initialised(STANDALONE);
    await agent.switchQueue();
    await agent.destroy();
    expect(stage.push.said.slice(-2)).toEqual(["leave", "disconnect"]);
  });

  it("waits no more than a second for a widget that doesn't hang up", async () => {
    await initialised();
    await startCall();
    stage.page.post(HELLO);
    stage.page.post(preCall("v1"));
    const destroyed = outcome(agent.destroy());
    await pass(999);
    expect(destroyed.code).toBeUndefined();
    await pass(1);
    expect(destroyed.code).toBe("ok");
  });
});

describe("listeners", () => {
  it("that throw or reject are logged; the others are called", async () => {
    const error = vi.fn();
    const other = vi.fn();
    agent.on("initialized", () => {
      throw new Error("sync");
    });
    agent.on("initialized", () => Promise.reject(new Error("async")));
    agent.on("initialized", other);
    await initialised({ ...GENERIC, logger: { debug() {}, info() {}, warn() {}, error } });
    expect(other).toHaveBeenCalledOnce();
    expect(error).toHaveBeenCalledTimes(2);
  });

  it("that were added twice are called twice, and removed one at a time", async () => {
    const listener = vi.fn();
    agent.on("initialized", listener);
    agent.on("initialized", listener);
    agent.off("initialized", listener);
    agent.once("initialized", listener);
    const stop = agent.on("initialized", listener);
    stop();
    stop();
    await initialised();
    expect(listener).toHaveBeenCalledTimes(2);
  });

  it("that are no functions are refused", () => {
    const none = undefined as unknown as () => void;
    expect(() => agent.on("cleanup", none)).toThrow("must be a function");
    expect(() => agent.once("cleanup", none)).toThrow("must be a function");
  });
});

describe("a log", () => {
  it("of the application's own gets the lines, and never a key, a token or a PIN", async () => {
    const lines: unknown[] = [];
    const write = (...line: unknown[]): void => void lines.push(...line);
    await initialised({
      ...STANDALONE,
      logger: { debug: write, info: write, warn: write, error: write },
    });
    await agent.switchQueue();
    await startCall();
    stage.page.post(preCall("v1"));
    await settle();
    const text = JSON.stringify(lines);
    expect(text).toContain("sessionStarted");
    for (const secret of ["secret-key", "token-1", "123456"]) expect(text).not.toContain(secret);
  });
});

describe("outside standalone mode", () => {
  it("there is no queue and no connection, without an error", async () => {
    expect([agent.isOnQueue(), agent.isOnline(), agent.isIframeOpened()]).toEqual([false, false, false]);
    await initialised();
    expect([agent.isOnQueue(), agent.isOnline()]).toEqual([false, false]);
    expect(agent.getCurrentCallState()).toMatchObject({ status: "NONE", inActiveSession: false });
  });
});
