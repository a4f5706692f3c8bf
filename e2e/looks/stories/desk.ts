/** The agent's desk, from signing in to the note after a call. */
import { expect, type Page } from "@playwright/test";
import { ar } from "../../../apps/agent-desk/src/text/ar.ts";
import { de } from "../../../apps/agent-desk/src/text/de.ts";
import { en } from "../../../apps/agent-desk/src/text/en.ts";
import type { Messages } from "../../../apps/agent-desk/src/text/messages.ts";
import { holdConnection } from "../../fixtures/connection.ts";
import { setWrapUp } from "../../fixtures/desk.ts";
import { byName, startPlatform } from "../../fixtures/platform.ts";
import { holdTime } from "../hold-time.ts";
import { EVERY_LANGUAGE } from "../languages.ts";
import type { PersonOptions, Scene, Story } from "../scene.ts";

/** Each story has its platform: visitors of another story would ring at this desk, too, and its calls would be listed as past ones. */
async function withOwnPlatform(scene: Scene, tell: (own: Scene) => Promise<void>): Promise<void> {
  const platform = await startPlatform({ env: { RATE_LIMIT_FACTOR: "0" } });
  await tell(scene.at(platform));
  await platform.stop();
}

/** The desk's texts in the story's language. */
const wordsOf = ({ language }: Scene): Messages => ({ en, de, ar })[language];

async function openDesk(scene: Scene, options: PersonOptions = {}): Promise<Page> {
  const page = await scene.person(options);
  await page.goto(`${byName(scene.platform)}/desk/`);
  return page;
}

async function signIn(scene: Scene, options: PersonOptions = {}): Promise<Page> {
  const page = await openDesk(scene, options);
  await signInAsDemo(scene, page);
  return page;
}

async function signInAsDemo(scene: Scene, page: Page): Promise<void> {
  await page.getByRole("button", { name: wordsOf(scene).signIn.asDemo }).click();
  await expect(page.getByRole("switch")).toBeFocused();
  await expectHistory(page);
}

/** The platform has said which calls the agent had, and that there are no more. */
async function expectHistory(page: Page): Promise<void> {
  await expect(page.locator(".past__older")).toHaveCount(0);
}

/** By the switch and the camera check. */
async function goOnQueue(scene: Scene, page: Page): Promise<void> {
  await page.getByRole("switch").click();
  await page.getByRole("button", { name: wordsOf(scene).check.goOn, exact: true }).click();
  await expect(page.getByRole("switch")).toBeChecked();
  await expect(page.getByRole("dialog")).toBeHidden();
}

/** Rings at the desk under this name, with what the company's web site knows. */
async function ring(scene: Scene, name: string, customData: object): Promise<Page> {
  const visitor = await scene.person();
  await visitor.goto(await scene.request(visitor, customData));
  await scene.join(visitor, name);
  await expect(visitor.getByRole("heading", { name: scene.words.waiting.title })).toBeVisible();
  return visitor;
}

/** Reports sound as allowed. After a reload, the browser's answer differs from run to run. */
function letSoundPlay(): void {
  window.AudioContext = class extends AudioContext {
    override get state(): AudioContextState {
      return "running";
    }
  };
}

/** A browser that blocks sound until a click: audio contexts stay suspended. */
function holdSoundBack(): void {
  let isPressed = false;
  addEventListener("click", () => (isPressed = true), { capture: true });
  window.AudioContext = class extends AudioContext {
    override get state(): AudioContextState {
      return isPressed ? super.state : "suspended";
    }
    override async resume(): Promise<void> {
      if (!isPressed) return;
      await super.resume();
      this.dispatchEvent(new Event("statechange"));
    }
  };
}

