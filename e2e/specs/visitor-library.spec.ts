/** A company's web site asks for a call with the visitor's library, and shows how it goes. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, chromium, type Page } from "@playwright/test";
import type { Page as FirefoxPage } from "puppeteer-core";
import { widgetFrame } from "../fixtures/agent-app.ts";
import { launchFirefox } from "../fixtures/firefox.ts";
import { AGENT_PICTURE, VISITOR_PICTURE } from "../fixtures/pictures.ts";
import { byName, type RunningPlatform, startPlatform } from "../fixtures/platform.ts";
import { expectToSee } from "../fixtures/remote-media.ts";
import {
  acceptInApp,
  callInWindow,
  callUs,
  expectState,
  goOnQueueInApp,
  inlinePage,
  openShop,
  statesOf,
} from "../fixtures/shop.ts";
import { expect, test } from "../fixtures/test.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** A page with `<video-call-button>`, whose script comes from the platform by its version and hash. */
async function serveButton(
  site: { serve(path: string, html: string): void },
  { url }: RunningPlatform,
  body: string,
): Promise<void> {
  const { version, files } = (await (await fetch(`${url}/visitor-sdk/latest/integrity.json`)).json()) as {
    readonly version: string;
    readonly files: Readonly<Record<string, string>>;
  };
  site.serve(
    "/button",
    `<!doctype html><html lang="en"><head><title>Fernhill Cycles</title>
<script src="${url}/visitor-sdk/${version}/index.js" integrity="${files["index.js"]}" crossorigin="anonymous"></script>
</head><body>${body}</body></html>`,
  );
}

/** A visitor whom nobody answers. The wait is ten seconds, the least that a tenant can set, so it begins before the other tests. */
let unanswered: Page;
let deserted: RunningPlatform;

test.beforeAll(async ({ visitorBrowser, hostSite }) => {
  deserted = await startPlatform();
  await deserted.set("visitorWaitingS=10");
  unanswered = await (await visitorBrowser.newContext()).newPage();
  await openShop(unanswered, hostSite, deserted, { open: "inline", name: "Nora Nobody" });
  await callUs(unanswered).click();
  await (await inlinePage(unanswered)).getByRole("button", { name: "Join call" }).click();
  await expectState(unanswered, "waiting");
});
test.afterAll(async () => {
  await unanswered.context().close();
  await deserted.stop();
});

test("inline: visitor and agent see each other, the site's data reaches the agent, and the agent's end is told", async ({
  agentPage,
  visitorPage: shop,
  hostSite,
  platform,
}) => {
  await goOnQueueInApp(agentPage, hostSite, platform);
  await openShop(shop, hostSite, platform, {
    open: "inline",
    name: "Ines Inline",
    customData: { subject: "A repair" },
  });
  await callUs(shop).click();
  await expectState(shop, "preparing");
  const visitor = await inlinePage(shop);
  await visitor.getByRole("button", { name: "Join call" }).click();
  await expectState(shop, "waiting");
  // Only the visitor's page is listened to.
  await shop.evaluate(() => window.postMessage({ type: "callEnded" }, "*"));
  expect(await acceptInApp(agentPage, "Ines Inline")).toEqual({ customData: { subject: "A repair" } });
  await expectToSee(visitor, AGENT_PICTURE);
  await expectToSee(await widgetFrame(agentPage), VISITOR_PICTURE);
  await expectState(shop, "connected");
  await agentPage.evaluate(() => window.sdk.endCall());
  await expectState(shop, "ended hung-up agent");
  expect(await statesOf(shop)).toEqual([
    "requesting",
    "opening",
    "preparing",
    "waiting",
    "connected",
    "ended hung-up agent",
  ]);
  await shop.evaluate(() => window.visitor.end());
  await expect(shop.locator("iframe")).toHaveCount(0);
});

test("popup: they see each other, and end() of the site hangs up and closes the window", async ({
  agentPage,
  visitorPage: shop,
  hostSite,
  platform,
}) => {
  await goOnQueueInApp(agentPage, hostSite, platform);
  await openShop(shop, hostSite, platform, { open: "popup", name: "Paul Popup" });
  const visitor = await callInWindow(shop);
  await visitor.getByRole("button", { name: "Join call" }).click();
  await acceptInApp(agentPage, "Paul Popup");
  await expectToSee(visitor, AGENT_PICTURE);
  await expectToSee(await widgetFrame(agentPage), VISITOR_PICTURE);
  await expectState(shop, "connected");
  const another = shop.evaluate(() => window.visitor.call().catch(({ code }: { code: string }) => code));
  expect(await another).toBe("call-active");
  const closed = visitor.waitForEvent("close");
  await shop.evaluate(() => window.visitor.end());
  await closed;
  await expectState(shop, "ended hung-up visitor");
  const ends = (): Promise<unknown[]> =>
    agentPage.evaluate(() => window.events.filter(([name]) => name === "sessionEnded"));
  await expect.poll(ends).toHaveLength(1);
});

