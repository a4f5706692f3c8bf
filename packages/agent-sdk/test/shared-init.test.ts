import { beforeEach, describe, expect, it, vi } from "vitest";
import { type InitState, isSameOptions, joinInit } from "../src/frameworks/shared-init.ts";
import type { InitOptions } from "../src/index.ts";
import { agent, GENERIC, openCall, STANDALONE, setStageForEach, settle, stage } from "./fakes/setup.ts";

setStageForEach();

/** What each component was received last: `waiting`, `ready` or the error's code. */
let shown: Record<string, string>;
beforeEach(() => {
  shown = {};
});

function mount(name: string, options: InitOptions = GENERIC) {
  return joinInit(agent, options, ({ isReady, error }: InitState) => {
    shown[name] = isReady ? "ready" : (error?.code ?? "waiting");
  });
}

describe("several components with the same options", () => {
  it("share one init(), and the last one to leave destroys the agent", async () => {
    const init = vi.spyOn(agent, "init");
    const first = mount("first");
    const second = mount("second", { ...GENERIC });
    expect(shown).toEqual({ first: "waiting", second: "waiting" });
    await settle();
    expect(shown).toEqual({ first: "ready", second: "ready" });
    expect(init).toHaveBeenCalledTimes(1);
    first.leave();
    await settle();
    expect(agent.isInitialized()).toBe(true);
    second.leave();
    await settle();
    expect(agent.isInitialized()).toBe(false);
  });

  it("are ready immediately if they mount later", async () => {
    mount("first");
    await settle();
    mount("second");
    expect(shown.second).toBe("ready");
  });

  it("keep the agent and its call if one replaces another in the same update", async () => {
    const first = mount("first");
    await settle();
    await openCall();
    first.leave();
    mount("second");
    await settle();
    expect(shown.second).toBe("ready");
    expect(agent.getCurrentCallState().inActiveSession).toBe(true);
  });

  it("count once if they leave twice", async () => {
    const first = mount("first");
    mount("second");
    await settle();
    first.leave();
    first.leave();
    await settle();
    expect(agent.isInitialized()).toBe(true);
  });
});

describe("a component with other options", () => {
  it("gets an error while another one uses the agent, and does not affect it", async () => {
    mount("first");
    await settle();
    mount("second", { ...GENERIC, agentEmail: "other@example.com" }).leave();
    await settle();
    expect(shown).toEqual({ first: "ready", second: "AGENT_ALREADY_INITIALIZED" });
    expect(agent.isInitialized()).toBe(true);
  });

  it("initialises the agent again if it replaces the last component", async () => {
    const first = mount("first");
    await settle();
    first.leave();
    mount("second", STANDALONE);
    await settle();
    expect(shown.second).toBe("ready");
    expect(agent.isOnline()).toBe(true);
  });
});

describe("retry()", () => {
  it("initialises again after a failure, for all components", async () => {
    stage.platform.answers.impersonateCreate = () => ({ status: 403 });
    const first = mount("first", STANDALONE);
    mount("second", STANDALONE);
    await settle();
    expect(shown).toEqual({ first: "AGENT_NOT_AUTHENTICATED", second: "AGENT_NOT_AUTHENTICATED" });
    stage.platform.answers.impersonateCreate = () => ({ body: { token: "new-token" } });
    first.retry();
    expect(shown).toEqual({ first: "waiting", second: "waiting" });
    await settle();
    expect(shown).toEqual({ first: "ready", second: "ready" });
  });

  it("does nothing while init() runs or has succeeded", async () => {
    const init = vi.spyOn(agent, "init");
    const { retry } = mount("first");
    retry();
    await settle();
    retry();
    expect(init).toHaveBeenCalledTimes(1);
  });
});

describe("a component whose agent is destroyed or initialised elsewhere", () => {
  it("follows the agent", async () => {
    const { retry } = mount("first");
    await settle();
    await agent.destroy();
    expect(shown.first).toBe("waiting");
    retry();
    await settle();
    expect(shown.first).toBe("ready");
    await agent.destroy();
    const done = agent.init(GENERIC);
    await settle();
    await done;
    expect(shown.first).toBe("ready");
  });
});

describe("options are the same", () => {
  const handlers = (): object => ({ openIframe: () => {}, closeIframe: () => {}, getIframe: () => null });

  it.each([
    ["with the same values in another order", { a: 1, b: { c: "x" } }, { b: { c: "x" }, a: 1 }, true],
    ["with functions that are written inline", { u: handlers() }, { u: handlers() }, true],
    ["with an option left out or undefined", { a: 1, b: undefined }, { a: 1 }, true],
    ["but not with another value", { a: { b: 1 } }, { a: { b: 2 } }, false],
    ["but not with an option more", { a: 1 }, { a: 1, b: 1 }, false],
    ["but not with another element or signal", { s: new EventTarget() }, { s: new EventTarget() }, false],
    ["but not with a list in place of an object", { a: [] }, { a: {} }, false],
  ])("%s", (_how, one, other, expected) => {
    expect(isSameOptions(one, other)).toBe(expected);
  });
});
