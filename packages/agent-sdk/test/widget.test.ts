import { describe, expect, it, vi } from "vitest";
import type { CallState } from "../src/index.ts";
import type { FakeElement } from "./fakes/fake-page.ts";
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

const STARTED = { status: "CALL_STARTED", visitorId: "v1" };

describe("a forged message", () => {
  it.each<[string, (page: typeof stage.page) => void]>([
    ["from another origin", (page) => page.post(STARTED, { origin: "https://evil.example" })],
    ["from another frame of the same origin", (page) => page.post(STARTED, { source: {} })],
    ["with an unknown status", (page) => page.post({ status: "HACKED", visitorId: "v1" })],
    ["with a field of a wrong type", (page) => page.post({ status: "CALL_STARTED", visitorId: 7 })],
    ["with attributes that are no object", (page) => page.post({ status: "CALL_STARTED", attributes: "x" })],
    ["of another visitor", (page) => page.post({ status: "FINISHED", visitorId: "v2" })],
    ["that is nothing", (page) => page.post(null)],
  ])("%s changes nothing", async (_title, forge) => {
    await initialised();
    await openCall();
    const before: CallState = agent.getCurrentCallState();
    const told = stage.events.length;
    forge(stage.page);
    await settle();
    expect(agent.getCurrentCallState()).toBe(before);
    expect(stage.events).toHaveLength(told);
  });
});

describe("an application's own UI", () => {
  it("whose iframe lacks `allow` gets it, is loaded again by about:blank, and a warning shows the line to add", async () => {
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

  it("is loaded again even if the browser finished the first load and dropped the blank address", async () => {
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

  it("may mount its iframe later, and say nothing itself", async () => {
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

  it("that gives no iframe is identified by its origin alone", async () => {
    const uiHandlers = handlersOf({ getIframe: () => undefined });
    await initialised({ ...GENERIC, options: { uiHandlers } });
    const called = outcome(agent.call());
    await settle();
    stage.page.post(preCall("v0"), { origin: "https://evil.example" });
    stage.page.post(preCall("v1"), { source: {} });
    await pass(2_000);
    expect([called.code, agent.getCurrentCallState().visitorId]).toEqual(["ok", "v1"]);
  });

  it("is closed by the handlers that opened it, even after setUiHandler()", async () => {
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

describe("the default UI", () => {
  it("covers the page in a container of its own, and nothing of it stays", async () => {
    await initialised();
    await openCall();
    expect(stage.page.iframes[0]).toMatchObject({
      className: "video-engager-widget-iframe",
      title: "Video call",
    });
    expect(stage.page.leftovers).toContain("style");
    stage.page.post(FINISHED);
    await settle();
    expect(stage.page.leftovers).toEqual([]);
  });

  it("fills a configured container, without the overlay", async () => {
    const box = document.createElement("div") as unknown as FakeElement;
    box.id = "box";
    stage.page.body.append(box);
    await initialised({ ...GENERIC, options: { containerId: "box" } });
    await openCall();
    expect(box.children).toEqual(stage.page.iframes);
    expect(stage.page.leftovers).not.toContain("style");
  });
});
