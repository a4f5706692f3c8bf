/** A visitor asks for a call on a company's web site, and an agent who is on the queue takes it. */
import type { Page } from "@playwright/test";
import { eventNames, openAgentApp, widgetFrame } from "../fixtures/agent-app.ts";
import { askForCall, expect, goOnQueue as goOnQueueAtDesk, test } from "../fixtures/desk.ts";
import type { HostSite } from "../fixtures/host-site.ts";
import { AGENT_PICTURE, VISITOR_PICTURE } from "../fixtures/pictures.ts";
import type { RunningPlatform } from "../fixtures/platform.ts";
import { expectToSee } from "../fixtures/remote-media.ts";
import { joinCall } from "../fixtures/visitor.ts";

test("the desk rings, one key takes the call, both see each other, and one key mutes", async ({
  agentPage,
  visitorPage,
  desk,
}) => {
  await goOnQueueAtDesk(agentPage, desk);
  const visitor = await askForCall(visitorPage, desk, "Clara Customer");
  await expect(agentPage.getByText("Clara Customer").first()).toBeVisible();
  await agentPage.keyboard.press("a");
  const widget = await (await agentPage.waitForSelector('iframe[src*="smartvideo"]')).contentFrame();
  if (!widget) throw new Error("The widget's iframe has no frame.");
  await expectToSee(widget, VISITOR_PICTURE);
  await expectToSee(visitor, AGENT_PICTURE);
  await agentPage.keyboard.press("m");
  await expect(visitor.getByText(/is muted/i).first()).toBeVisible();
  await agentPage.keyboard.press("m");
  await expect(visitor.getByText(/is muted/i)).toHaveCount(0);
  await visitor.getByRole("button", { name: "Hang up" }).click();
  await expect(agentPage.getByText(/you talked with clara customer/i)).toBeVisible();
});

/** An application in standalone mode, on the queue, as an agent of this e-mail address. */
async function goOnQueue(
  page: Page,
  site: HostSite,
  platform: RunningPlatform,
  agentEmail: string,
): Promise<void> {
  await openAgentApp(page, site);
  const { apiKey, externalId } = platform.demo;
  await page.evaluate(
    async (options) => {
      await window.sdk.init({ authMethod: "generic", standaloneMode: true, ...options });
      await window.sdk.switchQueue();
    },
    { apiKey, externalId, domain: platform.url, agentEmail },
  );
}

/** A request for a call, as a company's web site sends it. */
async function requestCall(
  page: Page,
  site: HostSite,
  { url, demo }: RunningPlatform,
): Promise<{ readonly interactionId: string; readonly link: string }> {
  const created = await page.request.post(`${url}/api/interactions/tenants/${demo.tenantId}/interactions`, {
    data: { type: "OUTBOUND", customData: { subject: "Mortgage" } },
    headers: { origin: site.url },
  });
  const { interactionId, visitor } = (await created.json()) as {
    interactionId: string;
    visitor: { fullUrl: string };
  };
  return { interactionId, link: `${url}${visitor.fullUrl}` };
}

test("one of two agents wins the call, and the other's list says so", async ({
  agentBrowser,
  visitorPage,
  hostSite,
  platform,
}) => {
  const context = await agentBrowser.newContext();
  const [ana, ben] = [await context.newPage(), await context.newPage()];
  await goOnQueue(ana, hostSite, platform, "ana@demo.example");
  await goOnQueue(ben, hostSite, platform, "ben@demo.example");
  const { interactionId, link } = await requestCall(visitorPage, hostSite, platform);
  await joinCall(visitorPage, link, "Clara Customer");
  for (const page of [ana, ben])
    await expect
      .poll(() =>
        page.evaluate(() => window.sdk.getReceivedCalls().map((call) => [call.visitorId, call.displayName])),
      )
      .toEqual([[interactionId, "Clara Customer"]]);
  await ana.evaluate((id) => window.sdk.acceptCall(id), interactionId);
  await expectToSee(await widgetFrame(ana), VISITOR_PICTURE);
  await expectToSee(visitorPage, AGENT_PICTURE);
  expect(await ana.evaluate(() => window.sdk.getCurrentCallState().status)).toBe("CALL_STARTED");
  await expect.poll(() => eventNames(ben)).toContain("callRemoved");
  const late = await ben.evaluate(
    (id) =>
      window.sdk.acceptCall(id).then(
        () => "no error",
        (error: { code: string }) => error.code,
      ),
    interactionId,
  );
  expect(late).toBe("VISITOR_HAS_LEFT_SESSION");
  await ana.evaluate(() => window.sdk.endCall());
  await expect(visitorPage.getByText(/ended the call/i)).toBeVisible();
  await context.close();
});

test("the widget waits for its call with no device open, and accepting shows it without another load", async ({
  agentPage,
  visitorPage,
  hostSite,
  platform,
}) => {
  const loaded: string[] = [];
  const opened: string[] = [];
  agentPage.on("request", (request) => {
    if (request.isNavigationRequest() && request.frame() !== agentPage.mainFrame())
      loaded.push(request.url());
  });
  await agentPage.exposeFunction("noteDevices", (url: string) => void opened.push(url));
  await agentPage.addInitScript(() => {
    addEventListener("message", ({ data }) => {
      if (data?.type === "hello") document.documentElement.dataset.greeted = "true";
    });
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = (constraints) => {
      (window as unknown as { noteDevices(url: string): void }).noteDevices(location.href);
      return open(constraints);
    };
  });
  await goOnQueue(agentPage, hostSite, platform, "ana@demo.example");
  const { interactionId, link } = await requestCall(visitorPage, hostSite, platform);
  await joinCall(visitorPage, link, "Clara Customer");
  await agentPage.waitForFunction(() => window.sdk.getReceivedCalls().length === 1);
  await agentPage.waitForSelector("html[data-greeted]");
  expect([loaded, opened]).toEqual([[expect.stringContaining("?parked=")], []]);
  await agentPage.evaluate((id) => window.sdk.acceptCall(id), interactionId);
  await expectToSee(await widgetFrame(agentPage), VISITOR_PICTURE);
  await expectToSee(visitorPage, AGENT_PICTURE);
  expect([loaded.length, opened.length]).toEqual([1, 1]);
});
