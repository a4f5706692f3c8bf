/** What a browser keeps from the desk, and what breaks at it, each made to happen. */
import { blockStorage } from "../fixtures/block-storage.ts";
import { PersonBrowsers } from "../fixtures/browsers.ts";
import { acceptCall, answerCall, askForCall, expect, goOnQueue, signIn, test } from "../fixtures/desk.ts";
import { startWiredPlatform } from "../fixtures/wire.ts";

test("a call that rings in a tab in the background is told on the desktop, until it rings no longer", async ({
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

test("a connection that breaks is said at the switch, and comes back by itself, with the queue and who waits", async ({
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

test("who refused the camera at the check goes on the queue all the same, and takes a call", async ({
  visitorPage,
  desk: platform,
}) => {
  const people = new PersonBrowsers();
  const context = await (await people.launch("denied")).newContext();
  const page = await context.newPage();
  await signIn(page, platform);
  await page.getByRole("switch").click();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText(
    "The browser does not let this page use the camera",
  );
  await page.getByRole("button", { name: "Go on the queue without a picture" }).click();
  await expect(page.getByRole("switch")).toBeChecked();
  await askForCall(visitorPage, platform, "Clara Customer");
  await acceptCall(page);
  await people.close();
});

test("where storage is blocked, the desk works all the same: queue, call, note and past calls", async ({
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
