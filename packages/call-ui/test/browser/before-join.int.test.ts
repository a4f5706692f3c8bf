import type { Frame, Page } from "@playwright/test";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { RealCall, seesOther } from "./real-call.ts";

declare global {
  interface Window {
    connections: RTCPeerConnection[];
  }
}

const call = new RealCall();
beforeAll(() => call.start());
afterEach(() => call.closePeople());
afterAll(() => call.stop());

const KEEP_CONNECTIONS = `
  window.connections = [];
  const Real = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Real {
    constructor(configuration) {
      super(configuration);
      window.connections.push(this);
    }
  };`;

const isConnected = async (view: Page | Frame): Promise<unknown> =>
  view.waitForFunction(() => window.connections.at(-1)?.connectionState === "connected", undefined, {
    timeout: 60_000,
  });

/** RTP packets with media that a page has sent. */
const packetsSent = (view: Page | Frame): Promise<number> =>
  view.evaluate(async () => {
    let packets = 0;
    for (const connection of window.connections)
      for (const entry of (await connection.getStats()).values() as Iterable<{
        type: string;
        packetsSent?: number;
      }>)
        if (entry.type === "outbound-rtp") packets += entry.packetsSent ?? 0;
    return packets;
  });

const tracksInSenders = (view: Page | Frame): Promise<number> =>
  view.evaluate(
    () =>
      window.connections.flatMap((each) => each.getSenders()).filter(({ track }) => track !== null).length,
  );

describe("before Join", () => {
  it("the connection is up and carries neither sound nor picture, on both sides", async () => {
    const { widget, link } = await call.invite({ before: KEEP_CONNECTIONS });
    const visitor = await call.person({ before: KEEP_CONNECTIONS });
    await visitor.goto(`${link}?name=Clara`);
    await visitor.getByRole("button", { name: "Join call" }).waitFor();
    await Promise.all([isConnected(visitor), isConnected(widget)]);
    // Both cameras are open by then: the visitor sees the own picture, the agent has joined.
    await visitor.waitForFunction(
      () => (document.querySelector<HTMLVideoElement>('[data-testid="own-video"]')?.readyState ?? 0) > 1,
    );
    await visitor.getByText("Your connection is ready.").waitFor();
    expect(await Promise.all([tracksInSenders(visitor), tracksInSenders(widget)])).toEqual([0, 0]);
    expect(await Promise.all([packetsSent(visitor), packetsSent(widget)])).toEqual([0, 0]);
    await visitor.getByRole("button", { name: "Join call" }).click();
    await seesOther(visitor);
    await expect.poll(() => packetsSent(widget), { timeout: 30_000 }).toBeGreaterThan(0);
  }, 180_000);
});

describe("a reload in a call", () => {
  it("keeps the language and the style of the link, and what was written", async () => {
    const { widget, link } = await call.invite();
    const visitor = await call.person();
    await visitor.goto(`${link}?name=Clara&lang=de&csg=spring`);
    await visitor.locator("form button[type=submit]").click();
    await seesOther(visitor);
    await visitor.getByRole("button", { name: "Chat" }).click();
    await visitor.locator("textarea").fill("Guten Tag");
    await visitor.keyboard.press("Enter");
    await widget.getByRole("button", { name: "Chat, 1 new" }).waitFor();
    await visitor.reload();
    await seesOther(visitor);
    expect(await visitor.locator("html").getAttribute("lang")).toBe("de");
    expect(await visitor.locator("html").getAttribute("data-csg")).toBe("spring");
    await visitor.getByRole("button", { name: "Chat" }).click();
    await visitor.getByRole("log").getByText("Guten Tag").waitFor();
  }, 180_000);
});

describe("a duplicated tab", () => {
  it("is told that the call is open elsewhere, opens no socket, and the call goes on where it is", async () => {
    const { link } = await call.invite();
    const first = await call.join(link);
    await seesOther(first);
    const copied = await first.evaluate(() => Object.fromEntries(Object.entries(sessionStorage)));
    const second = await first.context().newPage();
    await second.addInitScript((entries: Record<string, string>) => {
      for (const [key, value] of Object.entries(entries)) sessionStorage.setItem(key, value);
    }, copied);
    const sockets = { first: 0, second: 0 };
    first.on("websocket", () => (sockets.first += 1));
    second.on("websocket", () => (sockets.second += 1));
    await second.goto(first.url());
    await second.getByRole("button", { name: "Take the call over here" }).waitFor();
    // A tab in the background draws hardly any frames.
    await first.bringToFront();
    await seesOther(first);
    expect(sockets).toEqual({ first: 0, second: 0 });
  }, 180_000);
});

/** As behind a proxy that doesn't pass them on; plain requests get through. */
const NO_WEBSOCKETS = `
  window.WebSocket = class extends EventTarget {
    readyState = 0;
    constructor() {
      super();
      setTimeout(() => {
        this.readyState = 3;
        for (const type of ["error", "close"]) {
          this["on" + type]?.(new Event(type));
          this.dispatchEvent(new Event(type));
        }
      });
    }
    send() {}
    close() {}
  };`;

describe("a network that blocks websockets", () => {
  // The page asks after 10 s, and its question is answered at once.
  const timeout = 12_000;
  const words = "Your network lets pages through but blocks live connections.";

  it("is named in the lobby and on the waiting page", async () => {
    const { link } = await call.invite();
    const visitor = await call.person({ before: NO_WEBSOCKETS });
    await visitor.goto(`${link}?name=Clara`);
    await visitor.getByText(words).waitFor({ timeout });
    await visitor.getByRole("button", { name: "Join call" }).click();
    await visitor.getByRole("heading", { name: /^Waiting for/ }).waitFor();
    await visitor.getByText(words).waitFor();
  }, 120_000);

  it("is named on the agent's invitation", async () => {
    const agent = await call.person({ before: NO_WEBSOCKETS });
    await agent.goto(call.hostUrl);
    await agent.frameLocator("iframe").getByText(words).waitFor({ timeout });
  }, 120_000);
});

describe("a call whose browsers never reach each other", () => {
  it("says so, with the cause, and the chat works", async () => {
    const loseCandidates = "RTCPeerConnection.prototype.addIceCandidate = () => Promise.resolve();";
    const stripCandidates = `
      const apply = RTCPeerConnection.prototype.setRemoteDescription;
      RTCPeerConnection.prototype.setRemoteDescription = function (description) {
        return apply.call(this, { ...description, sdp: description.sdp.replace(/^a=candidate:.*\\r\\n/gm, "") });
      };`;
    const before = loseCandidates + stripCandidates;
    const { agent, widget, link } = await call.invite({ before });
    const visitor = await call.join(link, { before });
    const words = /devices can't reach each other/;
    await visitor.getByText(words).waitFor({ timeout: 60_000 });
    await widget.getByText(words).waitFor({ timeout: 60_000 });
    await agent.waitForFunction(() =>
      window.heard.some((message) => (message as { type?: string; cause?: string }).type === "unreachable"),
    );
    await visitor.getByRole("button", { name: "Chat" }).click();
    await visitor.getByLabel("Write a message").fill("Hello without a connection");
    await visitor.keyboard.press("Enter");
    await widget.getByRole("button", { name: "Chat, 1 new" }).waitFor({ timeout: 30_000 });
  }, 240_000);
});
