/** The agent's desk and the company's site, as the people at them use them. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import {
  acceptCall,
  answerCall,
  askForCall,
  expect,
  goOnQueue,
  inCall,
  signIn,
  test,
} from "../fixtures/desk.ts";
import { byName } from "../fixtures/platform.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

async function expectAccessible(page: Page): Promise<void> {
  // Evaluated, because the page's content security policy blocks other scripts.
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string }[] }> };
    };
    return (await axe.run({ iframes: false })).violations.map(({ id }) => id);
  });
  expect(violations).toEqual([]);
}

test("an agent works the desk by keyboard alone, from signing in to the note after the call", async ({
  agentPage: page,
  visitorPage,
  desk: platform,
}) => {
  await page.goto(`${byName(platform)}/desk/`);
  await expect(page.getByRole("button", { name: "Sign in as the demo agent" })).toBeVisible();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("switch")).toBeFocused();
  await page.keyboard.press("Space");
  await expect(page.getByRole("dialog", { name: "Check your camera and microphone" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("switch")).toBeFocused();
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: "Join the queue" })).toBeEnabled();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("switch")).toBeChecked();
  await askForCall(visitorPage, platform, "Clara Customer");
  await expect(page.getByRole("button", { name: "Accept Clara Customer" })).toBeVisible();
  await page.keyboard.press("a");
  await expect(inCall(page)).toBeVisible();
  await page.getByRole("button", { name: "Hang up" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.type("A rear wheel");
  await expect(page.getByRole("region", { name: "Past calls" })).toContainText("A rear wheel");
});

test("a ringing call is in the tab's title, announced, accessible, and silenced by one key", async ({
  agentPage: page,
  visitorPage,
  desk: platform,
}) => {
  await goOnQueue(page, platform);
  await askForCall(visitorPage, platform, "Clara Customer");
  await expect(page).toHaveTitle("Clara Customer is calling · Agent desk");
  await expect(page.locator("link[rel=icon]")).toHaveAttribute("href", "/desk/favicon-ringing.svg");
  await expect(page.getByRole("status")).toHaveText(
    "Clara Customer is calling. Press A to accept, R to reject.",
  );
  await expect(page.getByRole("region", { name: /Waiting/ })).toContainText("A repair");
  await expectAccessible(page);
  await page.keyboard.press("s");
  await expect(page.getByRole("button", { name: "Silence" })).toBeHidden();
  await page.keyboard.press("r");
  await expect(page.getByRole("region", { name: "Past calls" })).toContainText("You rejected it");
  await expect(page).toHaveTitle("Agent desk");
});

test("letters typed into a field trigger no shortcuts", async ({
  agentPage: page,
  visitorPage,
  desk: platform,
}) => {
  await goOnQueue(page, platform);
  await askForCall(visitorPage, platform, "Clara Customer");
  await expect(page.getByRole("button", { name: "Accept Clara Customer" })).toBeVisible();
  await page.getByLabel("Customer reference").pressSequentially("ars");
  await expect(page.getByLabel("Customer reference")).toHaveValue("ars");
  await expect(page.getByRole("button", { name: "Accept Clara Customer" })).toBeVisible();
});

test("a reload in a call shows a warning, and returns to the call and the queue", async ({
  agentPage: page,
  visitorPage,
  desk: platform,
}) => {
  await answerCall(page, visitorPage, platform);
  const warned = page.waitForEvent("dialog");
  await Promise.all([page.reload(), warned.then((dialog) => dialog.accept())]);
  expect((await warned).type()).toBe("beforeunload");
  await expect(inCall(page)).toBeVisible();
  await expect(page.getByRole("heading", { name: "Clara Customer" })).toBeVisible();
  await expect(page.getByRole("switch")).toBeChecked();
});

test("signing out of a call asks first, ends it for both, and leaves nothing in the tab", async ({
  agentPage: page,
  visitorPage,
  desk: platform,
}) => {
  const visitor = await answerCall(page, visitorPage, platform);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "End and sign out" }).click();
  await expect(page.getByRole("button", { name: "Sign in as the demo agent" })).toBeVisible();
  await expect(visitor.getByText(/ended the call/i)).toBeVisible();
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  expect(page.url()).toBe(`${byName(platform)}/desk/`);
});

test("wrong credentials show an error next to the form, and can be corrected", async ({
  agentPage: page,
  desk: platform,
}) => {
  await page.goto(`${byName(platform)}/desk/`);
  await page.getByText("Sign in as somebody else").click();
  await page.getByLabel("API key").fill("wrong");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("The API key or external ID is wrong.");
  await expectAccessible(page);
  await page.getByLabel("API key").fill(platform.demo.apiKey);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("switch")).toBeVisible();
});

test("a past call is still listed for the agent in a new browser, with who called and how long it took", async ({
  agentPage: page,
  agentBrowser,
  visitorPage,
  desk: platform,
}) => {
  await answerCall(page, visitorPage, platform);
  await expect(page.getByRole("main").getByText("0:02")).toBeVisible();
  await page.getByRole("button", { name: "Hang up" }).click();
  await expect(page.getByRole("region", { name: "Past calls" })).toContainText("Clara Customer");
  const elsewhere = await agentBrowser.newContext();
  const other = await elsewhere.newPage();
  await signIn(other, platform);
  await expect(other.getByRole("region", { name: "Past calls" }).getByRole("listitem")).toHaveText(
    /Clara Customer.*Incoming · Talked 0:0\d/,
  );
  await elsewhere.close();
});

async function chooseArabic(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByLabel("Language").selectOption("العربية");
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
}

test("the desk shows the chosen language and its direction, also after a reload", async ({
  agentPage: page,
  desk: platform,
}) => {
  await signIn(page, platform);
  await chooseArabic(page);
  await expect(page.getByRole("switch", { name: "استقبال مكالمات الطابور" })).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByRole("switch", { name: "استقبال مكالمات الطابور" })).toBeVisible();
  await page.getByRole("button", { name: "الإعدادات" }).click();
  await page.getByLabel("اللغة").selectOption("Deutsch");
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page.locator("html")).toHaveAttribute("dir", "ltr");
  await expect(page).toHaveTitle("Arbeitsplatz");
});

test("a call is in the language that the agent has chosen at the desk", async ({
  agentPage: page,
  desk: platform,
}) => {
  await signIn(page, platform);
  await chooseArabic(page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "بدء مكالمة" }).click();
  const widget = page.frameLocator("#call-widget iframe");
  await expect(widget.locator("html")).toHaveAttribute("lang", "ar");
  await expect(widget.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(widget.getByLabel("رابط لزائرك")).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const)
  for (const [width, height] of [
    [1280, 800],
    [390, 844],
    [320, 568],
  ] as const)
    test(`the desk and the company's site fit and are accessible: ${width}x${height}, ${colorScheme}`, async ({
      agentPage: page,
      desk: platform,
    }) => {
      const expectToFit = async (): Promise<void> => {
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        await expectAccessible(page);
      };
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height });
      await page.goto(`${byName(platform)}/demo/visitor`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectToFit();
      await page.goto(`${byName(platform)}/desk/`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectToFit();
      await goOnQueue(page, platform);
      await expectToFit();
      await page.getByRole("button", { name: "Settings" }).click();
      await expectToFit();
      await page.keyboard.press("Escape");
      await page.getByLabel("Customer reference").fill("customer-123");
      await page.getByRole("button", { name: "Start a call" }).click();
      await expect(page.getByRole("heading", { name: "customer-123" })).toBeVisible();
      await expectToFit();
    });

test("a visitor whom nobody answered asks again, and the agent reads the same name and reason", async ({
  agentPage: page,
  visitorPage,
  desk: platform,
}) => {
  await platform.set("visitorWaitingS=10");
  const visitor = await askForCall(visitorPage, platform, "Clara Customer");
  await visitor.getByRole("button", { name: "Ask again" }).click({ timeout: 40_000 });
  await goOnQueue(page, platform);
  await visitor.getByRole("button", { name: "Join call" }).click();
  const ringing = page.getByRole("region", { name: "Waiting" });
  await expect(ringing).toContainText("Clara Customer");
  await expect(ringing).toContainText("A repair");
});

test("a visitor who loads the page again after the call asks for another one with the same name, reason and style", async ({
  agentPage: page,
  visitorPage,
  desk: platform,
}) => {
  await goOnQueue(page, platform);
  const visitor = await askForCall(visitorPage, platform, "Clara Customer");
  await visitor.goto(`${visitor.url()}?csg=blue`);
  await acceptCall(page);
  await page.getByRole("button", { name: "Hang up" }).click();
  await expect(visitor.getByTestId("talk-time")).toBeVisible();
  await visitor.reload();
  await visitor.getByRole("button", { name: "Ask again" }).click();
  await visitor.getByRole("button", { name: "Join call" }).click();
  await expect(visitor.locator("html")).toHaveAttribute("data-csg", "blue");
  const ringing = page.getByRole("region", { name: "Waiting" });
  await expect(ringing).toContainText("Clara Customer");
  await expect(ringing).toContainText("A repair");
});
