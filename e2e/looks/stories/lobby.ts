/** Before the call: the camera check, with devices and without, and the PIN. */
import { expect, type Page } from "@playwright/test";
import type { VisitorInteraction } from "@videoengager/protocol/rest/visitor-seat";
import { startPlatform } from "../../fixtures/platform.ts";
import { EVERY_LANGUAGE } from "../languages.ts";
import type { PersonOptions, Scene, Story } from "../scene.ts";
import type { StateName } from "../states.ts";

/** A browser inside another app: a user agent that says so, and no devices for pages. */
const IN_APP: PersonOptions = {
  userAgent:
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 350.0",
  before: () => Object.defineProperty(navigator, "mediaDevices", { value: undefined }),
};

/** What Chromium says of a camera that another program has open. */
const TAKEN: PersonOptions = {
  before: () => {
    const { mediaDevices } = navigator;
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = (constraints) =>
      constraints?.video
        ? Promise.reject(new DOMException("Could not start video source", "NotReadableError"))
        : open(constraints);
  },
};

/** The browser asks, and the person has not answered. */
const ASKED: PersonOptions = {
  before: () => {
    navigator.mediaDevices.getUserMedia = () => new Promise(() => {});
    const query = navigator.permissions.query.bind(navigator.permissions);
    navigator.permissions.query = async (descriptor) => {
      const status = await query(descriptor);
      Object.defineProperty(status, "state", { value: "prompt" });
      return status;
    };
  },
};

/** A page over plain http: the browser says that it is not secure, and has no devices for it. */
const INSECURE: PersonOptions = {
  before: () => {
    Object.defineProperty(window, "isSecureContext", { value: false });
    Object.defineProperty(navigator, "mediaDevices", { value: undefined });
  },
};

async function pressOff(page: Page, { words }: Scene): Promise<void> {
  await page.getByRole("button", { name: words.controls.mute }).click();
  await page.getByRole("button", { name: words.controls.cameraOff }).click();
  await expect(page.getByText(words.ownPicture.cameraIsOff)).toBeVisible();
}

function withoutDevices(title: string, state: StateName, options: PersonOptions, problem: string): Story {
  return {
    title,
    async tell(scene) {
      const visitor = await scene.person(options);
      await visitor.goto(await scene.request(visitor));
      const { both } = scene.words.problems;
      await expect(visitor.getByTestId("media-advice")).toContainText(both[problem as keyof typeof both]);
      await expect(visitor.getByRole("button", { name: scene.words.lobby.join })).toBeEnabled();
      await scene.show(state, visitor);
    },
  };
}

