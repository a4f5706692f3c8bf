import { describe, expect, it, vi } from "vitest";
import {
  agent,
  FINISHED,
  GENERIC,
  handlersOf,
  initialised,
  openCall,
  outcome,
  pass,
  preCall,
  setStageForEach,
  settle,
  stage,
} from "./fakes/setup.ts";

setStageForEach();

describe("an application's own UI", () => {
  it("gets the permissions that its iframe lacks: the iframe reloads, and a warning shows the line to add", async () => {
    const warn = vi.fn();
    const uiHandlers = handlersOf();
    await initialised({
      ...GENERIC,
      options: { uiHandlers },
      logger: { debug() {}, info() {}, warn, error() {} },
    });
    const addresses: string[] = [];
    stage.page.isLoading = false;
    const called = outcome(agent.call());
    await settle();
    const iframe = uiHandlers.iframe();
    expect(iframe.src).toBe("about:blank");
    expect(iframe.getAttribute("allow")).toContain("camera; microphone");
    expect(warn.mock.calls[0]?.join(" ")).toContain('iframe.allow = "camera; microphone');
    stage.page.post(preCall("of the document that is replaced"));
    iframe.fire("load");
    addresses.push(iframe.src);
    await settle();
    expect(addresses[0]).toContain("https://platform.example/nextjs/single/smartvideo/");
    stage.page.post(preCall("v1"));
    await settle();
    expect([called.code, agent.getCurrentCallState().visitorId]).toEqual(["ok", "v1"]);
  });

  it("reloads its iframe even if the browser finished the first load and dropped about:blank", async () => {
    const uiHandlers = handlersOf();
    await initialised({ ...GENERIC, options: { uiHandlers } });
    stage.page.isLoading = false;
    const called = outcome(agent.call());
    await settle();
    const iframe = uiHandlers.iframe();
    iframe.src = "swallowed";
    iframe.contentDocument = null;
    iframe.fire("load");
    expect(iframe.src).toBe("about:blank");
    iframe.contentDocument = { URL: "about:blank" };
    iframe.fire("load");
    expect(iframe.src).toContain("https://platform.example/nextjs/single/smartvideo/");
    stage.page.post(preCall("v1"));
    await settle();
    expect(called.code).toBe("ok");
  });

  it("can mount its iframe later, without a return value", async () => {
    const uiHandlers = handlersOf();
    const late = {
      ...uiHandlers,
      openIframe: (src: string, config: never) =>
        void setTimeout(() => uiHandlers.openIframe(src, config), 1_500),
    };
    await initialised({ ...GENERIC, options: { uiHandlers: late } });
    const called = outcome(agent.call());
    await pass(1_600);
    stage.page.post(preCall("v1"));
    await settle();
    expect(called.code).toBe("ok");
  });

  it("without an iframe is identified by its origin alone", async () => {
    const uiHandlers = handlersOf({ getIframe: () => undefined });
    await initialised({ ...GENERIC, options: { uiHandlers } });
    const called = outcome(agent.call());
    await settle();
    stage.page.post(preCall("v0"), { origin: "https://evil.example" });
    stage.page.post(preCall("v1"), { source: {} });
    await pass(2_000);
    expect([called.code, agent.getCurrentCallState().visitorId]).toEqual(["ok", "v1"]);
  });

  it("is closed by the handlers that opened it, also after setUiHandler()", async () => {
    const first = handlersOf();
    const closeFirst = vi.spyOn(first, "closeIframe");
    await initialised({ ...GENERIC, options: { uiHandlers: first } });
    await openCall();
    const second = handlersOf();
    const closeSecond = vi.spyOn(second, "closeIframe");
    agent.setUiHandler(second);
    stage.page.post(FINISHED);
    await settle();
    expect([closeFirst.mock.calls.length, closeSecond.mock.calls.length]).toEqual([1, 0]);
  });
});
