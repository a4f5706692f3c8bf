import { callMessage, likeTheOriginal } from "../platform-peer/widget-scripts.ts";
import { expect, test } from "./fixtures.ts";
import { generic } from "./init-options.ts";
import { expectStatus, haveRunningCall, haveSession, widgetOpened } from "./standalone-steps.ts";

const ENDED = ["callStateUpdated", "sessionEnded", "iframeStateChanged"];

test("endCall() lets the widget hang up, and closes it", async ({ host, peer }) => {
  const { widget } = await haveRunningCall(host, peer);
  await host.forgetEvents();
  await host.run(() => window.sdk.endCall());
  expect(widget.received.map(({ data }) => data)).toEqual([
    { ve: 1, type: "hangup", id: expect.any(String) as unknown },
  ]);
  expect(await host.eventNames()).toEqual(ENDED);
  await expect.poll(() => widget.isOpen).toBe(false);
  expect(await host.run(() => document.querySelectorAll("iframe").length)).toBe(0);
});

test("the events of a session's end come in order, with the final state", async ({ host, peer }) => {
  const { widget, visitorId } = await haveRunningCall(host, peer);
  await host.forgetEvents();
  await widget.post(callMessage(peer, "FINISHED", visitorId, { attributes: { totalTalkTime: 61 } }));
  await host.event("iframeStateChanged");
  const [updated, ended, iframe] = await host.events();
  expect([updated?.type, ended?.type, iframe?.type]).toEqual(ENDED);
  expect(ended?.payload).toMatchObject({
    status: "FINISHED",
    inActiveSession: false,
    visitorId,
    attributes: { totalVideoCalls: 1, totalTalkTime: 61 },
  });
  expect(updated?.payload).toEqual(ended?.payload);
  expect(iframe?.payload).toBe(false);
});

test("after a session the state is empty again", async ({ host, peer }) => {
  await haveRunningCall(host, peer);
  await host.run(() => window.sdk.endCall());
  expect(await host.run(() => window.sdk.getCurrentCallState())).toEqual({
    status: "NONE",
    email: "",
    callerEmail: "",
    visitorId: "",
    pin: "",
    shortUrl: "",
    tennant_id: "",
    attributes: {},
    inActiveSession: false,
  });
});

test("after a remote end the next call can start", async ({ host, peer }) => {
  const { widget, visitorId } = await haveRunningCall(host, peer);
  await widget.post(callMessage(peer, "FINISHED", visitorId));
  await host.event("sessionEnded");
  await expect.poll(() => host.run(() => window.sdk.isIframeOpened())).toBe(false);
  await host.run(() => window.sdk.call());
  await expectStatus(host, "PRE_CALL");
});

test("keepWidgetOpen leaves the widget to the application after a remote end", async ({ host, peer }) => {
  const { widget, visitorId } = await haveRunningCall(host, peer, { options: { keepWidgetOpen: true } });
  await widget.post(callMessage(peer, "FINISHED", visitorId));
  await host.event("sessionEnded");
  expect(await host.run(() => window.sdk.isIframeOpened())).toBe(true);
  await host.run(() => window.sdk.endCall());
  expect(await host.run(() => window.sdk.isIframeOpened())).toBe(false);
});

test("a widget without our extensions gets no command and is closed immediately", async ({ host, peer }) => {
  peer.widgets.script = likeTheOriginal(peer);
  await host.init(generic(peer));
  await host.begin(() => window.sdk.call());
  await host.event("sessionStarted");
  const widget = await widgetOpened(peer);
  await host.forgetEvents();
  await host.run(() => window.sdk.endCall());
  expect(await host.eventNames()).toEqual(ENDED);
  await expect.poll(() => widget.isOpen).toBe(false);
  expect(widget.received).toEqual([]);
});

test("endCall() ends a call() that is still opening its widget", async ({ host, peer }) => {
  peer.widgets.script = () => {};
  await host.init(generic(peer));
  const call = await host.begin(() => window.sdk.call());
  await widgetOpened(peer);
  await host.run(() => window.sdk.endCall());
  expect((await call.fails()).code).toBe("OPERATION_ABORTED");
  expect(await host.run(() => document.querySelectorAll("iframe").length)).toBe(0);
});

test("a second endCall() has no call to end", async ({ host, peer }) => {
  await haveSession(host, peer);
  await host.run(() => window.sdk.endCall());
  expect((await host.fails(() => window.sdk.endCall())).code).toBe("CALL_NOT_STARTED");
});

test("removing the iframe ends the session", async ({ host, peer }) => {
  const { visitorId } = await haveRunningCall(host, peer);
  await host.forgetEvents();
  await host.run(() => document.querySelector(".video-engager-widget-iframe")!.remove());
  expect(await host.event("sessionEnded")).toMatchObject({ visitorId, inActiveSession: false });
  await host.event("iframeStateChanged");
  expect(await host.eventNames()).toEqual(ENDED);
  expect(await host.run(() => window.sdk.isIframeOpened())).toBe(false);
  await host.run(() => window.sdk.call());
});

test("emptying the container ends the session", async ({ host, peer }) => {
  await haveRunningCall(host, peer);
  await host.run(() => document.querySelector("#video-engager-container")!.remove());
  await host.event("sessionEnded");
  expect(await host.run(() => window.sdk.isIframeOpened())).toBe(false);
});

test("endCall() waits for the widget's last message, which has the final numbers", async ({ host, peer }) => {
  const { widget, visitorId } = await haveRunningCall(host, peer);
  widget.onHangup = () =>
    void widget.post(callMessage(peer, "FINISHED", visitorId, { attributes: { totalTalkTime: 99 } }));
  await host.run(() => window.sdk.endCall());
  expect(await host.event("sessionEnded")).toMatchObject({
    status: "FINISHED",
    attributes: { totalTalkTime: 99 },
  });
});

test.describe("in time", () => {
  test.use({ virtualTime: true });

  test("a widget that doesn't answer the hang-up is closed after 1 s", async ({ host, peer }) => {
    const { widget } = await haveRunningCall(host, peer);
    widget.onHangup = undefined;
    const end = await host.begin(() => window.sdk.endCall());
    await expect.poll(() => widget.hangups).toBe(1);
    expect(await end.isSettled()).toBe(false);
    await host.passTime(1_050);
    expect((await end.outcome()).error).toBeUndefined();
    await host.event("sessionEnded");
    expect(await host.run(() => document.querySelectorAll("iframe").length)).toBe(0);
  });
});
