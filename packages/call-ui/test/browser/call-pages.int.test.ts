import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { closeAll, RealCall, seesOther } from "./real-call.ts";

declare global {
  interface Window {
    losesCandidates: boolean;
    offers: number;
  }
}

const call = new RealCall();
beforeAll(() => call.start());
afterEach(() => call.closePeople());
afterAll(() => call.stop());

/** From the reload to the other side's picture. Two to three times what it takes. */
const RELOAD_WITHIN_MS = 6_000;

/** Loses every candidate of the first offer, as a socket that breaks off at the wrong moment does. */
const LOSE_CANDIDATES = `
  window.losesCandidates = true;
  window.offers = 0;
  const apply = RTCPeerConnection.prototype.setRemoteDescription;
  RTCPeerConnection.prototype.setRemoteDescription = function (description) {
    if (description.type === "offer") window.offers += 1;
    return apply.call(this, description);
  };
  const add = RTCPeerConnection.prototype.addIceCandidate;
  RTCPeerConnection.prototype.addIceCandidate = function (candidate) {
    return window.losesCandidates ? Promise.resolve() : add.call(this, candidate);
  };`;

const refuse = (name: string, message: string, when = "true"): string => `
  const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    if (${when}) throw new DOMException(${JSON.stringify(message)}, ${JSON.stringify(name)});
    return real(wanted);
  };`;

describe("the way back into a call", () => {
  it("is open to a visitor who reloads the page, without asking anything again", async () => {
    const { agent, widget, link } = await call.invite();
    const visitor = await call.join(link);
    await seesOther(widget);
    const startMs = performance.now();
    await visitor.reload({ waitUntil: "commit" });
    await seesOther(visitor);
    expect(performance.now() - startMs).toBeLessThan(RELOAD_WITHIN_MS);
    await seesOther(widget);
    await closeAll(agent, visitor);
  });

  it("is offered to a second window, and the first one says where the call went and can have it back", async () => {
    const { agent, widget, link } = await call.invite();
    const first = await call.join(link);
    await seesOther(first);
    const second = await call.person();
    await second.goto(link);
    await second.getByRole("button", { name: "Take the call over here" }).click();
    await second.getByRole("button", { name: "Join call" }).click();
    await seesOther(second);
    await first.getByRole("heading", { name: "The call goes on in another window" }).waitFor();
    await first.getByRole("button", { name: "Continue here" }).click();
    // Like the second window: nobody is seen or heard before pressing Join.
    await first.getByRole("button", { name: "Join call" }).click();
    await seesOther(first);
    await seesOther(widget);
    await closeAll(agent, first, second);
  });

  it("is found automatically when the first attempt to connect failed", async () => {
    const { agent, widget, link } = await call.invite({ before: LOSE_CANDIDATES });
    const visitor = await call.join(link, { before: LOSE_CANDIDATES });
    await visitor.waitForFunction(() => window.offers > 1);
    for (const view of [widget, visitor]) await view.evaluate(() => (window.losesCandidates = false));
    await seesOther(visitor);
    await closeAll(agent, visitor);
  });

  it("is not needed where only the platform was away: the call goes on, and ends in order", async () => {
    const { agent, widget, link } = await call.invite();
    const visitor = await call.join(link);
    await seesOther(visitor);
    const port = Number(new URL(call.url).port);
    await call.killPlatform();
    await visitor.getByText("Reconnecting. The other person can still see and hear you.").waitFor();
    await seesOther(visitor);
    await call.startPlatform(port);
    await visitor.getByText(/Reconnecting/).waitFor({ state: "detached" });
    await widget.getByText(/Reconnecting/).waitFor({ state: "detached" });
    await visitor.getByRole("button", { name: "Hang up" }).click();
    await agent.waitForFunction(() => window.heard.some(({ status }) => status === "FINISHED"));
    const told = await agent.evaluate(() => window.heard.map(({ status }) => status).filter(Boolean));
    expect(told).toEqual(["PRE_CALL", "CALL_STARTED", "END_CALL", "FINISHED"]);
    await closeAll(agent, visitor);
  });
});

