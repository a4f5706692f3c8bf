import { expect } from "@playwright/test";
import type { PlatformPeer } from "../platform-peer/platform-peer.ts";
import type { PushSession, Ringing } from "../platform-peer/push-session.ts";
import { callMessage } from "../platform-peer/widget-scripts.ts";
import type { Widget } from "../platform-peer/widgets.ts";
import type { HostPage } from "./host-page.ts";
import { generic, type Options, standalone } from "./init-options.ts";

/** Signs the agent in with standalone mode and returns the push session. */
export async function signIn(host: HostPage, peer: PlatformPeer, more: Options = {}): Promise<PushSession> {
  await host.init(standalone(peer, more));
  return peer.push.latest!;
}

export async function goOnQueue(
  host: HostPage,
  peer: PlatformPeer,
  more: Options = {},
): Promise<PushSession> {
  const session = await signIn(host, peer, more);
  await host.run(() => window.sdk.switchQueue(true));
  return session;
}

/** An agent on the queue with one ringing visitor. */
export async function haveRinging(
  host: HostPage,
  peer: PlatformPeer,
  ringing: Ringing,
  more: Options = {},
): Promise<PushSession> {
  const session = await goOnQueue(host, peer, more);
  await ring(host, session, ringing);
  return session;
}

export async function ring(host: HostPage, session: PushSession, ringing: Ringing): Promise<void> {
  const before = (await host.events("incomingCall")).length;
  await session.ring(ringing);
  await host.event("incomingCall", before + 1);
}

/** Waits for the `count`th widget that was opened at the peer. */
export async function widgetOpened(peer: PlatformPeer, count = 1): Promise<Widget> {
  await expect.poll(() => peer.widgets.all.length, { message: "a widget" }).toBeGreaterThanOrEqual(count);
  return peer.widgets.all[count - 1]!;
}

/** Starts a call and returns the visitor's id and the widget. */
export async function haveSession(
  host: HostPage,
  peer: PlatformPeer,
  more: Options = {},
): Promise<{ readonly widget: Widget; readonly visitorId: string }> {
  await host.init(generic(peer, more));
  await host.run(() => window.sdk.call());
  const widget = peer.widgets.latest!;
  return { widget, visitorId: `visitor-of-widget-${widget.id}` };
}

/** {@link haveSession}, after the visitor has joined. */
export async function haveRunningCall(
  host: HostPage,
  peer: PlatformPeer,
  more: Options = {},
): Promise<{ readonly widget: Widget; readonly visitorId: string }> {
  const session = await haveSession(host, peer, more);
  await session.widget.post(callMessage(peer, "CALL_STARTED", session.visitorId));
  await expectStatus(host, "CALL_STARTED");
  return session;
}

export async function expectStatus(host: HostPage, status: string): Promise<void> {
  await expect.poll(() => host.run(() => window.sdk.getCurrentCallState().status)).toBe(status);
}

/** Starts to accept `visitorId` and waits until the widget for it is open. */
export async function beginAccept(
  host: HostPage,
  peer: PlatformPeer,
  visitorId: string,
): Promise<{ readonly accept: Awaited<ReturnType<HostPage["begin"]>>; readonly widget: Widget }> {
  const opened = peer.widgets.all.length;
  const accept = await host.begin((id) => window.sdk.acceptCall(id), visitorId);
  const widget = await widgetOpened(peer, opened + 1);
  return { accept, widget };
}
