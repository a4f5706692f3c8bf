import { NO_DEVICES } from "@videoengager/ui-kit/devices/list-devices";
import type { LocalMediaView, SourceView } from "@videoengager/ui-kit/devices/local-media";
import { describe, expect, it } from "vitest";
import { en } from "../src/text/en.ts";
import { deviceNotices, noticesOf } from "../src/views/notices-of.ts";
import { CallDriver } from "./call-driver.ts";

const words = (call: CallDriver, quality: Parameters<typeof noticesOf>[1] = "good"): readonly string[] =>
  noticesOf(call.state, quality, "Clara", call.nowMs, en).map((notice) => notice.words);

describe("the lines about one's own devices", () => {
  const source = (change: Partial<SourceView>): SourceView => ({
    track: null,
    phase: "on",
    wanted: true,
    asking: false,
    problem: null,
    choiceProblem: null,
    deviceId: "",
    facing: null,
    systemMuted: false,
    ...change,
  });
  const linesOf = (
    microphone: Partial<SourceView>,
    camera: Partial<SourceView>,
    rest: Partial<LocalMediaView> & { readonly hadLobby?: boolean } = {},
  ): readonly string[] => {
    const { hadLobby = true, ...change } = rest;
    const view: LocalMediaView = {
      microphone: source(microphone),
      camera: source(camera),
      screen: null,
      screenProblem: null,
      devices: NO_DEVICES,
      speakerId: "",
      speakerRefused: false,
      speaksMuted: false,
      canFlip: false,
      ...change,
    };
    return deviceNotices(view, hadLobby, en).map(({ words: line }) => line);
  };

  it("ask to answer the browser's question", () => {
    expect(linesOf({ asking: true }, { asking: true })).toEqual([en.lobby.allowAbove]);
  });

  it("say everything to an agent who accepted a call and saw no lobby", () => {
    expect(linesOf({ problem: "denied" }, { problem: "missing" }, { hadLobby: false })).toEqual([
      en.problems.microphone.denied,
      en.problems.camera.missing,
    ]);
  });

  it("say what the system, a shutter or a headset has muted, and that one speaks while muted", () => {
    expect(linesOf({ systemMuted: true }, { systemMuted: true }, { speaksMuted: true })).toEqual([
      en.call.microphoneSilenced,
      en.call.cameraBlocked,
      en.call.speaksMuted,
    ]);
  });

  it.each(["denied-by-system", "not-allowed-here", "failed"] as const)(
    "say why no screen is shared: %s",
    (screenProblem) => {
      expect(linesOf({}, {}, { screenProblem })).toEqual([en.call.screenProblems[screenProblem]]);
    },
  );

  it("say what was unplugged, and are silent about what was refused before the call", () => {
    expect(linesOf({ problem: "denied" }, { problem: "unplugged" })).toEqual([en.problems.camera.unplugged]);
    expect(linesOf({}, { problem: "unplugged", wanted: false })).toEqual([]);
  });
});

describe("the lines over a call", () => {
  it("are none while all is well", () => {
    const call = new CallDriver("agent");
    call.talk();
    expect(words(call)).toEqual([]);
  });

  it("say that the other side still hears me while only the platform is away", () => {
    const call = new CallDriver("agent");
    call.talk();
    call.play({ type: "offline" });
    expect(words(call)).toEqual(["Reconnecting. The other person can still see and hear you."]);
  });

  it("count down, by the platform's clock, until a lost visitor's place is given up", () => {
    const call = new CallDriver("agent");
    call.talk();
    call.peer({ type: "connection", connection: "failed" });
    const serverTimeMs = call.nowMs + 3_600_000;
    const keptUntilMs = serverTimeMs + 30_000;
    call.room({ state: "active", peer: { presence: "away", keptUntilMs }, serverTimeMs });
    call.nowMs += 12_000;
    const [notice] = noticesOf(call.state, "good", "Clara", call.nowMs, en);
    expect(notice?.countdown).toBe("Waiting 18 more seconds.");
    expect(words(call)).toEqual(["Clara lost the connection."]);
  });

  it("say that a visitor is gone who sends nothing more, before the browser notices", () => {
    const call = new CallDriver("agent");
    call.talk();
    const peer = { presence: "away", keptUntilMs: call.nowMs + 5_000 } as const;
    call.room({ state: "active", peer });
    expect(words(call, "good")).toEqual([]);
    expect(words(call, "silent")).toEqual(["Clara lost the connection."]);
  });

  it("say that a picture stands still because nothing arrives, unless nothing is sent", () => {
    const call = new CallDriver("agent");
    call.talk();
    const nothing = { microphone: false, camera: false, screen: false };
    call.room({ state: "active", peer: { presence: "joined", media: { ...nothing, microphone: true } } });
    expect(words(call, "silent")).toEqual([en.call.reconnectingMedia]);
    call.room({ state: "active", peer: { presence: "joined", media: nothing } });
    expect(words(call, "silent")).toEqual(["Clara is muted"]);
  });

  it("name whose connection is weak", () => {
    const call = new CallDriver("agent");
    call.talk();
    expect(words(call, "peer-weak")).toEqual(["Clara's connection is weak"]);
    expect(words(call, "own-weak")).toEqual(["Your connection is weak"]);
  });

  it("say who is muted and who shows a screen", () => {
    const call = new CallDriver("agent");
    call.talk();
    const media = { microphone: false, camera: true, screen: true };
    call.room({ state: "active", peer: { presence: "joined", media } });
    expect(words(call)).toEqual(["Clara is muted", "Clara is sharing a screen"]);
  });
});

it("each line has a variant for a person without a name", () => {
  const call = new CallDriver("agent");
  call.talk();
  const media = { microphone: false, camera: true, screen: true };
  call.room({ state: "active", peer: { presence: "joined", media } });
  const lines = noticesOf(call.state, "peer-weak", null, call.nowMs, en).map((notice) => notice.words);
  expect(lines).toEqual([
    "The other person's connection is weak",
    "The other person is muted",
    "The other person is sharing a screen",
  ]);
});
