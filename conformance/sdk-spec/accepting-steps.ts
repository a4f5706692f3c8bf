import { expect } from "@playwright/test";
import type { PlatformPeer } from "../platform-peer/platform-peer.ts";
import type { PushSession } from "../platform-peer/push-session.ts";
import { helloOnly, winsTheCall } from "../platform-peer/widget-scripts.ts";
import type { HostPage } from "./host-page.ts";
import { beginAccept, haveRinging, ring } from "./standalone-steps.ts";

export const VISITOR = { visitorId: "visitor-1" };
export const CALL = "visitor-1-video";

export const takenByMe = (peer: PlatformPeer) => ({
  userId: peer.settings._account.email,
  deviceId: "widget-1",
});
export const TAKEN_BY_ANOTHER = { userId: "another@example.com" };

/** A visitor rings, and the agent starts to accept in a widget that has only sent hello. */
export async function haveBegun(host: HostPage, peer: PlatformPeer, { isPaused = false } = {}) {
  peer.widgets.script = helloOnly();
  const session = await haveRinging(host, peer, VISITOR);
  if (isPaused) await host.pauseTime();
  const begun = await beginAccept(host, peer, "visitor-1");
  await begun.widget.hello();
  return { session, ...begun };
}

/** After a failed accept, the agent can continue normally. */
export async function expectClean(host: HostPage, peer: PlatformPeer, session: PushSession): Promise<void> {
  expect(await host.run(() => [window.sdk.isIframeOpened(), window.sdk.getReceivedCalls().length])).toEqual([
    false,
    0,
  ]);
  expect(await host.run(() => document.querySelectorAll("iframe.video-engager-widget-iframe").length)).toBe(
    0,
  );
  peer.widgets.script = winsTheCall(peer);
  await ring(host, session, { visitorId: "visitor-9" });
  await host.run(() => window.sdk.acceptCall("visitor-9"));
  expect(await host.run(() => window.sdk.getCurrentCallState().visitorId)).toBe("visitor-9");
}
