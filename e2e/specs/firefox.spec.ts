/** Chromium and Firefox call each other, either way round. */
import type { Page as FirefoxPage } from "puppeteer-core";
import {
  genericOptions,
  invitationLink,
  openAgentApp,
  serveAgentApp,
  widgetFrame,
} from "../fixtures/agent-app.ts";
import { launchFirefox } from "../fixtures/firefox.ts";
import { AGENT_PICTURE, VISITOR_PICTURE } from "../fixtures/pictures.ts";
import { expectToSee, expectToSeeSomething } from "../fixtures/remote-media.ts";
import { expect, test } from "../fixtures/test.ts";
import { joinCall } from "../fixtures/visitor.ts";

async function joinInFirefox(page: FirefoxPage, link: string): Promise<void> {
  await page.goto(link);
  await page.locator("input[name=name]").fill("Freya");
  await page.locator("::-p-aria(Join call)").click();
}

test("a visitor in Firefox and an agent in Chromium see each other", async ({
  agentPage,
  hostSite,
  platform,
}) => {
  const firefox = await launchFirefox();
  await openAgentApp(agentPage, hostSite);
  await agentPage.evaluate(async (options) => {
    await window.sdk.init(options);
    await window.sdk.call();
  }, genericOptions(platform));
  const visitorPage = await firefox.newPage();
  await joinInFirefox(visitorPage, await invitationLink(agentPage));
  await expectToSee(visitorPage, AGENT_PICTURE);
  await expectToSeeSomething(await widgetFrame(agentPage));
  await visitorPage.locator("::-p-aria(Hang up)").click();
  await expect(agentPage.locator("iframe")).toHaveCount(0);
  await firefox.close();
});

test("an agent in Firefox and a visitor in Chromium see each other", async ({
  visitorPage,
  hostSite,
  platform,
}) => {
  const firefox = await launchFirefox();
  const agentPage = await firefox.newPage();
  serveAgentApp(hostSite);
  await agentPage.goto(`${hostSite.url}/crm`);
  await agentPage.waitForFunction(() => window.sdk !== undefined);
  const link = await agentPage.evaluate(async (options) => {
    await window.sdk.init(options);
    await window.sdk.call();
    return window.sdk.getCurrentCallState().shortUrl;
  }, genericOptions(platform));
  await joinCall(visitorPage, link);
  const element = await agentPage.waitForSelector("iframe.video-engager-widget-iframe");
  const widget = await element?.contentFrame();
  if (!widget) throw new Error("The widget's iframe has no frame.");
  await expectToSee(widget, VISITOR_PICTURE);
  await expectToSeeSomething(visitorPage);
  await visitorPage.getByRole("button", { name: "Hang up" }).click();
  await agentPage.waitForFunction(
    () => document.querySelector("iframe.video-engager-widget-iframe") === null,
  );
  await firefox.close();
});
