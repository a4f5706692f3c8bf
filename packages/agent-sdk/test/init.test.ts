import { describe, expect, it, vi } from "vitest";
import type { InitOptions } from "../src/index.ts";
import { neverAnswers } from "./fakes/fake-platform.ts";
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

const widgetUrl = (): URL => new URL(stage.page.iframes.at(-1)?.src ?? "");
const startCall = async (customerId?: string): Promise<{ code: string | undefined }> => {
  const called = outcome(agent.call(customerId === undefined ? {} : { customerId }));
  await settle();
  return called;
};

describe("init()", () => {
  it("called twice by a component that mounts twice is one init(), with the latest handlers", async () => {
    const openIframe = vi.fn(() => {});
    const uiHandlers = { openIframe: () => {}, closeIframe: () => {}, getIframe: () => null };
    const first = agent.init({ ...GENERIC, options: { uiHandlers } });
    expect(agent.init({ ...GENERIC, options: { uiHandlers: { ...uiHandlers, openIframe } } })).toBe(first);
    await settle();
    await startCall();
    expect(openIframe).toHaveBeenCalledOnce();
  });

  it("copies the options: later changes have no effect", async () => {
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

  it("leaves nothing behind if it fails, and can be retried", async () => {
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

  it.each([undefined, null, 5, "x", []])("refuses options that are not an object: %s", async (options) => {
    const failed = outcome(agent.init(options as unknown as InitOptions));
    await settle();
    expect(failed.code).toBe("INVALID_ARGUMENT");
  });

  it("emits `initialized` with the options, without secrets", async () => {
    const received = vi.fn();
    agent.on("initialized", received);
    await initialised();
    expect(received).toHaveBeenCalledWith(
      expect.objectContaining({ authMethod: "generic", agentEmail: "john@example.com" }),
    );
    expect(JSON.stringify(received.mock.calls)).not.toContain("secret-key");
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

  it("ends in OPERATION_TIMEOUT if customAuthFunction never settles", async () => {
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
