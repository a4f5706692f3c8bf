import { describe, expect, it, vi } from "vitest";
import * as sdk from "../src/index.ts";
import {
  agent,
  GENERIC,
  HELLO,
  initialised,
  outcome,
  preCall,
  STANDALONE,
  setStageForEach,
  settle,
  stage,
} from "./fakes/setup.ts";

setStageForEach();

const startCall = async (customerId?: string): Promise<{ code: string | undefined }> => {
  const called = outcome(agent.call(customerId === undefined ? {} : { customerId }));
  await settle();
  return called;
};

describe("the module", () => {
  it("has every function as an export, as a static and as a method", () => {
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

describe("listeners", () => {
  it("that throw or reject are logged; the others are still called", async () => {
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

  it("must be functions", () => {
    const none = undefined as unknown as () => void;
    expect(() => agent.on("cleanup", none)).toThrow("must be a function");
    expect(() => agent.once("cleanup", none)).toThrow("must be a function");
  });
});

describe("the application's logger", () => {
  it("gets the lines, and no key, token or PIN", async () => {
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

describe("a platform with another protocol version", () => {
  it.each([
    ["settings", STANDALONE, "The platform at https://platform.example speaks protocol 99"],
    ["widget", GENERIC, "The widget speaks protocol 99"],
  ] as const)("causes a warning that says where the matching SDK is: %s", async (_where, options, words) => {
    const settings = stage.platform.answers["users/me"]!;
    stage.platform.answers["users/me"] = () => {
      const { body } = settings() as { body: object };
      return { body: { ...body, protocolVersion: 99 } };
    };
    const warn = vi.fn();
    await initialised({ ...options, logger: { debug() {}, info() {}, warn, error() {} } });
    await startCall();
    if (options === GENERIC) stage.page.post({ ...HELLO, protocol: 99 });
    const lines = warn.mock.calls.map((line) => line.join(" "));
    expect(lines).toEqual([expect.stringContaining(words)]);
    expect(lines[0]).toContain("https://platform.example/agent/latest/videoengager-agent-sdk.tgz");
  });
});

describe("outside standalone mode", () => {
  it("isOnQueue() and isOnline() return false", async () => {
    expect([agent.isOnQueue(), agent.isOnline(), agent.isIframeOpened()]).toEqual([false, false, false]);
    await initialised();
    expect([agent.isOnQueue(), agent.isOnline()]).toEqual([false, false]);
    expect(agent.getCurrentCallState()).toMatchObject({ status: "NONE", inActiveSession: false });
  });
});
