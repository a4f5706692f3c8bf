/** What the waiting page promises: it keeps a phone's screen on, and calls a visitor back who does something else meanwhile. */
import type { Page } from "@playwright/test";
import { acceptCall, askForCall, expect, goOnQueue, test } from "../fixtures/desk.ts";

/** Writes down how the page calls its person, and whether it keeps the screen on. */
function watchAttention(): void {
  const told: string[] = [];
  let visibility: DocumentVisibilityState = "visible";
  let screenLocks = 0;
  Object.defineProperty(Document.prototype, "visibilityState", { get: () => visibility });
  Object.assign(window, {
    told,
    screenLocks: () => screenLocks,
    show(next: DocumentVisibilityState) {
      visibility = next;
      // The browser releases them itself.
      if (next === "hidden") screenLocks = 0;
      document.dispatchEvent(new Event("visibilitychange"));
    },
  });
  Object.defineProperty(navigator, "vibrate", { value: () => told.push("vibration") > 0 });
  Object.defineProperty(navigator, "wakeLock", {
    value: {
      async request() {
        screenLocks += 1;
        return { release: async () => void (screenLocks -= 1) };
      },
    },
  });
  window.AudioContext = class extends AudioContext {
    override createOscillator(): OscillatorNode {
      told.push("note");
      return super.createOscillator();
    }
  };
  class RecordedNotification extends EventTarget {
    static permission: NotificationPermission = "default";
    static async requestPermission(): Promise<NotificationPermission> {
      RecordedNotification.permission = "granted";
      return "granted";
    }
    constructor(title: string) {
      super();
      told.push(`notification: ${title}`);
    }
  }
  Object.assign(window, { Notification: RecordedNotification });
}

const told = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => Reflect.get(window, "told") as string[]);
const show = (page: Page, visibility: DocumentVisibilityState): Promise<void> =>
  page.evaluate((next) => (Reflect.get(window, "show") as (state: string) => void)(next), visibility);
const screenLocks = (page: Page): Promise<number> =>
  page.evaluate(() => (Reflect.get(window, "screenLocks") as () => number)());

/** Whoever has waited for less than 3 s is still looking, and isn't called. */
async function waitAWhile(page: Page): Promise<void> {
  const sinceMs = await page.evaluate(() => performance.now());
  await expect.poll(() => page.evaluate(() => performance.now())).toBeGreaterThan(sinceMs + 3_000);
}

const CHIME = ["note", "note", "note", "note", "vibration"];

test("a visitor in another tab is called by sound, vibration, title and notification, and the title comes back", async ({
  agentPage,
  visitorPage,
  desk,
}) => {
  await goOnQueue(agentPage, desk);
  await visitorPage.context().addInitScript(watchAttention);
  const visitor = await askForCall(visitorPage, desk, "Clara Customer");
  await visitor.getByRole("button", { name: "Notify me when the call starts" }).click();
  await expect(visitor.getByText("You'll get a notification when the call starts.")).toBeVisible();
  await waitAWhile(visitor);
  const title = await visitor.title();
  await show(visitor, "hidden");
  await acceptCall(agentPage);
  await expect(visitor).toHaveTitle(/ is here$/);
  expect(await told(visitor)).toEqual([...CHIME, `notification: ${await visitor.title()}`]);
  await show(visitor, "visible");
  await expect(visitor).toHaveTitle(title);
});

test("a visitor who looks at the page is called by sound and vibration, and the title stays", async ({
  agentPage,
  visitorPage,
  desk,
}) => {
  await goOnQueue(agentPage, desk);
  await visitorPage.context().addInitScript(watchAttention);
  const visitor = await askForCall(visitorPage, desk, "Clara Customer");
  await waitAWhile(visitor);
  const title = await visitor.title();
  await acceptCall(agentPage);
  await expect(visitor.getByRole("button", { name: "Hang up" })).toBeVisible();
  await expect.poll(() => told(visitor)).toEqual(CHIME);
  expect(await visitor.title()).toBe(title);
});

test("the screen stays on while waiting, also after another app was in front, and no longer than that", async ({
  visitorPage,
  desk,
}) => {
  await visitorPage.context().addInitScript(watchAttention);
  const visitor = await askForCall(visitorPage, desk, "Clara Customer");
  await expect.poll(() => screenLocks(visitor)).toBe(1);
  await show(visitor, "hidden");
  expect(await screenLocks(visitor)).toBe(0);
  await show(visitor, "visible");
  await expect.poll(() => screenLocks(visitor)).toBe(1);
  await visitor.getByRole("button", { name: "Leave" }).click();
  await expect.poll(() => screenLocks(visitor)).toBe(0);
});
