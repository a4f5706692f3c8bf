/** A widget that the SDK loads while the agent is on the queue, so that accepting a call only has to show it. */
import type { Page } from "@playwright/test";
import type { PlatformPeer } from "../platform-peer/platform-peer.ts";
import { callMessage, winsTheCall } from "../platform-peer/widget-scripts.ts";
import type { Widget } from "../platform-peer/widgets.ts";
import { VISITOR } from "./accepting-steps.ts";
import { expect, test } from "./fixtures.ts";
import type { HostPage } from "./host-page.ts";
import type { Options } from "./init-options.ts";
import { beginAccept, expectStatus, goOnQueue, ring, signIn, widgetOpened } from "./standalone-steps.ts";

const SHOWN = "iframe.video-engager-widget-iframe";

test.beforeEach(async ({ peer, page }) => {
  Object.assign(peer.settings, {
    widgetPreloadUrl: `${peer.origin}/preload`,
    parkedWidgetUrl: `${peer.origin}/nextjs/single/smartvideo/?parked=tenant-1`,
  });
  const canMove = await page.evaluate(() => "moveBefore" in Element.prototype);
  test.skip(!canMove, "This browser loads an iframe again when it is moved.");
});

/** A widget that waits for its call where it is parked, and wins it; another wins its call at once. */
function canBeParked(peer: PlatformPeer, wins = true): (widget: Widget) => void {
  return (widget) => {
    if (!("parked" in widget.query)) return winsTheCall(peer)(widget);
    void sayHello(widget);
    if (wins)
      widget.onResume = () => {
        void sayHello(widget);
        void widget.post({ ve: 1, type: "claimed", visitorId: "visitor-1" });
        void widget.post(callMessage(peer, "PRE_CALL", "visitor-1"));
        void widget.post(callMessage(peer, "CALL_STARTED", "visitor-1"));
      };
  };
}

const sayHello = (widget: Widget): Promise<void> =>
  widget.post({ ve: 1, type: "hello", capabilities: ["hangup", "resume"], instance: `page-${widget.id}` });

/** On the queue with a parked widget that has said hello, and a ringing visitor. */
async function haveParked(host: HostPage, peer: PlatformPeer, more: Options = {}): Promise<Widget> {
  const session = await goOnQueue(host, peer, more);
  const parked = await widgetOpened(peer);
  await sayHello(parked);
  await ring(host, session, VISITOR);
  return parked;
}

/** The calls that the host told the widget. */
function callsNamedTo({ received }: Widget): readonly (string | null)[] {
  return received.map(({ data }) =>
    new URLSearchParams((data as { readonly token: string }).token).get("veinteraction"),
  );
}

const countShown = (page: Page): Promise<number> =>
  page.evaluate(
    (shown) =>
      [...document.querySelectorAll<HTMLElement>(shown)].filter((each) => each.offsetWidth > 0).length,
    SHOWN,
  );

test("accepting shows the parked widget and tells it its call; the page loads no other", async ({
  host,
  peer,
  page,
}) => {
  peer.widgets.script = canBeParked(peer);
  const parked = await haveParked(host, peer);
  expect([await countShown(page), await host.events("iframeStateChanged")]).toEqual([0, []]);
  expect(parked.query).toEqual({ parked: "tenant-1" });
  await host.run(() => window.sdk.acceptCall("visitor-1"));
  expect([await countShown(page), peer.widgets.all.length, parked.isOpen]).toEqual([1, 1, true]);
  const told = parked.received.map(({ data }) => data as { type: string; token: string });
  expect(told.map(({ type }) => type)).toEqual(["resume"]);
  const query = Object.fromEntries(new URLSearchParams(told[0]?.token));
  expect(query).toMatchObject({ veinteraction: "visitor-1", token: peer.everIssued[0] });
  expect(peer.requestsTo("/preload")).toEqual([]);
});

test("the parked widget has the permissions of a call, and a token only when it has a call", async ({
  host,
  peer,
}) => {
  peer.widgets.script = canBeParked(peer);
  const parked = await haveParked(host, peer);
  expect(parked.allowed).toEqual(expect.arrayContaining(["camera", "microphone", "display-capture"]));
  expect(JSON.stringify([parked.query, parked.headers])).not.toContain(peer.everIssued[0]);
});

test("after a call the next widget is parked, and leaving the queue removes it", async ({
  host,
  peer,
  page,
}) => {
  peer.widgets.script = canBeParked(peer);
  const parked = await haveParked(host, peer);
  await host.run(() => window.sdk.acceptCall("visitor-1"));
  parked.onHangup = () => void parked.post(callMessage(peer, "FINISHED", "visitor-1"));
  await host.run(() => window.sdk.endCall());
  const next = await widgetOpened(peer, 2);
  expect([next.query, await countShown(page)]).toEqual([{ parked: "tenant-1" }, 0]);
  await host.run(() => window.sdk.switchQueue(false));
  await expect.poll(() => peer.widgets.open.length).toBe(0);
});

test("call() shows the parked widget, unless it has data for the new call", async ({ host, peer }) => {
  peer.widgets.script = canBeParked(peer);
  const parked = await haveParked(host, peer);
  await host.run(() => window.sdk.call({ customData: { order: "4711" } }));
  expect([peer.widgets.all.length, parked.received]).toEqual([2, []]);
  await host.run(() => window.sdk.endCall());
  await host.run(() => window.sdk.call({ customerId: "customer-1" }));
  expect(peer.widgets.all.length).toBe(2);
  expect(callsNamedTo(parked)).toEqual(["customer-1"]);
});

test("a parked widget that has not said hello yet is not waited for", async ({ host, peer, page }) => {
  peer.widgets.script = (widget) => {
    if (!("parked" in widget.query)) winsTheCall(peer)(widget);
  };
  const session = await goOnQueue(host, peer);
  await widgetOpened(peer);
  await ring(host, session, VISITOR);
  await host.run(() => window.sdk.acceptCall("visitor-1"));
  expect([await countShown(page), peer.widgets.latest?.query.veinteraction]).toEqual([1, "visitor-1"]);
});

test("a parked widget that no longer answers is loaded again for the call", async ({ host, peer }) => {
  peer.widgets.script = canBeParked(peer, false);
  const parked = await haveParked(host, peer);
  const { accept } = await beginAccept(host, peer, "visitor-1");
  expect(parked.received).toHaveLength(1);
  expect((await accept.outcome()).error).toBeUndefined();
  expect(peer.widgets.latest?.query.veinteraction).toBe("visitor-1");
  await expectStatus(host, "CALL_STARTED");
});

test("with the application's own UI no widget is parked; its code is preloaded", async ({ host, peer }) => {
  await host.keep("uiHandlers", "({ openIframe: () => {}, closeIframe: () => {}, getIframe: () => null })");
  await signIn(host, peer);
  await host.run(() => window.sdk.setUiHandler(window.keep.uiHandlers));
  await host.run(() => window.sdk.switchQueue(true));
  await expect.poll(() => peer.requestsTo("/preload").length).toBe(1);
  expect(peer.widgets.all).toEqual([]);
});