export const LOBBY_STORIES: readonly Story[] = [
  {
    title: "a visitor checks camera and microphone",
    languages: EVERY_LANGUAGE,
    async tell(scene) {
      const { link } = await scene.invite();
      const visitor = await scene.visit(link);
      await expect(visitor.getByRole("button", { name: scene.words.lobby.join })).toBeEnabled();
      await visitor.waitForFunction(() => (document.querySelector("video")?.videoWidth ?? 0) > 0);
      await scene.show("visitor/lobby", visitor);
      await visitor.locator("summary").click();
      await scene.show("visitor/lobby-devices", visitor);
      await visitor.locator("summary").click();
      await pressOff(visitor, scene);
      await scene.show("visitor/lobby-off", visitor);
    },
  },
  {
    title: "both write before the visitor joins",
    languages: EVERY_LANGUAGE,
    async tell(scene) {
      const { chat: name, chatUnread } = scene.words.controls;
      const { agent, widget, link } = await scene.invite();
      const visitor = await scene.visit(link);
      await visitor.waitForFunction(() => (document.querySelector("video")?.videoWidth ?? 0) > 0);
      await widget.getByRole("button", { name, exact: true }).click();
      await scene.write(widget, "Good morning, please have your customer card ready when you join.");
      await expect(visitor.getByRole("button", { name: chatUnread(1), exact: true })).toBeVisible();
      await scene.show("visitor/lobby-message", visitor);
      await visitor.getByRole("button", { name: chatUnread(1), exact: true }).click();
      await scene.write(visitor, "I have it here. Is there parking?");
      await expect(widget.getByText("I have it here.")).toBeVisible();
      await scene.show("visitor/lobby-chat", visitor);
      await scene.show("widget/inviting-chat", agent, { view: widget });
    },
  },
  {
    title: "a visitor is asked for the PIN",
    languages: EVERY_LANGUAGE,
    async tell(scene) {
      const platform = await startPlatform({ env: { RATE_LIMIT_FACTOR: "0" } });
      await platform.set("enablePin=true");
      const strict = scene.at(platform);
      const visitor = await strict.person();
      const agent = await strict.person({
        before: () => Object.defineProperty(navigator, "share", { value: () => Promise.resolve() }),
      });
      const { invite, lobby } = scene.words;
      let widget = await strict.widget(agent);
      await expect(async () => {
        widget = await strict.widget(agent);
        await expect(widget.getByText(invite.pinAsked)).toBeVisible({ timeout: 2_000 });
      }).toPass();
      const link = await widget.getByLabel(invite.link, { exact: true }).inputValue();
      await scene.show("widget/inviting-pin", agent, { view: widget });
      await visitor.goto(link);
      const pin = visitor.getByLabel(lobby.pin, { exact: true });
      await expect(pin).toBeVisible();
      await scene.show("visitor/lobby-pin", visitor);
      const right = (await widget.locator(".pin-digits").innerText()).replace(/\D/g, "");
      await pin.fill(right === "111111" ? "222222" : "111111");
      const join = visitor.getByRole("button", { name: lobby.join });
      for (const left of [4, 3, 2, 1]) {
        await join.click();
        await expect(visitor.getByText(lobby.pinWrong(left))).toBeVisible();
        if (left === 4) await scene.show("visitor/lobby-pin-wrong", visitor);
      }
      await join.click();
      await expect(
        visitor.getByText(lobby.pinWrong(0)).or(visitor.getByText(lobby.pinLocked(15))),
      ).toBeVisible();
      await join.click();
      await expect(visitor.getByText(lobby.pinLocked(15))).toBeVisible();
      await scene.show("visitor/lobby-pin-locked", visitor);
      await platform.stop();
    },
  },
  {
    title: "a visitor is asked to agree to a recording",
    async tell(scene) {
      const visitor = await scene.person();
      // Of a platform that records: this one does not.
      await visitor.route(/\/api\/visitor\/interactions\/[^/]+$/, async (route) => {
        const response = await route.fetch();
        const body = (await response.json()) as VisitorInteraction;
        const recording = { enable: true, mandatory: true, requireVisitorConsent: true };
        await route.fulfill({ response, json: { ...body, tenant: { ...body.tenant, recording } } });
      });
      await visitor.goto(await scene.request(visitor));
      const { consent, join } = scene.words.lobby;
      await expect(visitor.getByLabel(consent)).not.toBeChecked();
      await expect(visitor.getByRole("button", { name: join })).toBeDisabled();
      await expect(visitor.locator("video")).toBeVisible();
      await scene.show("visitor/lobby-consent", visitor);
      await visitor.getByLabel(consent).check();
      await expect(visitor.getByRole("button", { name: join })).toBeEnabled();
    },
  },
  {
    title: "the browser asks for camera and microphone",
    async tell(scene) {
      const visitor = await scene.person(ASKED);
      await visitor.goto(await scene.request(visitor));
      await expect(visitor.getByText(scene.words.lobby.allowAbove)).toBeVisible();
      await scene.show("visitor/lobby-asking", visitor);
    },
  },
  withoutDevices(
    "camera and microphone are refused",
    "visitor/lobby-denied",
    { devices: "denied" },
    "denied",
  ),
  withoutDevices("nothing is plugged in", "visitor/lobby-missing", { devices: "missing" }, "missing"),
  withoutDevices("a browser inside another app", "visitor/lobby-in-app", IN_APP, "in-app"),
  withoutDevices("a page over plain http", "visitor/lobby-insecure", INSECURE, "insecure"),
  {
    title: "another program has the camera",
    async tell(scene) {
      const visitor = await scene.person(TAKEN);
      await visitor.goto(await scene.request(visitor));
      await expect(visitor.getByTestId("media-advice")).toContainText(scene.words.problems.camera.busy);
      await scene.show("visitor/lobby-busy", visitor);
    },
  },
];
