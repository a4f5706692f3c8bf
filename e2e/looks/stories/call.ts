/** In the call, and how it ends. */
import { expect, type Frame, type Page } from "@playwright/test";
import { UNREACHABLE_AFTER_MS } from "../../../packages/call-ui/src/call/peer-state.ts";
import { type Connection, holdConnection } from "../../fixtures/connection.ts";
import { blockSound, losePackets, makeBreakable, makeUnpluggable } from "../failing-browser.ts";
import { holdTime, holdTimers } from "../hold-time.ts";
import { EVERY_LANGUAGE } from "../languages.ts";
import type { PersonOptions, Scene, Story } from "../scene.ts";
import { shareStillScreen } from "../shared-screen.ts";

interface Talk {
  readonly agent: Page;
  readonly widget: Frame;
  readonly visitor: Page;
  readonly connections: { readonly agent: Connection; readonly visitor: Connection };
}

/** The demo tenant's name, which visitors read in place of the agent's address. */
const COMPANY = "Demo";

const REMOTE = '[data-testid="remote-video"]';

async function seesOther(view: Page | Frame): Promise<void> {
  await view.waitForFunction((selector) => {
    const video = document.querySelector<HTMLVideoElement>(selector);
    return video !== null && video.videoWidth > 0 && video.checkVisibility({ opacityProperty: true });
  }, REMOTE);
}

interface TalkOptions extends PersonOptions {
  /** How many of 1,000 packets the visitor's browser misses. Default: 0. */
  readonly lostPerThousand?: number;
}

/** Both in the call, each seeing the other; the visitor's clock stands at 0:08. */
async function talk(scene: Scene, { lostPerThousand, ...options }: TalkOptions = {}): Promise<Talk> {
  const { agent, widget, link, connection } = await scene.invite({ clock: true, before: losePackets });
  const visitor = await scene.person({ clock: true, ...options });
  await visitor.addInitScript(losePackets, lostPerThousand);
  const connections = { agent: connection, visitor: await holdConnection(visitor) };
  await visitor.goto(link);
  await scene.join(visitor);
  await seesOther(widget);
  await seesOther(visitor);
  await holdTime(visitor, visitor.getByRole("timer"), 8);
  return { agent, widget, visitor, connections };
}

