import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { findRemembered, recallDevices, rememberDevice } from "../src/devices/remember-devices.ts";
import { classifyScreenError, createScreenOptions } from "../src/devices/screen-share.ts";
import { NO_SPEECH, SAMPLE_EVERY_MS, watchSpeech } from "../src/devices/speech-while-muted.ts";

const refusal = (message: string, name = "NotAllowedError"): Error =>
  Object.assign(new Error(message), { name });

describe("a screen that is not shared", () => {
  it.each([
    ["the person closed the dialog", refusal("Permission denied"), 4_000, true, null],
    [
      "Firefox: the person closed the dialog",
      refusal("The request is not allowed by the user agent"),
      900,
      true,
      null,
    ],
    ["macOS refuses the browser", refusal("Permission denied by system"), 4_000, true, "denied-by-system"],
    [
      "refused before anybody could read a dialog",
      refusal("Permission denied"),
      20,
      true,
      "denied-by-system",
    ],
    ["the embedding page passes nothing on", refusal("Access denied"), 1, false, "not-allowed-here"],
    [
      "Chromium names the policy",
      refusal('Access to the feature "display-capture" is disallowed by permissions policy.'),
      1,
      true,
      "not-allowed-here",
    ],
    [
      "the capture failed",
      refusal("Could not start video source", "NotReadableError"),
      3_000,
      true,
      "failed",
    ],
    ["the request was aborted", refusal("", "AbortError"), 3_000, true, null],
  ] as const)("%s", (_title, error, afterMs, isAllowed, problem) => {
    expect(classifyScreenError(error, afterMs, isAllowed)).toBe(problem);
  });
});

describe("the sound that is shared with a screen", () => {
  it("is the system's only where the browser can leave this page's own sound out: the other side would hear itself", () => {
    expect(createScreenOptions(true)).toMatchObject({
      systemAudio: "include",
      audio: { restrictOwnAudio: true },
    });
    expect(createScreenOptions(false)).toMatchObject({ systemAudio: "exclude" });
  });
});

describe("speech into a muted microphone", () => {
  const speak = (levels: readonly number[], state = NO_SPEECH, fromMs = 0): typeof NO_SPEECH =>
    levels.reduce((watch, level, i) => watchSpeech(watch, level, fromMs + i * SAMPLE_EVERY_MS), state);

  it("is noticed within a second, and the hint stays for a while", () => {
    const state = speak([0.6, 0.6, 0.6, 0.6]);
    expect(state.hintUntilMs).toBeGreaterThan(4_000);
  });

  it("doesn't mistake a door or a keyboard for speech", () => {
    expect(speak([0.9, 0, 0, 0, 0.9, 0, 0, 0, 0, 0.9]).hintUntilMs).toBe(0);
  });

  it("is reported at most once in 30 s", () => {
    const loud = Array.from({ length: 100 }, () => 0.7);
    const state = speak(loud);
    expect(speak([0.7], state, 20_000).hintUntilMs).toBe(0);
    expect(speak(loud.slice(0, 8), state, 31_000).hintUntilMs).toBeGreaterThan(31_000);
  });
});

describe("the devices that were chosen", () => {
  const stored = new Map<string, string>();
  beforeEach(() => {
    stored.clear();
    vi.stubGlobal("localStorage", {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  const headset = { deviceId: "h1", label: "Headset" };

  it("are kept for each kind", () => {
    rememberDevice("microphone", headset);
    rememberDevice("speaker", { deviceId: "s1", label: "Desk" });
    expect(recallDevices()).toEqual({
      microphone: headset,
      camera: null,
      speaker: { deviceId: "s1", label: "Desk" },
    });
  });

  it.each(["{", "7", '{"microphone":{"deviceId":7}}', "null"])(
    "are none in storage that holds %s",
    (text) => {
      stored.set("ve-devices", text);
      expect(recallDevices().microphone).toBeNull();
    },
  );

  it("are empty if storage is blocked", () => {
    vi.stubGlobal("localStorage", undefined);
    rememberDevice("camera", headset);
    expect(recallDevices().camera).toBeNull();
  });

  it("are found by their id, or by their label if the browser changed the id", () => {
    const others = [{ deviceId: "x", label: "Built-in" }];
    expect(findRemembered(headset, [...others, { deviceId: "h1", label: "" }])?.deviceId).toBe("h1");
    expect(findRemembered(headset, [...others, { deviceId: "h2", label: "Headset" }])?.deviceId).toBe("h2");
    expect(findRemembered(headset, others)).toBeNull();
    expect(findRemembered({ deviceId: "h1", label: "" }, [{ deviceId: "h2", label: "" }])).toBeNull();
  });
});