test("tab: its states are told though the site sends no referrer, also that the visitor closes it", async ({
  visitorPage: shop,
  hostSite,
  platform,
}) => {
  const headers = { "referrer-policy": "no-referrer" };
  await openShop(shop, hostSite, platform, { open: "tab", name: "Tina Tab" }, headers);
  const tab = await callInWindow(shop);
  await expect(tab.getByLabel("Your name")).toHaveValue("Tina Tab");
  await tab.getByRole("button", { name: "Join call" }).click();
  await expectState(shop, "waiting");
  await tab.close();
  await expectState(shop, "ended page-closed visitor");
  // The next call of the same page.
  const next = await callInWindow(shop);
  await expect(next.getByRole("button", { name: "Join call" })).toBeEnabled();
  await expectState(shop, "preparing");
  await shop.evaluate(() => window.visitor.end());
  await expectState(shop, "ended hung-up visitor");
});

test("end() while the platform is asked closes the window, and no call is opened", async ({
  visitorPage: shop,
  hostSite,
  platform,
}) => {
  await openShop(shop, hostSite, platform, { open: "popup" });
  const asked = new Promise<void>((resolve) => {
    // Never answered.
    void shop.route("**/api/interactions/**", () => resolve());
  });
  const popup = await callInWindow(shop);
  await asked;
  await shop.evaluate(() => window.visitor.end());
  if (!popup.isClosed()) await popup.waitForEvent("close");
  await expect.poll(() => shop.evaluate(() => window.failure?.code)).toBe("ended");
  expect(await statesOf(shop)).toEqual(["requesting", "ended hung-up visitor"]);
});

test("an unknown tenant is refused, and the window is closed again", async ({
  visitorPage: shop,
  hostSite,
  platform,
}) => {
  await openShop(shop, hostSite, platform, { open: "popup", tenant: "no-such-tenant" });
  const popup = await callInWindow(shop);
  if (!popup.isClosed()) await popup.waitForEvent("close");
  await expectState(shop, "refused unknown-tenant");
});

/** The tests' browsers open every window and know no other host names. This one is like a visitor's. */
test.describe("in a browser that blocks windows", () => {
  let browser: Browser;
  let shop: Page;

  test.beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
      chromiumSandbox: false,
      ignoreDefaultArgs: ["--disable-popup-blocking"],
      args: [
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        "--host-resolver-rules=MAP shop.example 127.0.0.1",
      ],
    });
  });
  test.afterAll(() => browser.close());
  test.beforeEach(async () => {
    shop = await browser.newPage({ locale: "en-GB" });
  });
  test.afterEach(() => shop.context().close());

  test("a call outside a click is refused in words, and the button's link opens it", async ({
    hostSite,
    platform,
  }) => {
    await serveButton(
      hostSite,
      platform,
      `<video-call-button domain="${platform.url}" tenant="${platform.demo.tenantId}"></video-call-button>
<script>window.states = [];
document.addEventListener("statechange", ({ detail }) => {
  window.states.push([detail.name, detail.reason].filter(Boolean).join(" "));
  if (detail.error) window.failure = { message: detail.error.message, link: detail.error.link };
});
document.querySelector("video-call-button").shadowRoot.querySelector("button").click();</script>`,
    );
    await shop.goto(`${hostSite.url}/button`);
    await expectState(shop, "refused popup-blocked");
    const failure = await shop.evaluate(() => window.failure);
    expect(failure?.message).toContain("The browser blocked the call's window.");
    expect(failure?.link).toContain(`${platform.url}/visitor/`);
    await expect(shop.getByRole("status")).toHaveText("Your browser blocked the call's window.");
    const [popup] = await Promise.all([
      shop.waitForEvent("popup"),
      shop.getByRole("link", { name: "Open the call" }).click(),
    ]);
    await popup.getByRole("button", { name: "Join call" }).click();
    await expectState(shop, "waiting");
    await expect(shop.getByRole("link")).toHaveCount(0);
  });

  test("a web site that the platform doesn't know is refused, with the command that adds it", async ({
    hostSite,
    platform,
  }) => {
    const stranger = { ...hostSite, url: hostSite.url.replace("localhost", "shop.example") };
    await openShop(shop, stranger, platform, { open: "inline" });
    await callUs(shop).click();
    await expectState(shop, "refused origin-not-allowed");
    expect((await shop.evaluate(() => window.failure))?.message).toContain("origin add");
    await expect(shop.locator("iframe")).toHaveCount(0);
  });
});

