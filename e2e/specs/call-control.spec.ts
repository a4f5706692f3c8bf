/** The application controls the call through the SDK, and the customer's page shows what it does. */
import type { Frame, Page } from "@playwright/test";
import { genericOptions, invitationLink, openAgentApp, widgetFrame } from "../fixtures/agent-app.ts";
import type { HostSite } from "../fixtures/host-site.ts";
import { AGENT_PICTURE, VISITOR_PICTURE } from "../fixtures/pictures.ts";
import type { RunningPlatform } from "../fixtures/platform.ts";
import { expectSilence, expectToHear, expectToSee, expectToSeeNothing } from "../fixtures/remote-media.ts";
import { talk } from "../fixtures/talk.ts";
import { expect, test } from "../fixtures/test.ts";
import { AGENT_TONE_HZ } from "../fixtures/tones.ts";
import { joinCall } from "../fixtures/visitor.ts";

/** The payloads of an event so far. */
const heard = (page: Page, event: string): Promise<readonly unknown[]> =>
  page.evaluate(
    (wanted) => window.events.filter(([name]) => name === wanted).map(([, payload]) => payload),
    event,
  );

test("muting and hiding by the SDK reach the customer, and the application hears of both sides", async ({
  agentPage,
  visitorPage,
  hostSite,
  platform,
}) => {
  const widget = await talk(agentPage, visitorPage, hostSite, platform);
  await expectToHear(visitorPage, AGENT_TONE_HZ);
  await agentPage.evaluate(() => window.sdk.setMicrophone(false));
  await expect(visitorPage.getByText(/is muted/i).first()).toBeVisible();
  await expectSilence(visitorPage, AGENT_TONE_HZ);
  await expect(widget.getByRole("button", { name: "Mute", exact: true })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await agentPage.evaluate(() => window.sdk.setCamera(false));
  await expectToSeeNothing(visitorPage);
  await agentPage.evaluate(() => Promise.all([window.sdk.setMicrophone(true), window.sdk.setCamera(true)]));
  await expectToSee(visitorPage, AGENT_PICTURE);
  await expectToHear(visitorPage, AGENT_TONE_HZ);

  await visitorPage.getByRole("button", { name: "Turn camera off" }).click();
  const state = (): Promise<unknown> => agentPage.evaluate(() => window.sdk.getMediaState());
  await expect.poll(state).toMatchObject({
    own: { microphone: true, camera: true, screen: false },
    participants: [{ role: "visitor", presence: "joined", media: { microphone: true, camera: false } }],
  });
  expect((await heard(agentPage, "mediaStateChanged")).at(-1)).toEqual(await state());
  expect((await heard(agentPage, "participantsChanged")).at(-1)).toMatchObject([{ presence: "joined" }]);
});

test("messages go both ways between the application and the customer's chat", async ({
  agentPage,
  visitorPage,
  hostSite,
  platform,
}) => {
  await talk(agentPage, visitorPage, hostSite, platform);
  await agentPage.evaluate(() => window.sdk.sendMessage("Your order has left our house."));
  await visitorPage.getByRole("button", { name: /chat/i }).click();
  await expect(visitorPage.getByText("Your order has left our house.")).toBeVisible();
  await visitorPage.getByLabel("Write a message").fill("Thank you!");
  await visitorPage.getByRole("button", { name: "Send", exact: true }).click();
  await expect
    .poll(() => heard(agentPage, "messageReceived"))
    .toMatchObject([{ text: "Thank you!", atMs: expect.any(Number) }]);
});

test("the application lists the devices and changes them", async ({
  agentPage,
  visitorPage,
  hostSite,
  platform,
}) => {
  await talk(agentPage, visitorPage, hostSite, platform);
  const devices = await agentPage.evaluate(() => window.sdk.getDevices());
  expect(devices.microphones.length).toBeGreaterThan(1);
  expect(devices.microphones.every(({ label }) => label !== "")).toBe(true);
  const other = devices.microphones.find(({ id }) => id !== devices.selected.microphone)!;
  await agentPage.evaluate((id) => window.sdk.selectDevice("microphone", id), other.id);
  expect((await agentPage.evaluate(() => window.sdk.getDevices())).selected.microphone).toBe(other.id);
  const unknown = await agentPage.evaluate(() =>
    window.sdk.selectDevice("camera", "nobody's").catch((error: { code: string }) => error.code),
  );
  expect(unknown).toBe("INVALID_ARGUMENT");
});

/** A call in a widget whose controls are hidden. */
async function talkWithoutControls(
  agentPage: Page,
  visitorPage: Page,
  site: HostSite,
  platform: RunningPlatform,
): Promise<Frame> {
  await openAgentApp(agentPage, site);
  await agentPage.evaluate(async (options) => {
    await window.sdk.init({ ...options, options: { controls: false } });
    await window.sdk.call();
  }, genericOptions(platform));
  await joinCall(visitorPage, await invitationLink(agentPage));
  const widget = await widgetFrame(agentPage);
  await expectToSee(widget, VISITOR_PICTURE);
  return widget;
}

test("an application that draws all controls hides the widget's, and can still do everything", async ({
  agentPage,
  visitorPage,
  hostSite,
  platform,
}) => {
  const widget = await talkWithoutControls(agentPage, visitorPage, hostSite, platform);
  await expect(widget.getByRole("button", { name: "Hang up" })).toHaveCount(0);
  await agentPage.evaluate(() => window.sdk.setMicrophone(false));
  await expectSilence(visitorPage, AGENT_TONE_HZ);
  await agentPage.evaluate(() => window.sdk.endCall());
  await expect(visitorPage.getByText(/ended the call/i)).toBeVisible();
});

test("the compact layout has the picture, mute, camera and hang up; the full one has everything", async ({
  agentPage,
  visitorPage,
  hostSite,
  platform,
}) => {
  const widget = await talk(agentPage, visitorPage, hostSite, platform);
  const names = (): Promise<string[]> =>
    widget.getByRole("group", { name: "Call controls" }).getByRole("button").allInnerTexts();
  const before = await names();
  await agentPage.evaluate(() => window.sdk.setLayout("compact"));
  await expect.poll(async () => (await names()).length).toBe(3);
  await expect(widget.locator(".own-tile")).toHaveCount(0);
  await expectToSee(widget, VISITOR_PICTURE);
  await agentPage.evaluate(() => window.sdk.setLayout("full"));
  expect(await names()).toEqual(before);
});

test("a click in the application is enough to share the screen; without one the browser refuses", async ({
  agentPage,
  visitorPage,
  hostSite,
  platform,
}) => {
  await talk(agentPage, visitorPage, hostSite, platform);
  await agentPage.evaluate(() => {
    const button = document.createElement("button");
    button.textContent = "Share";
    button.style.cssText = "position:fixed;inset:0 auto auto 0;z-index:2147483647";
    button.addEventListener("click", () => {
      button.textContent = "Asked";
      window.sdk.startScreenShare().then(
        () => (button.textContent = "Shared"),
        (error: { message: string }) => (button.textContent = error.message),
      );
    });
    document.documentElement.append(button);
  });
  await agentPage.getByRole("button", { name: "Share", exact: true }).click();
  await expect(agentPage.getByRole("button", { name: "Shared" })).toBeVisible();
  await expect.poll(() => agentPage.evaluate(() => window.sdk.getMediaState().own.screen)).toBe(true);
  await agentPage.evaluate(() => window.sdk.stopScreenShare());
  expect(await agentPage.evaluate(() => window.sdk.getMediaState().own.screen)).toBe(false);

  // What Playwright evaluates counts as a click of the person; what the protocol evaluates does not.
  const protocol = await agentPage.context().newCDPSession(agentPage);
  const evaluate = async (expression: string): Promise<unknown> =>
    (await protocol.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true })).result
      .value;
  await expect.poll(() => evaluate("navigator.userActivation.isActive"), { timeout: 15_000 }).toBe(false);
  const refused = await evaluate(
    "sdk.startScreenShare().then(() => 'shared', ({ context }) => context.reason)",
  );
  expect(refused).toBe("needs-gesture");
});
