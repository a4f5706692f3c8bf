import { describe, expect, it, vi } from "vitest";
import {
  agent,
  FINISHED,
  GENERIC,
  HELLO,
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

const RESUMABLE = { ve: 1, type: "hello", capabilities: ["hangup", "resume"], instance: "page-1" };
const STARTED = { status: "CALL_STARTED", visitorId: "v1" };

/** Collects what `sessionEnded` says about the end. */
function followEnds(): unknown[] {
  const ends: unknown[] = [];
  agent.on("sessionEnded", (_state, detail) => ends.push(detail));
  return ends;
}

describe("when a session ends", () => {
  it("sessionEnded says who ended it, why, and how long it lasted", async () => {
    await initialised();
    const ends = followEnds();
    await openCall();
    stage.page.post(STARTED);
    await pass(90_000);
    const attributes = { endReason: "hung-up", endedBy: "visitor" };
    stage.page.post({ status: "FINISHED", visitorId: "v1", attributes });
    await settle();
    expect(ends).toEqual([{ reason: "hung-up", by: "visitor", durationMs: 90_000 }]);
  });

  it("sessionEnded names the agent and 0 ms if this page ended a call that had not started", async () => {
    await initialised();
    const ends = followEnds();
    await openCall();
    const ended = agent.endCall();
    await pass(1_000);
    await ended;
    expect(ends).toEqual([{ reason: "hung-up", by: "agent", durationMs: 0 }]);
  });

  it("the state is NONE when iframeStateChanged(false) is emitted", async () => {
    await initialised();
    await openCall();
    const states: string[] = [];
    agent.on("iframeStateChanged", () => states.push(agent.getCurrentCallState().status));
    stage.page.post(FINISHED);
    await settle();
    expect(states).toEqual(["NONE"]);
  });

  it("before the iframe is known, the widget closes and call() rejects", async () => {
    const iframe = document.createElement("iframe");
    let mounted: HTMLIFrameElement | undefined;
    const closeIframe = vi.fn();
    await initialised({
      ...GENERIC,
      options: { uiHandlers: { openIframe: () => {}, closeIframe, getIframe: () => mounted } },
    });
    const called = outcome(agent.call());
    await settle();
    const source = {};
    stage.page.post({ ...preCall("v1") }, { source });
    stage.page.post(FINISHED, { source });
    iframe.allow =
      "camera; microphone; autoplay; encrypted-media; fullscreen; picture-in-picture; display-capture; clipboard-write; web-share; speaker-selection; screen-wake-lock";
    Object.assign(iframe, { contentWindow: source });
    mounted = iframe;
    await pass(100);
    expect(called.code).toBe("CALL_ALREADY_FINISHED");
    expect([agent.isIframeOpened(), closeIframe.mock.calls.length]).toEqual([false, 1]);
    const next = outcome(agent.call());
    await settle();
    expect(next.code).not.toBe("SESSION_ALREADY_ACTIVE");
  });
});

describe("call()", () => {
  it("resolves with the state of the call", async () => {
    await initialised();
    const called = agent.call();
    await settle();
    stage.page.post(HELLO);
    stage.page.post(preCall("v1"));
    await expect(called).resolves.toMatchObject({
      status: "PRE_CALL",
      visitorId: "v1",
      inActiveSession: true,
    });
  });
});

describe("a widget that reloads during a call", () => {
  it("gets the query and the instance to return to its call, and the session continues", async () => {
    await initialised();
    const ends = followEnds();
    const called = agent.call();
    await settle();
    stage.page.post(RESUMABLE);
    stage.page.post(preCall("v1"));
    await called;
    const onCommand = vi.fn();
    stage.page.onCommand = onCommand;
    stage.page.post({ ...RESUMABLE, instance: "page-2" });
    await settle();
    const [{ token }] = onCommand.mock.calls[0] as [{ token: string }];
    const query = new URLSearchParams(token);
    expect([query.get("veinteraction"), query.get("instance"), query.get("pak")]).toEqual([
      "v1",
      "page-1",
      "secret-key",
    ]);
    stage.page.post(preCall("v1"));
    await pass(60_000);
    expect([agent.getCurrentCallState().visitorId, ends]).toEqual(["v1", []]);
  });

  it("ends the session as lost if it does not return within 30 s", async () => {
    await initialised();
    const ends = followEnds();
    await openCall();
    stage.page.post(HELLO);
    await pass(30_000);
    expect(ends).toEqual([{ reason: "lost", by: "platform", durationMs: 0 }]);
    expect(agent.isIframeOpened()).toBe(false);
  });
});

describe("the log of a call", () => {
  it("has every step, including dropped messages, and no secret", async () => {
    const lines: string[] = [];
    const sink = (...line: unknown[]): void => void lines.push(line.map(String).join(" "));
    await initialised({
      ...GENERIC,
      externalId: "ext",
      standaloneMode: true,
      logger: { debug: sink, info: sink, warn: sink, error: sink },
    });
    await openCall();
    stage.page.post({ status: "DANCING" });
    stage.page.post(HELLO, { origin: "https://evil.example" });
    stage.page.post(FINISHED);
    await settle();
    const story = lines.join("\n");
    for (const part of [
      "init(): generic, standalone mode",
      "POST /api/partners/impersonateCreate → 200",
      "Connected to the platform.",
      "call()",
      "Opening the widget.",
      "From the widget: hello",
      "From the widget: PRE_CALL",
      "its shape is unknown",
      "Dropped a message from https://evil.example",
      "Event: sessionEnded",
      "Closing the widget.",
    ])
      expect(story).toContain(part);
    for (const secret of ["secret-key", "token-1", "123456"]) expect(story).not.toContain(secret);
  });
});
