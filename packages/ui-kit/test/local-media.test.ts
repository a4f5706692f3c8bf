import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LocalMedia } from "../src/devices/local-media.ts";
import { type FakeDevice, FakeMediaDevices, type FakeTrack } from "./fake-media-devices.ts";

const microphone = (deviceId: string, label = deviceId): FakeDevice => ({
  kind: "audioinput",
  deviceId,
  label,
  groupId: deviceId,
});
const camera = (deviceId: string, facingMode?: string): FakeDevice => ({
  kind: "videoinput",
  deviceId,
  label: deviceId,
  groupId: deviceId,
  ...(facingMode === undefined ? {} : { facingMode }),
});

let browser = new FakeMediaDevices();
let lifetime = new AbortController();

beforeEach(() => {
  browser = new FakeMediaDevices();
  browser.install();
  browser.devices = [microphone("mic"), camera("cam")];
  lifetime = new AbortController();
});
afterEach(() => {
  lifetime.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
const create = (wantsCamera = true): LocalMedia => new LocalMedia(wantsCamera, lifetime.signal);

/** With the devices open. */
async function opened(wantsCamera = true): Promise<LocalMedia> {
  const media = create(wantsCamera);
  void media.open();
  await settle();
  browser.latest.allow();
  await settle();
  return media;
}

const trackOf = (media: LocalMedia, kind: "microphone" | "camera"): FakeTrack =>
  media.view.value[kind].track as unknown as FakeTrack;
const remembered = (): unknown => JSON.parse(browser.stored.get("ve-devices") ?? "null");

describe("camera and microphone", () => {
  it("open with one prompt, as speech and motion", async () => {
    const media = await opened();
    expect(browser.requests).toHaveLength(1);
    expect(browser.latest.constraints).toMatchObject({ audio: {}, video: {} });
    expect(media.view.value).toMatchObject({ microphone: { phase: "on" }, camera: { phase: "on" } });
    expect(trackOf(media, "microphone").contentHint).toBe("speech");
    expect(trackOf(media, "camera").contentHint).toBe("motion");
  });

  it("are asked for separately where there is no camera, and the microphone opens", async () => {
    const media = create();
    void media.open();
    await settle();
    browser.latest.refuse("NotFoundError");
    await settle();
    browser.latest.allow();
    await settle();
    browser.latest.refuse("NotFoundError");
    await settle();
    expect(browser.requests).toHaveLength(3);
    expect(media.view.value).toMatchObject({
      microphone: { phase: "on" },
      camera: { phase: "failed", problem: "missing" },
    });
  });

  it("are not asked for again after a prompt that was closed without an answer", async () => {
    const media = create();
    void media.open();
    await settle();
    browser.latest.refuse("NotAllowedError", "Permission dismissed");
    await settle();
    expect(browser.requests).toHaveLength(1);
    expect(media.view.value.microphone.problem).toBe("dismissed");
    expect(media.view.value.camera.problem).toBe("dismissed");
  });

  it("open again with one prompt where both failed", async () => {
    const media = create();
    void media.open();
    await settle();
    browser.latest.refuse("NotAllowedError", "Permission dismissed");
    await settle();
    void media.open();
    await settle();
    browser.latest.allow();
    await settle();
    expect(browser.requests).toHaveLength(2);
    expect(browser.live).toHaveLength(2);
  });

  it("stop at the end, and nothing opens after it", async () => {
    const media = await opened();
    lifetime.abort();
    expect(browser.live).toEqual([]);
    void media.open();
    void media.setCamera(true);
    await settle();
    expect(browser.requests).toHaveLength(1);
  });

  it("that arrive after the end are stopped", async () => {
    const media = create();
    void media.open();
    await settle();
    lifetime.abort();
    browser.latest.allow();
    await settle();
    expect(browser.opened).toHaveLength(2);
    expect(browser.live).toEqual([]);
  });
});

describe("the permission prompt", () => {
  const isAsking = (media: LocalMedia): boolean => media.view.value.camera.asking;

  it.each([
    ["open at once, where the browser says that it asks", "prompt", 0, true],
    ["open when a request takes longer than a device, where the browser says nothing", null, 700, true],
    ["closed before that", null, 699, false],
    ["never open where the permission is granted, however long the device takes", "granted", 5_000, false],
  ] as const)("is taken to be %s", async (_what, permission, afterMs, asks) => {
    browser.permission = permission;
    const media = create();
    void media.open();
    await settle();
    await vi.advanceTimersByTimeAsync(afterMs);
    expect(isAsking(media)).toBe(asks);
    browser.latest.allow();
    await settle();
    expect(isAsking(media)).toBe(false);
  });
});

describe("a device", () => {
  it("that is unplugged is replaced by another one", async () => {
    browser.devices = [microphone("mic"), camera("cam"), camera("other")];
    const media = await opened();
    browser.devices = [microphone("mic"), camera("other")];
    trackOf(media, "camera").end();
    await settle();
    browser.latest.allow();
    await settle();
    expect(media.view.value.camera).toMatchObject({ phase: "on", deviceId: "other" });
  });

  it("that was the only one is unplugged, and is used again when it is back", async () => {
    const media = await opened();
    browser.plug([microphone("mic")]);
    trackOf(media, "camera").end();
    await settle();
    expect(media.view.value.camera).toMatchObject({ phase: "failed", problem: "unplugged", track: null });
    browser.plug([microphone("mic"), camera("cam")]);
    await settle();
    browser.latest.allow();
    await settle();
    expect(media.view.value.camera.phase).toBe("on");
  });

  it("that the system silences sends nothing until it stops doing so", async () => {
    const media = await opened();
    trackOf(media, "camera").silence(true);
    expect([media.view.value.camera.systemMuted, media.sending.camera]).toEqual([true, false]);
    trackOf(media, "camera").silence(false);
    expect([media.view.value.camera.systemMuted, media.sending.camera]).toEqual([false, true]);
  });

  it("whose events come after it was replaced changes nothing", async () => {
    browser.devices = [microphone("mic"), camera("cam"), camera("other")];
    const media = await opened();
    const former = trackOf(media, "camera");
    void media.choose("camera", "other");
    await settle();
    browser.latest.allow();
    await settle();
    former.silence(true);
    former.end();
    await settle();
    expect(media.view.value.camera).toMatchObject({ phase: "on", deviceId: "other", systemMuted: false });
  });

  it("that was chosen is asked for by its id, and is remembered", async () => {
    browser.devices = [microphone("mic"), camera("cam"), camera("other")];
    const media = await opened();
    void media.choose("camera", "other");
    await settle();
    expect(browser.latest.constraints).toMatchObject({ video: { deviceId: { exact: "other" } } });
    browser.latest.allow();
    await settle();
    expect(remembered()).toMatchObject({ camera: { deviceId: "other", label: "other" } });
  });

  it("on a phone's other side is not remembered: the next call begins with the front", async () => {
    browser.devices = [microphone("mic"), camera("front", "user"), camera("back", "environment")];
    const media = await opened();
    expect(media.view.value).toMatchObject({ canFlip: true, camera: { facing: "user" } });
    void media.flipCamera();
    await settle();
    browser.latest.allow();
    await settle();
    expect(media.view.value.camera).toMatchObject({ deviceId: "back", facing: "environment" });
    expect(remembered()).toBeNull();
  });

  it("whose id the browser changed is found by its label", async () => {
    browser.stored.set(
      "ve-devices",
      JSON.stringify({ microphone: { deviceId: "old-id", label: "Headset" }, camera: null, speaker: null }),
    );
    browser.devices = [microphone("mic"), microphone("new-id", "Headset"), camera("cam")];
    const media = await opened();
    expect(browser.latest.constraints).toMatchObject({ audio: { deviceId: { exact: "new-id" } } });
    expect(media.view.value.microphone.deviceId).toBe("new-id");
  });

  it("that is turned off sends black briefly, then its light goes out", async () => {
    const media = await opened();
    const track = trackOf(media, "camera");
    void media.setCamera(false);
    await settle();
    expect([track.enabled, track.readyState]).toEqual([false, "live"]);
    await vi.advanceTimersByTimeAsync(600);
    expect(track.readyState).toBe("ended");
    expect(media.view.value.camera.track).toBeNull();
  });
});

describe("a muted microphone", () => {
  it("is measured by a copy, and the person who speaks into it is told", async () => {
    const media = await opened();
    const track = trackOf(media, "microphone");
    void media.setMicrophone(false);
    await settle();
    expect(track).toMatchObject({ enabled: false, readyState: "live" });
    browser.loudness = 0.5;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(media.view.value.speaksMuted).toBe(true);
    void media.setMicrophone(true);
    await settle();
    expect(media.view.value.speaksMuted).toBe(false);
    expect(track.clones.map(({ readyState }) => readyState)).toEqual(["ended"]);
    expect(browser.contexts.map(({ isClosed }) => isClosed)).toEqual([true]);
  });

  it("is not measured any longer after the end", async () => {
    const media = await opened();
    const track = trackOf(media, "microphone");
    void media.setMicrophone(false);
    await settle();
    lifetime.abort();
    expect(track.clones.map(({ readyState }) => readyState)).toEqual(["ended"]);
  });
});

describe("a shared screen", () => {
  async function sharing(): Promise<LocalMedia> {
    const media = await opened();
    void media.startScreen();
    browser.latest.allow();
    await settle();
    return media;
  }
  const screenOf = (media: LocalMedia): FakeTrack => media.view.value.screen as unknown as FakeTrack;

  it("is sent with its details, and its sound as music, mixed with the microphone", async () => {
    const media = await sharing();
    expect(screenOf(media).contentHint).toBe("detail");
    expect(media.sending.screen).toBe(true);
    const [mix] = browser.contexts;
    expect(media.view.value.microphone.track).toBe(mix?.output);
    expect(mix?.output.contentHint).toBe("music");
    expect(mix?.mixed.map(({ label }) => label)).toEqual(["screen sound", "mic"]);
  });

  it("keeps its sound while the microphone changes", async () => {
    const media = await sharing();
    const [mix] = browser.contexts;
    browser.plug([microphone("mic"), microphone("headset"), camera("cam")]);
    await settle();
    void media.choose("microphone", "headset");
    await settle();
    expect(mix?.mixed.map(({ label }) => label)).toEqual(["screen sound"]);
    browser.latest.allow();
    await settle();
    expect(mix?.mixed.map(({ label }) => label)).toEqual(["screen sound", "headset"]);
  });

  it.each([
    ["the browser's button", (media: LocalMedia) => screenOf(media).end()],
    ["the page's button", (media: LocalMedia) => media.stopScreen()],
  ])("ends by %s, and the microphone alone is sent again", async (_by, end) => {
    const media = await sharing();
    end(media);
    expect(media.view.value.screen).toBeNull();
    expect(browser.live.map(({ label }) => label)).toEqual(["mic", "cam"]);
    expect(media.view.value.microphone.track).toBe(trackOf(media, "microphone"));
    expect(trackOf(media, "microphone").label).toBe("mic");
    expect(browser.contexts.map(({ isClosed }) => isClosed)).toEqual([true]);
  });

  it("stops where the call ended while the person was choosing", async () => {
    const media = await opened();
    const started = media.startScreen();
    lifetime.abort();
    browser.latest.allow();
    expect(await started).toBe(false);
    expect(browser.live).toEqual([]);
  });

  it("is chosen once at a time", async () => {
    const media = await opened();
    const first = media.startScreen();
    expect(await media.startScreen()).toBe(false);
    expect(browser.requests).toHaveLength(2);
    browser.latest.allow();
    expect(await first).toBe(true);
  });

  it("that was not chosen is no problem, and can be asked for again", async () => {
    const media = await opened();
    const started = media.startScreen();
    await vi.advanceTimersByTimeAsync(2_000);
    browser.latest.refuse("NotAllowedError", "Permission denied");
    expect(await started).toBe(false);
    expect(media.view.value.screenProblem).toBeNull();
    void media.startScreen();
    expect(browser.requests).toHaveLength(3);
  });

  it("that the system refused is explained for 12 s", async () => {
    const media = await opened();
    const started = media.startScreen();
    browser.latest.refuse("NotAllowedError", "Permission denied by system");
    expect(await started).toBe(false);
    expect(media.view.value.screenProblem).toBe("denied-by-system");
    await vi.advanceTimersByTimeAsync(12_000);
    expect(media.view.value.screenProblem).toBeNull();
  });
});

describe("a speaker", () => {
  it("that the browser refuses is not used, and not tried again in the next call", async () => {
    const media = await opened();
    media.chooseSpeaker("built-in");
    media.chooseSpeaker("headset");
    media.speakerFailed("headset");
    expect(media.view.value).toMatchObject({ speakerId: "built-in", speakerRefused: true });
    expect(remembered()).toMatchObject({ speaker: { deviceId: "built-in" } });
  });
});
