import type { PlatformPeer } from "../platform-peer/platform-peer.ts";
import { PlatformPeer as AnotherPlatform } from "../platform-peer/platform-peer.ts";
import { callMessage, helloOnly } from "../platform-peer/widget-scripts.ts";
import type { Widget } from "../platform-peer/widgets.ts";
import { expect, test } from "./fixtures.ts";
import type { HostPage } from "./host-page.ts";
import { beginAccept, haveRinging, haveRunningCall, widgetOpened } from "./standalone-steps.ts";

/** Every message that the real widget could send about this visitor. */
function everyMessage(peer: PlatformPeer, visitorId: string): readonly unknown[] {
  return [
    { ve: 1, type: "hello", capabilities: ["hangup"] },
    { ve: 1, type: "claimed", visitorId },
    { ve: 1, type: "signingIn" },
    callMessage(peer, "PRE_CALL", "visitor-forged"),
    callMessage(peer, "CALL_STARTED", visitorId, { pin: "000000" }),
    callMessage(peer, "END_CALL", visitorId),
    callMessage(peer, "FINISHED", visitorId),
  ];
}

/** The real widget posts one more message, and the SDK must have reacted to no other. */
async function expectOnlyTruth(host: HostPage, peer: PlatformPeer, widget: Widget, visitorId: string) {
  await widget.post(callMessage(peer, "CALL_STARTED", visitorId, { attributes: { isTrue: true } }));
  expect(await host.event("callStateUpdated")).toMatchObject({ attributes: { isTrue: true } });
  expect(await host.eventNames()).toEqual(["callStateUpdated"]);
  expect(await host.run(() => window.sdk.getCurrentCallState())).toMatchObject({
    status: "CALL_STARTED",
    visitorId,
    pin: "739154",
    inActiveSession: true,
  });
}

async function openFrame(host: HostPage, url: string): Promise<void> {
  await host.run((src) => {
    const iframe = document.createElement("iframe");
    iframe.src = src;
    document.body.append(iframe);
  }, url);
}

test("messages from the page itself, or a script in it, are ignored", async ({ host, peer }) => {
  const { widget, visitorId } = await haveRunningCall(host, peer);
  await host.forgetEvents();
  await host.run(
    (messages) => {
      for (const message of messages) {
        window.postMessage(message, "*");
        window.dispatchEvent(new MessageEvent("message", { data: message, origin: location.origin }));
      }
    },
    everyMessage(peer, visitorId),
  );
  await expectOnlyTruth(host, peer, widget, visitorId);
});

test("messages from another frame of the platform's origin are ignored", async ({ host, peer }) => {
  const { widget, visitorId } = await haveRunningCall(host, peer);
  await openFrame(host, `${peer.origin}/nextjs/single/smartvideo/?scripted=no`);
  const forger = await widgetOpened(peer, 2);
  await host.forgetEvents();
  for (const message of everyMessage(peer, visitorId)) await forger.post(message);
  await expectOnlyTruth(host, peer, widget, visitorId);
});

test("messages from a frame of another origin are ignored", async ({ host, peer }) => {
  const { widget, visitorId } = await haveRunningCall(host, peer);
  const another = await AnotherPlatform.start();
  await openFrame(host, `${another.origin}/nextjs/single/smartvideo/`);
  const forger = await widgetOpened(another);
  await host.forgetEvents();
  for (const message of everyMessage(peer, visitorId)) await forger.post(message);
  await expectOnlyTruth(host, peer, widget, visitorId);
  await another.stop();
});