export const CALL_STORIES: readonly Story[] = [
  {
    title: "in the call: the media are on their way, and don't arrive",
    async tell(scene) {
      const { link } = await scene.invite();
      // Never answers the other side's offer.
      const visitor = await scene.visit(link, {
        before: () => {
          RTCPeerConnection.prototype.setLocalDescription = () => new Promise(() => {});
        },
      });
      const limit = await holdTimers(visitor, UNREACHABLE_AFTER_MS);
      await scene.join(visitor);
      await expect(visitor.locator(".stage-nobody")).toHaveText(scene.words.call.connecting(COMPANY));
      await scene.show("call/connecting", visitor);
      await limit.release();
      // The limit can have begun before the hold, as soon as both pages were there.
      await expect(visitor.getByText(scene.words.trouble.unreachable)).toBeVisible({ timeout: 40_000 });
      await scene.show("call/unreachable", visitor);
    },
  },
  {
    title: "in the call: shown, faded, off, devices",
    languages: EVERY_LANGUAGE,
    async tell(scene) {
      const { controls, call } = scene.words;
      const { visitor, widget } = await talk(scene);
      await scene.show("call/shown", visitor);
      await expect(visitor.locator("main[data-quiet=true]")).toBeVisible({ timeout: 8_000 });
      await scene.show("call/faded", visitor, { awake: false });
      await visitor.getByRole("button", { name: controls.more }).click();
      await expect(visitor.getByRole("region", { name: controls.more })).toBeFocused();
      await expect(visitor.getByText(call.quality.good)).toBeVisible();
      await scene.show("call/more", visitor);
      await visitor.keyboard.press("Escape");
      await visitor.getByRole("button", { name: controls.mute }).click();
      await visitor.getByRole("button", { name: controls.cameraOff }).click();
      await expect(widget.getByText(call.cameraIsOff("Clara Customer"))).toBeVisible();
      // The fake microphone never pauses, so the hint comes, and not again within the next 30 s.
      const hint = visitor.getByText(call.speaksMuted);
      await expect(hint).toBeVisible();
      await expect(hint).toBeHidden();
      await scene.show("call/off", visitor);
    },
  },
  {
    title: "in the call: the other side's camera and microphone are off",
    async tell(scene) {
      const { controls } = scene.words;
      const { visitor, widget } = await talk(scene);
      await widget.getByRole("button", { name: controls.mute }).click();
      await widget.getByRole("button", { name: controls.cameraOff }).click();
      await expect(visitor.locator(".stage-nobody")).toBeVisible();
      await expect(visitor.locator(".notices .chip")).toHaveCount(1);
      await scene.show("call/peer-off", visitor);
    },
  },
  {
    title: "in the call: the chat",
    languages: EVERY_LANGUAGE,
    async tell(scene) {
      const { controls } = scene.words;
      const { visitor, widget } = await talk(scene);
      await widget.getByRole("button", { name: controls.chat, exact: true }).click();
      await scene.write(widget, "Good morning, here is your form: https://example.com/forms/repair");
      await expect(visitor.getByRole("button", { name: controls.chatUnread(1) })).toBeVisible();
      await scene.show("call/chat-unread", visitor);
      await visitor.getByRole("button", { name: controls.chatUnread(1) }).click();
      await scene.write(visitor, "Thank you. I fill it in right now.");
      await expect(widget.getByText("Thank you.")).toBeVisible();
      await scene.show("call/chat", visitor);
    },
  },
  {
    title: "in the call: a screen is shared",
    languages: EVERY_LANGUAGE,
    async tell(scene) {
      const { controls, call } = scene.words;
      const { visitor, widget } = await talk(scene, { before: shareStillScreen });
      await widget.evaluate(shareStillScreen);
      await visitor.getByRole("button", { name: controls.share }).click();
      await expect(visitor.getByText(call.youAreSharing)).toBeVisible();
      await scene.show("call/sharing", visitor);
      await visitor.getByRole("button", { name: controls.share }).click();
      await expect(visitor.getByText(call.youAreSharing)).toBeHidden();
      await widget.getByRole("button", { name: controls.share }).click();
      await expect(visitor.getByTestId("remote-screen")).toBeVisible();
      await scene.show("call/peer-sharing", visitor);
    },
  },
  {
    title: "in the call: the connection is weak",
    async tell(scene) {
      const { visitor } = await talk(scene, { lostPerThousand: 200 });
      await expect(visitor.locator(".notices .chip")).toBeVisible();
      await scene.show("call/weak", visitor);
    },
  },
  {
    title: "in the call: the browser holds the sound back until it is turned on",
    async tell(scene) {
      const { call, controls } = scene.words;
      const { visitor } = await talk(scene, { before: blockSound });
      await expect(visitor.getByRole("alert")).toContainText(call.soundBlocked);
      await scene.show("call/sound-blocked", visitor);
      await visitor.getByRole("button", { name: controls.soundOn }).click();
      await expect(visitor.getByRole("alert")).toBeHidden();
      expect(await visitor.locator(REMOTE).evaluate((video: HTMLVideoElement) => video.muted)).toBe(false);
    },
  },
  {
    title: "in the call: camera and microphone are unplugged",
    async tell(scene) {
      const { visitor } = await talk(scene, { before: makeUnpluggable });
      await visitor.evaluate("unplug()");
      await expect(visitor.getByText(scene.words.problems.camera.unplugged)).toBeVisible();
      await expect(visitor.getByText(scene.words.problems.microphone.unplugged)).toBeVisible();
      await scene.show("call/unplugged", visitor);
    },
  },
  {
    title: "in the call: the media break off",
    async tell(scene) {
      const { visitor } = await talk(scene, { before: makeBreakable });
      // After that time, the page says more.
      await holdTimers(visitor, UNREACHABLE_AFTER_MS);
      await visitor.evaluate("breakMedia()");
      await expect(visitor.getByText(scene.words.call.reconnectingMedia)).toBeVisible();
      await scene.show("call/media-broken", visitor);
    },
  },
  {
    title: "in the call: the way to the platform breaks",
    async tell(scene) {
      const { visitor, connections } = await talk(scene);
      // Else its page ends the call after 30 s, and with it the media.
      connections.agent.holdNews();
      connections.visitor.cut();
      await expect(visitor.getByText(scene.words.call.offline)).toBeVisible();
      await scene.show("call/offline", visitor);
    },
  },
  {
    title: "in the call: the other side's browser is gone, and stays away",
    async tell(scene) {
      const { call, ended } = scene.words;
      const { agent, widget, visitor, connections } = await talk(scene);
      // Ends without a goodbye: what a crash looks like from here.
      await widget.evaluate(() => {
        navigator.sendBeacon = () => true;
      });
      await agent.context().close();
      const notice = visitor.locator(".notices .chip").filter({ hasText: call.awayText });
      await expect(notice).toBeVisible({ timeout: 20_000 });
      await expect(visitor.locator(".live-dot")).toHaveAttribute("data-live", "false");
      connections.visitor.holdNews();
      await holdTime(visitor, notice, 25, "down");
      await scene.show("call/peer-away", visitor);
      connections.visitor.tellNews();
      await expect(visitor.getByRole("heading", { name: ended.lost })).toBeFocused({ timeout: 45_000 });
      await scene.show("ended/lost", visitor);
    },
  },
  {
    title: "in the call: the agent's widget, and the end by the visitor",
    languages: EVERY_LANGUAGE,
    async tell(scene) {
      const { controls, ended } = scene.words;
      const { agent, widget, visitor } = await talk(scene);
      await holdTime(agent, widget.getByRole("timer"), 8);
      await scene.show("widget/call", agent, { view: widget });
      await visitor.getByRole("button", { name: controls.hangUp }).click();
      await expect(visitor.getByRole("heading", { name: ended.byYou })).toBeFocused();
      await scene.show("ended/by-you", visitor);
      await expect(widget.getByRole("heading", { name: ended.byOther("Clara Customer") })).toBeVisible();
      await scene.show("widget/ended-by-other", agent, { view: widget });
    },
  },
  {
    title: "the end by the agent",
    async tell(scene) {
      const { widget, visitor } = await talk(scene);
      await widget.getByRole("button", { name: scene.words.controls.hangUp }).click();
      await expect(visitor.locator(".message")).toBeVisible();
      await scene.show("ended/by-other", visitor);
    },
  },
];