export const DESK_STORIES: readonly Story[] = [
  {
    title: "an agent signs in at the desk",
    async tell(scene) {
      const { signIn: words } = wordsOf(scene);
      const page = await openDesk(scene);
      await expect(page.getByRole("button", { name: words.asDemo })).toBeVisible();
      await scene.show("desk/sign-in", page);
      await page.getByText(words.asSomebodyElse).click();
      await page.getByLabel(words.apiKey).fill("wrong");
      await page.getByRole("button", { name: words.signIn, exact: true }).click();
      await expect(page.getByRole("alert")).toContainText(/\S/);
      await scene.show("desk/sign-in-refused", page);
    },
  },
  {
    title: "an agent goes on the desk's queue",
    languages: EVERY_LANGUAGE,
    async tell(scene) {
      await withOwnPlatform(scene, async (own) => {
        const { settings, check } = wordsOf(own);
        const page = await signIn(own);
        await own.show("desk/off-queue", page);
        await page.getByRole("button", { name: settings.title }).click();
        await expect(page.getByRole("dialog", { name: settings.title })).toBeVisible();
        await own.show("desk/settings", page);
        await page.keyboard.press("Escape");
        await page.getByRole("switch").click();
        await expect(page.getByRole("button", { name: check.goOn, exact: true })).toBeEnabled();
        await page.waitForFunction(() => (document.querySelector("video")?.videoWidth ?? 0) > 0);
        await own.show("desk/camera-check", page);
        await page.getByRole("button", { name: check.goOn, exact: true }).click();
        await expect(page.getByRole("switch")).toBeChecked();
        await own.show("desk/on-queue", page);
      });
    },
  },
  {
    title: "an agent at the desk refuses the camera",
    async tell(scene) {
      await withOwnPlatform(scene, async (own) => {
        const { check } = wordsOf(own);
        const page = await signIn(own, { devices: "denied" });
        await page.getByRole("switch").click();
        await expect(page.getByRole("button", { name: check.goOnWithout.both })).toBeEnabled();
        await own.show("desk/camera-refused", page);
      });
    },
  },
  {
    title: "the desk's connection breaks, and the browser holds the ring tone back",
    async tell(scene) {
      await withOwnPlatform(scene, async (own) => {
        const words = wordsOf(own);
        const page = await own.person({ before: holdSoundBack });
        const connection = await holdConnection(page);
        await page.goto(`${byName(own.platform)}/desk/`);
        await signInAsDemo(own, page);
        await goOnQueue(own, page);
        // Still on the queue, and not pressed since.
        await page.reload();
        await expect(page.getByText(words.waiting.soundHeldBack)).toBeVisible();
        await expectHistory(page);
        await own.show("desk/sound-held-back", page);
        await page.getByRole("button", { name: words.waiting.turnSoundOn }).click();
        await expect(page.getByText(words.waiting.soundHeldBack)).toBeHidden();
        connection.cut();
        await expect(page.getByRole("switch")).toContainText(words.queue.lost);
        await own.show("desk/offline", page);
      });
    },
  },
  {
    title: "a call of the agent's own at the desk",
    async tell(scene) {
      await withOwnPlatform(scene, async (own) => {
        const words = wordsOf(own);
        const page = await signIn(own);
        await page.getByLabel(words.start.reference).fill("customer-123");
        await page.getByRole("button", { name: words.start.start }).click();
        const widget = page.frameLocator("iframe[title]:visible");
        await expect(widget.getByRole("img", { name: own.words.invite.qr })).toBeVisible();
        await own.show("desk/inviting", page);
      });
    },
  },
  {
    title: "visitors ring at the desk, and one of them is talked to",
    languages: EVERY_LANGUAGE,
    timeoutMs: 240_000,
    async tell(scene) {
      await withOwnPlatform(scene, async (own) => {
        const { platform } = own;
        const words = wordsOf(own);
        const page = await own.person({ clock: true, before: letSoundPlay });
        // Longer than the pictures take: then the other one rings again.
        await setWrapUp(platform, 180);
        await page.goto(`${byName(platform)}/desk/`);
        await signInAsDemo(own, page);
        await goOnQueue(own, page);
        const waited = page.locator(".ringing__time > [aria-hidden]");
        const clara = await ring(own, "Clara Customer", {
          subject: "A repair",
          order: "FC-20418",
          bicycle: "Fernhill Tourer 54",
          loyal: true,
          shop: "Old Harbour Road",
        });
        await holdTime(page, waited.first(), 20);
        await own.show("desk/ringing", page);
        await page.clock.resume();
        await ring(own, "Dieter Maximilian von Hohenstein-Waldburg zu Wolfegg", { subject: "Delivery" });
        await expect(waited).toHaveCount(2);
        await holdTime(page, waited.last(), 20);
        await own.show("desk/ringing-several", page);
        await page.clock.resume();
        await page.getByRole("button", { name: words.waiting.accept }).first().click();
        await expect(clara.locator('[data-testid="remote-video"]')).toBeVisible();
        await holdTime(page, page.locator(".call-bar__time"), 8);
        // The pointer is in the desk, so the widget's controls fade.
        await expect(page.frameLocator("iframe:visible").locator("main[data-quiet=true]")).toBeVisible();
        await own.show("desk/call", page);
        await page.getByRole("button", { name: words.you.signOut }).click();
        await expect(page.getByRole("dialog", { name: words.you.signOutTitle })).toBeVisible();
        await own.show("desk/sign-out-of-call", page);
        await page.keyboard.press("Escape");
        await page.getByRole("button", { name: words.call.end }).click();
        await expect(page.getByRole("heading", { name: words.wrapUp.title })).toBeVisible();
        await page.getByLabel(words.notes.note).fill("Sends photos of the rear wheel.\nCall back on Monday.");
        await page.getByLabel(words.notes.outcome).selectOption("follow-up");
        await page.clock.runFor(1_000);
        await expect(page.getByText(words.notes.progress.saved, { exact: true })).toBeVisible();
        await holdTime(page, page.locator(".wrap-up__time"), 160, "down");
        await own.show("desk/wrap-up", page);
        // After a reload, the platform says that calls are still held back.
        await page.reload();
        await expectHistory(page);
        await expect(page.locator(".waiting__count")).toBeVisible();
        await holdTime(page, page.locator(".held-back__time"), 140, "down");
        await own.show("desk/held-back", page);
        await page.clock.resume();
        await page.getByRole("button", { name: words.wrapUp.readyNow }).click();
        await page.getByRole("button", { name: words.waiting.reject }).click();
        await expect(page.getByRole("button", { name: words.waiting.undo })).toBeVisible();
        await own.show("desk/rejected", page);
        await expect(page.getByRole("region", { name: words.past.title })).toContainText(
          words.past.outcomes.rejected,
        );
        await own.show("desk/past-calls", page);
      });
    },
  },
];
