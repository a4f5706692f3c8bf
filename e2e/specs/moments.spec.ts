/** What a browser can do and what can go wrong in it, each made to happen. */
import { genericOptions, invitationLink, openAgentApp, widgetFrame } from "../fixtures/agent-app.ts";
import { blockStorage } from "../fixtures/block-storage.ts";
import { launchVisitorBrowser, PersonBrowsers } from "../fixtures/browsers.ts";
import { AGENT_PICTURE, VISITOR_PICTURE } from "../fixtures/pictures.ts";
import { expectToHear, expectToSee } from "../fixtures/remote-media.ts";
import { startCall, talk } from "../fixtures/talk.ts";
import { expect, test } from "../fixtures/test.ts";
import { AGENT_TONE_HZ } from "../fixtures/tones.ts";
import { joinCall, openInvitation } from "../fixtures/visitor.ts";

test("the other side's picture can be taken out of the page, and the call fills the screen", async ({
  agentPage,
  visitorPage,
  hostSite,
  platform,
}) => {
  await talk(agentPage, visitorPage, hostSite, platform);
  await visitorPage.getByRole("button", { name: "More" }).click();
  const outside = visitorPage.getByRole("button", { name: "Picture in picture" });
  const isOutside = (): Promise<string | null> =>
    visitorPage.evaluate(() => document.pictureInPictureElement?.getAttribute("data-testid") ?? null);
  await outside.click();
  await expect.poll(isOutside).toBe("remote-video");
  await outside.click();
  await expect.poll(isOutside).toBeNull();
  await visitorPage.getByRole("button", { name: "Full screen", exact: true }).click();
  await expect(visitorPage.getByRole("button", { name: "Leave full screen" })).toBeVisible();
  await visitorPage.getByRole("button", { name: "Leave full screen" }).click();
  await expect.poll(() => visitorPage.evaluate(() => document.fullscreenElement)).toBeNull();
});

test("the sound comes out of the speaker that was chosen", async ({
  agentPage,
  visitorPage,
  hostSite,
  platform,
}) => {
  await talk(agentPage, visitorPage, hostSite, platform);
  await visitorPage.getByRole("button", { name: "More" }).click();
  const speaker = visitorPage.getByLabel("Speaker");
  const other = await speaker.evaluate((select: HTMLSelectElement) => {
    const choice = [...select.options].find(({ value }) => !["", "default", select.value].includes(value));
    return choice?.value ?? "";
  });
  expect(other).not.toBe("");
  await speaker.selectOption(other);
  const video = visitorPage.getByTestId("remote-video");
  await expect.poll(() => video.evaluate((element: HTMLVideoElement) => element.sinkId)).toBe(other);
  await expectToHear(visitorPage, AGENT_TONE_HZ);
});

test("the share sheet gets the link", async ({ agentPage, hostSite, platform }) => {
  await agentPage.addInitScript(() => {
    navigator.share = (data) => {
      document.title = JSON.stringify(data);
      return Promise.resolve();
    };
  });
  const widget = await startCall(agentPage, hostSite, platform);
  await widget.getByRole("button", { name: "Share" }).click();
  const shared = JSON.parse(await widget.evaluate(() => document.title)) as { readonly url: string };
  expect(shared.url).toBe(await invitationLink(agentPage));
});

test("if storage is blocked, a call still works", async ({ agentPage, visitorPage, hostSite, platform }) => {
  await agentPage.addInitScript(blockStorage);
  await visitorPage.addInitScript(blockStorage);
  const widget = await talk(agentPage, visitorPage, hostSite, platform);
  await widget.getByRole("button", { name: "Hang up" }).click();
  await expect(visitorPage.getByText(/ended the call/i)).toBeVisible();
});

test("a link that is used twice: the second page can take the call over, the first one is told", async ({
  agentPage,
  visitorPage,
  visitorBrowser,
  hostSite,
  platform,
}) => {
  const widget = await talk(agentPage, visitorPage, hostSite, platform);
  const context = await visitorBrowser.newContext();
  const second = await context.newPage();
  await second.goto(await invitationLink(agentPage));
  await second.getByRole("button", { name: "Take the call over here" }).click();
  await expect(visitorPage.getByRole("heading", { name: /goes on in another window/i })).toBeVisible();
  await second.getByRole("button", { name: "Join call" }).click();
  await expectToSee(second, AGENT_PICTURE);
  await expectToSee(widget, VISITOR_PICTURE);
  await context.close();
});