describe("a visitor without", () => {
  it("permission for camera and microphone is told how to give it, and can take part all the same", async () => {
    const { agent, widget, link } = await call.invite();
    const visitor = await call.person({ before: refuse("NotAllowedError", "Permission denied") });
    await visitor.goto(link);
    await visitor.getByText("Access to your camera and microphone is blocked for this page.").waitFor();
    await visitor.getByRole("button", { name: "Join call" }).click();
    await seesOther(visitor);
    await widget.getByText("The camera is off").waitFor();
    await widget.getByText("The other person is muted").waitFor();
    await agent.waitForFunction(() => window.heard.some(({ status }) => status === "CALL_STARTED"));
    await closeAll(agent, visitor);
  });

  it.each([
    ["a camera", "NotFoundError", "Requested device not found", "No camera was found"],
    [
      "a free camera",
      "NotReadableError",
      "Could not start video source",
      "Another program is using your camera",
    ],
  ])("%s joins with sound alone", async (_title, name, message, words) => {
    const { agent, widget, link } = await call.invite();
    const visitor = await call.person({ before: refuse(name, message, "wanted.video") });
    await visitor.goto(link);
    await visitor.getByText(words).waitFor();
    await visitor.getByRole("button", { name: "Join call" }).click();
    await seesOther(visitor);
    await widget.getByText("The camera is off").waitFor();
    expect(await widget.getByText("The other person is muted").count()).toBe(0);
    await closeAll(agent, visitor);
  });

  it("storage gets into the call like everybody", async () => {
    const { agent, link } = await call.invite();
    const before = `Object.defineProperty(window, "sessionStorage", { get() { throw new DOMException("blocked", "SecurityError"); } });`;
    const visitor = await call.join(link, { before });
    await seesOther(visitor);
    await closeAll(agent, visitor);
  });
});

describe("a company's page around the visitor's page", () => {
  it("hears how the call goes, each thing once and in order", async () => {
    const { agent, widget, link } = await call.invite();
    const shop = await call.person();
    await shop.goto(`${call.hostUrl}?frame=${encodeURIComponent(link)}`);
    const visitor = shop.frameLocator("iframe");
    await visitor.getByRole("button", { name: "Join call" }).click();
    await visitor.getByTestId("remote-video").waitFor();
    await shop.waitForFunction(() => window.heard.some(({ type }) => type === "callEstablished"));
    await widget.getByRole("button", { name: "Turn camera off" }).click();
    await shop.waitForFunction(() => window.heard.some(({ type }) => type === "RemoteVideoStopped"));
    await visitor.getByRole("button", { name: "Hang up" }).click();
    await shop.waitForFunction(() => window.heard.some(({ type }) => type === "callEnded"));
    const heard = await shop.evaluate(() => window.heard.map(({ type }) => type));
    const said = heard.filter((type) => type !== "ResizePopup");
    expect(heard).toContain("ResizePopup");
    expect(said).toHaveLength(5);
    expect(said.slice(1, 3)).toContain("RemoteVideoStarted");
    expect(said.slice(1, 3)).toContain("callEstablished");
    expect([said[0], ...said.slice(3)]).toEqual(["CallStarted", "RemoteVideoStopped", "callEnded"]);
    await closeAll(agent, shop);
  });
});

describe("the widget", () => {
  it("that is taken out of its page hangs up, and the visitor is told who did", async () => {
    const { agent, link } = await call.invite();
    const visitor = await call.join(link);
    await seesOther(visitor);
    await agent.evaluate(() => document.querySelector("iframe")?.remove());
    await visitor.getByRole("heading", { name: /ended the call/ }).waitFor({ timeout: 15_000 });
    await closeAll(agent, visitor);
  });

  it("keeps no credential in its address", async () => {
    const { agent, widget } = await call.invite();
    expect(new URL(widget.url()).search).toBe("");
    await closeAll(agent);
  });
});

describe("in the call", () => {
  it("a camera that goes away gives its place to the next one", async () => {
    const { agent, widget, link } = await call.invite();
    const visitor = await call.join(link);
    await seesOther(widget);
    await visitor.evaluate(() => {
      const video = document.querySelector<HTMLVideoElement>('[data-testid="own-video"]');
      const stream = video?.srcObject;
      const [track] = stream instanceof MediaStream ? stream.getVideoTracks() : [];
      track?.stop();
      track?.dispatchEvent(new Event("ended"));
    });
    await seesOther(widget);
    await closeAll(agent, visitor);
  });

  it("what one writes arrives, its links are safe, and a screen is shown beside the face", async () => {
    const { agent, widget, link } = await call.invite();
    const visitor = await call.join(link);
    await seesOther(visitor);
    await visitor.getByRole("button", { name: "Chat" }).click();
    await visitor.getByLabel("Write a message").fill("See https://example.com/a. javascript:alert(1)");
    await visitor.keyboard.press("Enter");
    await widget.getByRole("button", { name: "Chat, 1 new" }).click();
    const links = widget.getByRole("log").getByRole("link");
    await links.first().waitFor();
    expect(
      await links.evaluateAll((all) => all.map((a) => [a.getAttribute("href"), a.getAttribute("rel")])),
    ).toEqual([["https://example.com/a", "noopener noreferrer nofollow"]]);
    await visitor.getByRole("button", { name: "Share screen" }).click();
    await widget.getByText("Clara is sharing a screen").waitFor();
    await widget.waitForFunction(() => {
      const screen = document.querySelector<HTMLVideoElement>('[data-testid="remote-screen"]');
      return screen !== null && screen.videoWidth > 0;
    });
    await visitor.getByRole("button", { name: "Share screen" }).click();
    await widget.getByTestId("remote-screen").waitFor({ state: "detached" });
    await seesOther(widget);
    await closeAll(agent, visitor);
  });
});