test("the button in a shadow root: shows the page inside itself, says how the call goes, and ends it", async ({
  visitorPage: shop,
  hostSite,
  platform,
}) => {
  await serveButton(
    hostSite,
    platform,
    `<div id="card"><template shadowrootmode="open"><video-call-button domain="${platform.url}"
      tenant="${platform.demo.tenantId}" open="inline" name="Bea Button">Talk to a mechanic</video-call-button></template></div>
    <script>window.states = [];
    document.addEventListener("statechange", (event) => window.states.push(event.detail.name));</script>`,
  );
  await shop.goto(`${hostSite.url}/button`);
  await shop.getByRole("button", { name: "Talk to a mechanic" }).press("Enter");
  const page = shop.frameLocator('iframe[title="Video call"]');
  await page.getByRole("button", { name: "Join call" }).click();
  await expect(shop.getByRole("status")).toHaveText("Please wait. We'll be with you shortly.");
  await shop.getByRole("button", { name: "End call" }).click();
  await expect(shop.getByRole("status")).toHaveText("The call has ended.");
  await expect(shop.getByRole("button", { name: "Talk to a mechanic" })).toBeFocused();
  await expect(shop.locator("iframe")).toHaveCount(0);
  expect(await shop.evaluate(() => window.states)).toEqual([
    "requesting",
    "opening",
    "preparing",
    "waiting",
    "ended",
  ]);
});

test("the button without a tenant says that it can't call, in each language", async ({
  visitorPage: shop,
  hostSite,
  platform,
}) => {
  await serveButton(
    hostSite,
    platform,
    ["en", "de", "es", "fr", "ar"]
      .map(
        (language) => `<video-call-button lang="${language}" domain="${platform.url}"></video-call-button>`,
      )
      .join(""),
  );
  await shop.goto(`${hostSite.url}/button`);
  for (const words of [
    "Start video call",
    "Videoanruf starten",
    "Iniciar videollamada",
    "Démarrer l'appel vidéo",
    "بدء مكالمة فيديو",
  ])
    await shop.getByRole("button", { name: words }).click();
  await expect(shop.getByRole("status")).toHaveText([
    "The call couldn't be opened. Please try again later.",
    "Der Anruf konnte nicht geöffnet werden. Bitte versuchen Sie es später noch einmal.",
    "No se ha podido abrir la llamada. Inténtelo más tarde.",
    "L'appel n'a pas pu être ouvert. Veuillez réessayer plus tard.",
    "تعذّر فتح المكالمة. يُرجى المحاولة لاحقًا.",
  ]);
  await shop.evaluate(AXE);
  const barriers = await shop.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(context: string): Promise<{ violations: { id: string }[] }> };
    };
    return (await axe.run("video-call-button")).violations.map(({ id }) => id);
  });
  expect(barriers).toEqual([]);
});

test("the demo site says how the call goes", async ({ visitorPage: shop, platform }) => {
  await shop.goto(`${byName(platform)}/demo/visitor`);
  const [tab] = await Promise.all([
    shop.waitForEvent("popup"),
    shop.getByRole("button", { name: "Talk to us on video" }).click(),
  ]);
  await expect(shop.getByRole("status")).toContainText("Your call is in the new tab.");
  await tab.getByRole("button", { name: "Join call" }).click();
  await expect(shop.getByRole("status")).toHaveText("It rings at the desk.");
  await tab.close();
  await expect(shop.getByRole("status")).toHaveText("The call has ended.");
});

test("in Firefox the button opens the call in a popup, hears of it and closes it", async ({
  hostSite,
  platform,
}) => {
  await serveButton(
    hostSite,
    platform,
    `<video-call-button domain="${platform.url}" tenant="${platform.demo.tenantId}"></video-call-button>
<script>window.states = [];
document.addEventListener("statechange", ({ detail }) => window.states.push(detail.name));</script>`,
  );
  const firefox = await launchFirefox();
  const site = await firefox.newPage();
  await site.goto(`${hostSite.url}/button`);
  const opened = new Promise<FirefoxPage | null>((resolve) => site.once("popup", resolve));
  await site.locator("video-call-button >>> button[data-action=start]").click();
  const popup = await opened;
  await popup?.locator("::-p-aria(Join call)").setTimeout(10_000).click();
  await site.waitForFunction(() => window.states.at(-1) === "waiting");
  await site.locator("video-call-button >>> button[data-action=end]").click();
  await site.waitForFunction(() => window.states.at(-1) === "ended");
  await expect.poll(() => popup?.isClosed()).toBe(true);
  await firefox.close();
});

test("nobody takes the call: the site is told when the platform gives up", async () => {
  await expectState(unanswered, "refused nobody-available");
});
