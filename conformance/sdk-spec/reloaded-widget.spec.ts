import type { PlatformPeer } from "../platform-peer/platform-peer.ts";
import { callMessage } from "../platform-peer/widget-scripts.ts";
import type { Widget } from "../platform-peer/widgets.ts";
import { expect, test } from "./fixtures.ts";
import type { HostPage } from "./host-page.ts";
import { generic } from "./init-options.ts";
import { expectStatus, widgetOpened } from "./standalone-steps.ts";

/** A widget that can return to its call after a reload. */
function canResume(peer: PlatformPeer, returns: boolean): (widget: Widget) => void {
  return (widget) => {
    void widget.post({
      ve: 1,
      type: "hello",
      capabilities: ["hangup", "resume"],
      instance: `page-${widget.id}`,
    });
    if (widget.id !== "1" && !returns) return;
    if (widget.id === "1") void widget.post(callMessage(peer, "PRE_CALL", "visitor-1"));
    void widget.post(callMessage(peer, "CALL_STARTED", "visitor-1"));
  };
}

async function haveCall(host: HostPage, peer: PlatformPeer, returns = true): Promise<void> {
  peer.widgets.script = canResume(peer, returns);
  await host.init(generic(peer));
  await host.run(() => window.sdk.call());
  await expectStatus(host, "CALL_STARTED");
  await host.forgetEvents();
}

const WAYS = {
  moves: (): void => {
    const place = document.createElement("div");
    document.body.append(place);
    place.append(document.querySelector("iframe.video-engager-widget-iframe")!);
  },
  reloads: (): void => {
    const iframe = document.querySelector<HTMLIFrameElement>("iframe.video-engager-widget-iframe")!;
    iframe.setAttribute("src", iframe.src);
  },
};

for (const [how, reload] of Object.entries(WAYS))
  test(`a widget whose iframe the application ${how} in a call returns to the same call`, async ({
    host,
    peer,
  }) => {
    await haveCall(host, peer);
    await host.run(reload);
    const second = await widgetOpened(peer, 2);
    const resume = (): { token: string } | undefined =>
      second.received
        .map(({ data }) => data as { type: string; token: string })
        .find(({ type }) => type === "resume");
    await expect.poll(() => resume()?.token).toBeTruthy();
    const token = new URLSearchParams(resume()?.token);
    expect([token.get("veinteraction"), token.get("instance"), token.get("pak")]).toEqual([
      "visitor-1",
      "page-1",
      peer.apiKey,
    ]);
    expect(second.received.map(({ origin }) => origin)).toContain(host.server.origin);
    await expectStatus(host, "CALL_STARTED");
    expect(await host.eventNames("callStateUpdated")).toEqual([]);
    await host.run(() => window.sdk.endCall());
    expect(await host.events("sessionEnded")).toHaveLength(1);
  });

test.describe("in time", () => {
  test.use({ virtualTime: true });

  test("if a reloaded widget doesn't return within 30 s, the call ends", async ({ host, peer }) => {
    await haveCall(host, peer, false);
    await host.run(WAYS.reloads);
    await widgetOpened(peer, 2);
    await expect.poll(() => peer.widgets.latest?.received.length).toBeGreaterThan(0);
    await host.passTime(31_000);
    await host.event("sessionEnded");
    const [ended] = await host.events("sessionEnded");
    expect(ended?.detail).toMatchObject({ reason: "lost", by: "platform" });
    expect(await host.run(() => window.sdk.isIframeOpened())).toBe(false);
  });
});