test("who refused camera and microphone still gets into the call, and sees and hears", async ({
  agentPage,
  hostSite,
  platform,
}) => {
  const people = new PersonBrowsers();
  const context = await (await people.launch("denied")).newContext();
  const visitor = await context.newPage();
  const widget = await startCall(agentPage, hostSite, platform);
  await visitor.goto(await invitationLink(agentPage));
  await expect(visitor.getByTestId("media-advice")).toContainText("is blocked for this page");
  await visitor.getByLabel("Your name").focus();
  await visitor.keyboard.type("Clara Customer");
  await visitor.keyboard.press("Enter");
  await expectToSee(visitor, AGENT_PICTURE);
  await expectToHear(visitor, AGENT_TONE_HZ);
  await expect(widget.getByText("Clara Customer's camera is off")).toBeVisible();
  await people.close();
});

test("a camera that another program has is used as soon as it is free and asked for again", async ({
  agentPage,
  hostSite,
  platform,
}) => {
  const person = await launchVisitorBrowser();
  const visitor = await (await person.newContext()).newPage();
  await visitor.addInitScript(() => {
    const { mediaDevices } = navigator;
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = (constraints) =>
      constraints?.video && !("isFree" in window)
        ? Promise.reject(new DOMException("Could not start video source", "NotReadableError"))
        : open(constraints);
  });
  await openAgentApp(agentPage, hostSite);
  await agentPage.evaluate(async (options) => {
    await window.sdk.init(options);
    await window.sdk.call();
  }, genericOptions(platform));
  await joinCall(visitor, await invitationLink(agentPage));
  await expect(visitor.getByText(/another program is using your camera/i)).toBeVisible();
  await visitor.evaluate(() => Object.assign(window, { isFree: true }));
  await visitor.getByRole("button", { name: "Turn camera off" }).click();
  await expectToSee(await widgetFrame(agentPage), VISITOR_PICTURE);
  await person.close();
});

test("a visitor who closed the page before joining is told of at the invitation, for as long as nobody comes", async ({
  agentPage,
  visitorPage,
  hostSite,
  platform,
}) => {
  const widget = await startCall(agentPage, hostSite, platform);
  const arrival = widget.getByRole("status").filter({ hasText: /visitor|link/i });
  await expect(arrival).toHaveText("Nobody has opened the link yet");
  await openInvitation(visitorPage, await invitationLink(agentPage));
  await expect(arrival).toHaveText("Your visitor has opened the link and is checking the camera");
  await visitorPage.close();
  await expect(arrival).toHaveText("Your visitor has closed the page. The link still works.");
  // The platform keeps the place for 20 s.
  await expect(arrival).toHaveAttribute("data-presence", "absent", { timeout: 40_000 });
  await expect(arrival).toHaveText("Your visitor has closed the page. The link still works.");
});

test("a visitor who leaves the page and comes back by the browser's button is in the lobby again, and in the call again", async ({
  agentPage,
  visitorPage,
  hostSite,
  platform,
}) => {
  hostSite.serve("/elsewhere", "<!doctype html><title>Elsewhere</title>");
  const leaveAndComeBack = async (): Promise<void> => {
    await visitorPage.goto(`${hostSite.url}/elsewhere`);
    await visitorPage.goBack();
  };
  const widget = await startCall(agentPage, hostSite, platform);
  await openInvitation(visitorPage, await invitationLink(agentPage));
  await visitorPage.getByLabel("Your name").fill("Clara Customer");
  await leaveAndComeBack();
  await visitorPage.getByRole("button", { name: "Join call" }).click();
  await expectToSee(visitorPage, AGENT_PICTURE);
  await leaveAndComeBack();
  await expectToSee(visitorPage, AGENT_PICTURE);
  await expectToSee(widget, VISITOR_PICTURE);
});