test("messages are ignored after the widget has navigated to another origin", async ({ host, peer }) => {
  const { widget, visitorId } = await haveRunningCall(host, peer);
  const another = await AnotherPlatform.start();
  await host.forgetEvents();
  void widget.navigateTo(`${another.origin}/nextjs/single/smartvideo/`);
  const forger = await widgetOpened(another);
  for (const message of everyMessage(peer, visitorId)) await forger.post(message);
  await host.run(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  expect(await host.eventNames()).toEqual([]);
  expect(await host.run(() => window.sdk.getCurrentCallState().visitorId)).toBe(visitorId);
  await another.stop();
});

const WRONG_SHAPES: readonly (readonly [string, unknown])[] = [
  ["no object", "FINISHED"],
  ["null", null],
  ["an array", [{ status: "FINISHED" }]],
  ["no status", { visitorId: "visitor-of-widget-1" }],
  ["a status in other letters", { status: "finished", visitorId: "visitor-of-widget-1" }],
  ["a status that isn't a string", { status: ["FINISHED"], visitorId: "visitor-of-widget-1" }],
  ["a visitor that is a number", { status: "PRE_CALL", visitorId: 7 }],
  ["a pin that is a number", { status: "FINISHED", visitorId: "visitor-of-widget-1", pin: 1 }],
  ["attributes that are a list", { status: "FINISHED", visitorId: "visitor-of-widget-1", attributes: [1] }],
  ["attributes that are a string", { status: "FINISHED", visitorId: "visitor-of-widget-1", attributes: "a" }],
  ["a handshake of another version", { ve: 2, type: "hello", capabilities: ["hangup"] }],
];

test("malformed messages are ignored", async ({ host, peer }) => {
  const { widget, visitorId } = await haveRunningCall(host, peer);
  for (const [shape, message] of WRONG_SHAPES) {
    await host.forgetEvents();
    await widget.post(message);
    await test.step(shape, () => expectOnlyTruth(host, peer, widget, visitorId));
  }
});

test("messages about a visitor of another session are ignored", async ({ host, peer }) => {
  const { widget, visitorId } = await haveRunningCall(host, peer);
  for (const status of ["CALL_STARTED", "END_CALL", "FINISHED"]) {
    await host.forgetEvents();
    await widget.post(callMessage(peer, status, "visitor-other"));
    await test.step(status, () => expectOnlyTruth(host, peer, widget, visitorId));
  }
});

test("attributes can't change a prototype", async ({ host, peer }) => {
  const { widget, visitorId } = await haveRunningCall(host, peer);
  await host.forgetEvents();
  const attributes = JSON.parse(
    '{"__proto__": {"polluted": true}, "constructor": {"polluted": true}}',
  ) as object;
  await widget.post(callMessage(peer, "CALL_STARTED", visitorId, { attributes }));
  await host.event("callStateUpdated");
  expect(await host.run(() => "polluted" in {})).toBe(false);
});

test("only the widget that was opened for an incoming call can claim it", async ({ host, peer }) => {
  peer.widgets.script = helloOnly();
  await haveRinging(host, peer, { visitorId: "visitor-1" });
  const { accept, widget } = await beginAccept(host, peer, "visitor-1");
  await openFrame(host, `${peer.origin}/nextjs/single/smartvideo/?scripted=no`);
  const forger = await widgetOpened(peer, 2);
  await forger.post({ ve: 1, type: "claimed", visitorId: "visitor-1" });
  await forger.post(callMessage(peer, "PRE_CALL", "visitor-1"));
  await forger.post(callMessage(peer, "CALL_STARTED", "visitor-1"));
  expect(await accept.isSettled()).toBe(false);
  await widget.post(callMessage(peer, "PRE_CALL", "visitor-1"));
  await widget.post(callMessage(peer, "CALL_STARTED", "visitor-1"));
  expect((await accept.outcome()).error).toBeUndefined();
  expect(await host.events("sessionStarted")).toHaveLength(1);
});

test("before any call, the SDK ignores all messages in the page", async ({ host, peer }) => {
  await openFrame(host, `${peer.origin}/nextjs/single/smartvideo/?scripted=no`);
  const forger = await widgetOpened(peer);
  for (const message of everyMessage(peer, "visitor-1")) await forger.post(message);
  await host.run(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  expect(await host.events()).toEqual([]);
});
