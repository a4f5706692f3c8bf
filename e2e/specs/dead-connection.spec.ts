/** A connection to the platform that swallows every packet: neither side is told, as behind a router that has forgotten it. */
import type { Frame, Page } from "@playwright/test";
import { genericOptions, invitationLink, openAgentApp, widgetFrame } from "../fixtures/agent-app.ts";
import type { HostSite } from "../fixtures/host-site.ts";
import { AGENT_PICTURE, VISITOR_PICTURE } from "../fixtures/pictures.ts";
import { expectToSee } from "../fixtures/remote-media.ts";
import { test as base, expect } from "../fixtures/test.ts";
import { joinCall } from "../fixtures/visitor.ts";
import { startWiredPlatform, type WiredPlatform } from "../fixtures/wire.ts";

const test = base.extend<{ readonly wired: WiredPlatform }>({
  wired: async ({}, use) => {
    const platform = await startWiredPlatform();
    await use(platform);
    await platform.stop();
  },
});

/** Only the visitor is behind the wire. The widget stays open after the call, to be read. */
async function talkOverWire(
  agentPage: Page,
  visitorPage: Page,
  site: HostSite,
  wired: WiredPlatform,
): Promise<Frame> {
  await openAgentApp(agentPage, site);
  const direct = { ...wired, url: `http://127.0.0.1:${wired.port}` };
  await agentPage.evaluate(async (options) => {
    await window.sdk.init({ ...options, options: { keepWidgetOpen: true } });
    await window.sdk.call();
  }, genericOptions(direct));
  const asked = waitForQuestion(visitorPage);
  await joinCall(visitorPage, await invitationLink(agentPage));
  const widget = await widgetFrame(agentPage);
  await expectToSee(visitorPage, AGENT_PICTURE);
  await expectToSee(widget, VISITOR_PICTURE);
  await asked;
  return widget;
}

/** Resolves when the platform has asked for the first time whether the page is there: from then on, silence says something. */
async function waitForQuestion(page: Page): Promise<void> {
  const socket = await page.waitForEvent("websocket");
  await socket.waitForEvent("framereceived", ({ payload }) => String(payload).includes('["alive"]'));
}

test("it is replaced after 12 s of silence, and the call goes on", async ({
  agentPage,
  visitorPage,
  hostSite,
  wired,
}) => {
  const widget = await talkOverWire(agentPage, visitorPage, hostSite, wired);
  wired.swallow();
  await wired.mend();
  await visitorPage.getByRole("button", { name: "Mute" }).click();
  // The page looks every 2 s whether the platform's last question is 12 s old. The rest is for the new connection.
  await expect(widget.getByText("Clara Customer is muted")).toBeVisible({ timeout: 17_000 });
  await expectToSee(widget, VISITOR_PICTURE);
});

test("a hang-up on it is read as one on the other side, within 5 s of the network's return", async ({
  agentPage,
  visitorPage,
  hostSite,
  wired,
}) => {
  const widget = await talkOverWire(agentPage, visitorPage, hostSite, wired);
  wired.swallow();
  await visitorPage.getByRole("button", { name: "Hang up" }).click();
  await expect(visitorPage.getByRole("heading", { name: "You ended the call" })).toBeVisible();
  const heading = widget.getByRole("heading", { name: "Clara Customer ended the call" });
  await expect(heading).toBeHidden();
  await wired.mend();
  await expect(heading).toBeVisible({ timeout: 5_000 });
});
