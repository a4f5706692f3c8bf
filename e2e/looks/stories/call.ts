/** In the call, and how it ends. */
import { expect, type Frame, type Page } from "@playwright/test";
import { type Connection, holdConnection } from "../../fixtures/connection.ts";
import { holdTime } from "../hold-time.ts";
import type { PersonOptions, Scene, Story } from "../scene.ts";

interface Talk {
  readonly agent: Page;
  readonly widget: Frame;
  readonly visitor: Page;
  readonly connection: Connection;
}

const REMOTE = '[data-testid="remote-video"]';

async function seesOther(view: Page | Frame): Promise<void> {
  await view.waitForFunction((selector) => {
    const video = document.querySelector<HTMLVideoElement>(selector);
    return video !== null && video.videoWidth > 0 && video.checkVisibility({ opacityProperty: true });
  }, REMOTE);
}

/** Both in the call, each seeing the other; the visitor's clock stands at 0:15. */
async function talk(scene: Scene, options: PersonOptions = {}): Promise<Talk> {
  const { agent, widget, link } = await scene.invite({ clock: true });
  const visitor = await scene.person({ clock: true, ...options });
  const connection = await holdConnection(visitor);
  await visitor.goto(link);
  await scene.join(visitor);
  await seesOther(widget);
  await seesOther(visitor);
  await holdTime(visitor, visitor.getByRole("timer"), 15);
  return { agent, widget, visitor, connection };
}

/** Packets that get lost on their way here, as the browser counts them. */
function losePackets(): void {
  let lost = 0;
  window.RTCPeerConnection = class extends RTCPeerConnection {
    override async getStats(): Promise<RTCStatsReport> {
      lost += 200;
      const report = await super.getStats();
      return new Map(
        [...report].map(([id, entry]) => [
          id,
          entry.type === "inbound-rtp" ? { ...entry, packetsLost: lost } : entry,
        ]),
      );
    }
  };
}

/** A browser that plays no sound before it was pressed for: what `play()` says then. */
function blockSound(): void {
  const play = Reflect.get(HTMLMediaElement.prototype, "play");
  let isHeldBack = false;
  let mayPlay = false;
  addEventListener("click", () => (mayPlay = isHeldBack), { capture: true });
  HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
    if (this.muted || mayPlay) return Reflect.apply(play, this, []);
    isHeldBack = true;
    return Promise.reject(new DOMException("not allowed", "NotAllowedError"));
  };
}

/** Devices that `unplug()` takes away: their tracks end, none is left, and the browser says so. */
function makeUnpluggable(): void {
  const { mediaDevices } = navigator;
  const tracks: MediaStreamTrack[] = [];
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await open(constraints);
    tracks.push(...stream.getTracks());
    return stream;
  };
  Object.assign(window, {
    unplug(): void {
      mediaDevices.enumerateDevices = () => Promise.resolve([]);
      mediaDevices.getUserMedia = () => Promise.reject(new DOMException("none", "NotFoundError"));
      for (const track of tracks) {
        track.stop();
        track.dispatchEvent(new Event("ended"));
      }
      mediaDevices.dispatchEvent(new Event("devicechange"));
    },
  });
}

/** Media that `breakMedia()` breaks off for good, as the browser says it of a way that is gone. */
function makeBreakable(): void {
  const connections: RTCPeerConnection[] = [];
  let isBroken = false;
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
    }
    override get connectionState(): RTCPeerConnectionState {
      return isBroken ? "disconnected" : super.connectionState;
    }
  };
  Object.assign(window, {
    breakMedia(): void {
      isBroken = true;
      for (const connection of connections) connection.dispatchEvent(new Event("connectionstatechange"));
    },
  });
}

export const CALL_STORIES: readonly Story[] = [
  {
    title: "in the call: the media are on their way",
    async tell(scene) {
      const { link } = await scene.invite();
      // Never answers the other side's offer.
      const visitor = await scene.visit(link, {
        before: () => {
          RTCPeerConnection.prototype.setLocalDescription = () => new Promise(() => {});
        },
      });
      await scene.join(visitor);
      await expect(visitor.locator(".stage-nobody")).toHaveText(
        scene.words.call.connecting("agent@demo.example"),
      );
      await scene.show("call/connecting", visitor);
    },
  },
  {
    title: "in the call: shown, faded, off, devices",
    timeoutMs: 90_000,
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
    async tell(scene) {
      const { controls, chat } = scene.words;
      const { visitor, widget } = await talk(scene);
      await widget.getByRole("button", { name: controls.chat, exact: true }).click();
      const write = async (view: Page | Frame, text: string): Promise<void> => {
        await view.getByLabel(chat.write).fill(text);
        await view.getByRole("button", { name: chat.send }).click();
      };
      await write(widget, "Good morning, here is your form: https://example.com/forms/repair");
      await expect(visitor.getByRole("button", { name: controls.chatUnread(1) })).toBeVisible();
      await scene.show("call/chat-unread", visitor);
      await visitor.getByRole("button", { name: controls.chatUnread(1) }).click();
      await write(visitor, "Thank you. I fill it in right now.");
      await expect(widget.getByText("Thank you.")).toBeVisible();
      await scene.show("call/chat", visitor);
    },
  },
  {
    title: "in the call: a screen is shared",
    async tell(scene) {
      const { controls, call } = scene.words;
      const { visitor, widget } = await talk(scene);
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
      const { visitor } = await talk(scene, { before: losePackets });
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
      await visitor.evaluate("breakMedia()");
      await expect(visitor.getByText(scene.words.call.reconnectingMedia)).toBeVisible();
      await scene.show("call/media-broken", visitor);
    },
  },
  {
    title: "in the call: the way to the platform breaks",
    async tell(scene) {
      const { visitor, connection } = await talk(scene);
      connection.cut();
      await expect(visitor.getByText(scene.words.call.offline)).toBeVisible();
      await scene.show("call/offline", visitor);
    },
  },
  {
    title: "in the call: the other side's browser is gone, and stays away",
    timeoutMs: 120_000,
    async tell(scene) {
      const { call, ended } = scene.words;
      const { agent, widget, visitor, connection } = await talk(scene);
      // Ends without a goodbye: what a crash looks like from here.
      await widget.evaluate(() => {
        navigator.sendBeacon = () => true;
      });
      await agent.context().close();
      const notice = visitor.locator(".notices .chip").filter({ hasText: call.awayText });
      await expect(notice).toBeVisible({ timeout: 20_000 });
      await expect(visitor.locator(".live-dot")).toHaveAttribute("data-live", "false");
      connection.holdNews();
      await holdTime(visitor, notice, 20, "down");
      await scene.show("call/peer-away", visitor);
      connection.tellNews();
      await expect(visitor.getByRole("heading", { name: ended.lost })).toBeFocused({ timeout: 45_000 });
      await scene.show("ended/lost", visitor);
    },
  },
  {
    title: "in the call: the agent's widget, and the end by the visitor",
    async tell(scene) {
      const { controls, ended } = scene.words;
      const { agent, widget, visitor } = await talk(scene);
      await holdTime(agent, widget.getByRole("timer"), 15);
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
