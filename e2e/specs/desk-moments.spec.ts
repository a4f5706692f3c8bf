/** Interruptions and missing browser features at the desk. */
import { blockStorage } from "../fixtures/block-storage.ts";
import { PersonBrowsers } from "../fixtures/browsers.ts";
import { acceptCall, answerCall, askForCall, expect, goOnQueue, signIn, test } from "../fixtures/desk.ts";
import { startWiredPlatform } from "../fixtures/wire.ts";

test("a call that rings in a background tab shows a desktop notification until it stops", async ({
  agentPage: page,
  visitorPage,
  desk: platform,
}) => {
  await page.context().grantPermissions(["notifications"]);
  await page.addInitScript(() => {
    Object.defineProperty(document, "hidden", { value: true });
    const told: Notification[] = [];
    const withdrawn: string[] = [];
    Object.assign(window, { told, withdrawn });
    window.Notification = class extends Notification {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options);
        told.push(this);
      }
      override close(): void {
        withdrawn.push(this.title);
        super.close();
      }
    };
  });
  await goOnQueue(page, platform);
  await askForCall(visitorPage, platform, "Clara Customer");
  const titles = (): Promise<readonly string[]> =>
    page.evaluate(() => (Reflect.get(window, "told") as Notification[]).map(({ title }) => title));
  await expect.poll(titles).toEqual(["Clara Customer is calling"]);
  await page.getByRole("button", { name: "Reject Clara Customer" }).click();
  await expect
    .poll(() => page.evaluate(() => Reflect.get(window, "withdrawn") as string[]))
    .toEqual(await titles());
});

test("a lost connection shows at the switch, and is restored automatically with the queue and the waiting visitors", async ({
  agentPage: page,
  visitorPage,
}) => {
  const platform = await startWiredPlatform();
  await goOnQueue(page, platform);
  await askForCall(visitorPage, platform, "Clara Customer");
  await expect(page.getByRole("button", { name: "Accept Clara Customer" })).toBeVisible();
  platform.cut();
  await expect(page.getByRole("switch")).toContainText("Connection lost");
  await platform.mend();
  await expect(page.getByRole("switch")).toContainText("On the queue");
  await acceptCall(page);
  await platform.stop();
});

test("an agent who refused the camera at the check can join the queue and take a call", async ({
  visitorPage,
  desk: platform,
}) => {
  const people = new PersonBrowsers();
  const context = await (await people.launch("denied")).newContext();
  const page = await context.newPage();
  await signIn(page, platform);
  await page.getByRole("switch").click();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText(
    "Access to your camera and microphone is blocked for this page.",
  );
  await page.getByRole("button", { name: "Continue without camera and microphone" }).click();
  await expect(page.getByRole("switch")).toBeChecked();
  await askForCall(visitorPage, platform, "Clara Customer");
  await acceptCall(page);
  await people.close();
});

test("the check names the microphone that another program uses, and doesn't mirror a camera that faces away", async ({
  agentPage: page,
  desk: platform,
}) => {
  await page.addInitScript(() => {
    const devices = navigator.mediaDevices;
    const getUserMedia = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (constraints) => {
      if (constraints?.audio) throw new DOMException("Could not start audio source", "NotReadableError");
      const stream = await getUserMedia(constraints);
      for (const track of stream.getVideoTracks()) {
        const getSettings = track.getSettings.bind(track);
        track.getSettings = () => ({ ...getSettings(), facingMode: "environment" });
      }
      return stream;
    };
  });
  await signIn(page, platform);
  await page.getByRole("switch").click();
  const check = page.getByRole("dialog", { name: "Check your camera and microphone" });
  await expect(check.getByRole("alert")).toContainText("Another program is using your microphone.");
  await expect(check.getByLabel("Your video")).toHaveCSS("transform", "none");
  await check.getByRole("button", { name: "Continue without a microphone" }).click();
  await expect(page.getByRole("switch")).toBeChecked();
});

test("if storage is blocked, queue, call, note and past calls still work", async ({
  agentPage: page,
  visitorPage,
  desk: platform,
}) => {
  await page.addInitScript(blockStorage);
  await answerCall(page, visitorPage, platform);
  await page.getByRole("button", { name: "Hang up" }).click();
  await page.getByLabel("Note").fill("A rear wheel");
  await expect(page.getByRole("region", { name: "Past calls" })).toContainText("A rear wheel");
});

test("the oldest browsers that we support show who rings, open the settings and hold a call", async ({
  agentPage: page,
  visitorPage,
  desk: platform,
}) => {
  await page.addInitScript(() => {
    for (const name of ["toSorted", "toReversed", "toSpliced", "with"])
      Reflect.deleteProperty(Array.prototype, name);
    for (const [owner, name] of [
      [URL, "canParse"],
      [AbortSignal, "any"],
      [Object, "groupBy"],
      [Promise, "withResolvers"],
    ] as const)
      Reflect.deleteProperty(owner, name);
    const keepClosed = (event: Event): void => {
      if (event.target instanceof HTMLElement && event.target.popover !== null) event.preventDefault();
    };
    addEventListener("beforetoggle", keepClosed, { capture: true });
  });
  await goOnQueue(page, platform);
  await askForCall(visitorPage, platform, "Clara Customer");
  await expect(page.getByRole("button", { name: "Accept Clara Customer" })).toBeVisible();
  const button = page.getByRole("button", { name: "Settings" });
  const menu = page.getByRole("dialog", { name: "Settings" });
  await button.click();
  await expect(menu).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  await expect(button).toBeFocused();
  await button.click();
  await page.getByRole("heading", { name: "Start a call" }).click();
  await expect(menu).toBeHidden();
  await acceptCall(page);
  await button.click();
  await page.locator("iframe:visible").click();
  await expect(menu).toBeHidden();
});
