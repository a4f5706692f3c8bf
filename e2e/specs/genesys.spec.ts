/** An agent who signs in with Genesys Cloud: a real OpenID provider answers in a real popup, under the region's host name. */
import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import type { Frame, Page } from "@playwright/test";
import { type GenesysCloud, startGenesysCloud } from "../../packages/platform/test/fixtures/genesys-cloud.ts";
import { eventNames, invitationLink, openAgentApp, widgetFrame } from "../fixtures/agent-app.ts";
import { launchPersonBrowser, type PersonBrowser } from "../fixtures/browsers.ts";
import { AGENT_PICTURE, VISITOR_PICTURE } from "../fixtures/pictures.ts";
import { type RunningPlatform, startPlatform } from "../fixtures/platform.ts";
import { expectToSee } from "../fixtures/remote-media.ts";
import { expect, test } from "../fixtures/test.ts";
import { AGENT_TONE_HZ } from "../fixtures/tones.ts";
import { joinCall } from "../fixtures/visitor.ts";

const DOMAIN = "mypurecloud.de";
const FETCH = new URL("../../packages/platform/test/fixtures/genesys-fetch.mjs", import.meta.url);
const ORGANIZATION_ID = randomUUID();
const CLIENT_ID = randomUUID();
const BUTTON = { name: "Sign in with Genesys Cloud" };

let cloud: GenesysCloud;
let platform: RunningPlatform;
let browser: PersonBrowser;
let page: Page;

test.beforeAll(async () => {
  cloud = await startGenesysCloud([DOMAIN]);
  cloud.users.set("ann@example.org", { name: "Ann Lee", organizationId: ORGANIZATION_ID });
  platform = await startPlatform({
    env: {
      NODE_OPTIONS: `--import=${fileURLToPath(FETCH)}`,
      GENESYS_CLOUD: JSON.stringify({ port: cloud.port, ca: cloud.ca }),
    },
  });
  cloud.registerClient(CLIENT_ID, [`${platform.url}/genesys/callback`]);
  await platform.set(
    `genesys.organizationId=${ORGANIZATION_ID}`,
    `genesys.clientId=${CLIENT_ID}`,
    `genesys.domain=${DOMAIN}`,
  );
  browser = await launchPersonBrowser(AGENT_PICTURE, AGENT_TONE_HZ, 20, "granted", [
    `--host-resolver-rules=MAP login.${DOMAIN} 127.0.0.1:${cloud.port}`,
  ]);
});
test.afterAll(async () => {
  await browser.close();
  await platform.stop();
  await cloud.stop();
});
test.beforeEach(async () => {
  page = await (await browser.newContext()).newPage();
});
test.afterEach(() => page.context().close());

/** Starts a call; resolves with the widget, which asks the agent to sign in. */
async function startCall(site: Parameters<typeof openAgentApp>[1]): Promise<Frame> {
  await openAgentApp(page, site);
  await page.evaluate(
    async ([domain, environment]) => {
      await window.sdk.init({ authMethod: "genesys", domain, environment });
      window.sdk.call().catch((error) => window.events.push(["call failed", error]));
    },
    [platform.url, DOMAIN] as const,
  );
  const widget = await widgetFrame(page);
  await expect(widget.getByRole("button", BUTTON)).toBeEnabled();
  return widget;
}

async function openPopup(widget: Frame): Promise<Page> {
  const opened = page.waitForEvent("popup");
  await widget.getByRole("button", BUTTON).click();
  const popup = await opened;
  await expect(popup.getByLabel("Email")).toBeVisible();
  expect(new URL(popup.url()).host).toBe(`login.${DOMAIN}`);
  return popup;
}

async function signIn(popup: Page, email: string): Promise<void> {
  await popup.getByLabel("Email").fill(email);
  await popup.getByRole("button", { name: "Log in" }).click();
}

test("an agent signs in with Genesys Cloud in a popup, and has a call", async ({ hostSite, visitorPage }) => {
  const widget = await startCall(hostSite);
  const popup = await openPopup(widget);
  await expect(widget.getByText("Finish signing in in the new window.")).toBeVisible();
  const closed = popup.waitForEvent("close");
  await signIn(popup, "ann@example.org");
  await closed;
  await joinCall(visitorPage, await invitationLink(page));
  await expectToSee(visitorPage, AGENT_PICTURE);
  await expectToSee(widget, VISITOR_PICTURE);
  await expect(visitorPage.getByText("Ann Lee").first()).toBeAttached();
  const names = await eventNames(page);
  expect(names.slice(0, 5)).toEqual([
    "initialized",
    "iframeStateChanged",
    "signInRequired",
    "signedIn",
    "sessionStarted",
  ]);
});

test("an agent closes the popup, cancels, and then signs in", async ({ hostSite }) => {
  const widget = await startCall(hostSite);
  await (await openPopup(widget)).close();
  await expect(widget.getByRole("alert")).toContainText("Otherwise, try again");
  const popup = await openPopup(widget);
  await popup.getByRole("button", { name: "Cancel" }).click();
  await expect(popup.getByRole("heading", { name: "You are not signed in" })).toBeVisible();
  await expect(widget.getByRole("alert")).toContainText("canceled or refused");
  await expect(widget.getByRole("button", BUTTON)).toBeEnabled();
  await signIn(await openPopup(widget), "ann@example.org");
  await expect.poll(() => eventNames(page)).toContain("sessionStarted");
  const problems = await page.evaluate(() =>
    window.events
      .filter(([name]) => name === "signInRequired")
      .map(([, detail]) => (detail as { problem: unknown }).problem),
  );
  expect(problems).toEqual([null, "popup-closed", "refused"]);
});
