import { describe, expect, it } from "vitest";
import type { LocalMediaView, SourceView } from "../src/media/local-media.ts";
import { en } from "../src/text/en.ts";
import { deviceNotices, noticesOf } from "../src/views/notices-of.ts";
import { CallDriver } from "./call-driver.ts";

const words = (call: CallDriver, quality: Parameters<typeof noticesOf>[1] = "good"): readonly string[] =>
  noticesOf(call.state, quality, "Clara", call.nowMs, en).map((notice) => notice.words);

describe("the lines about one's own devices", () => {
  const source = (change: Partial<SourceView>): SourceView => ({
    track: null,
    wanted: true,
    asking: false,
    problem: null,
    deviceId: "",
    ...change,
  });
  const linesOf = (microphone: Partial<SourceView>, camera: Partial<SourceView>): readonly string[] => {
    const view: LocalMediaView = {
      microphone: source(microphone),
      camera: source(camera),
      screen: null,
      devices: { microphones: [], cameras: [], speakers: [] },
      speakerId: "",
    };
    return deviceNotices(view, en).map(({ words: line }) => line);
  };

  it("ask to answer the browser's question", () => {
    expect(linesOf({ asking: true }, { asking: true })).toEqual([en.lobby.allowAbove]);
  });

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
    expect(words(call)).toEqual(["Reconnecting, the other side still sees and hears you."]);
  });

  it("count down, by the platform's clock, until a lost visitor's place is given up", () => {
    const call = new CallDriver("agent");
    call.talk();
    call.play({ type: "connection", connection: "failed" });
    const serverTimeMs = call.nowMs + 3_600_000;
    const keptUntilMs = serverTimeMs + 30_000;
    call.room({ state: "active", peer: { presence: "away", keptUntilMs }, serverTimeMs });
    call.nowMs += 12_000;
    expect(words(call)).toEqual(["Clara lost the connection. Waiting 18 more seconds."]);
  });

  it("say that a visitor is gone who sends nothing more, before the browser notices", () => {
    const call = new CallDriver("agent");
    call.talk();
    const peer = { presence: "away", keptUntilMs: call.nowMs + 5_000 } as const;
    call.room({ state: "active", peer });
    expect(words(call, "good")).toEqual([]);
    expect(words(call, "silent")).toEqual(["Clara lost the connection. Waiting 5 more seconds."]);
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
    expect(words(call)).toEqual(["Clara is muted", "Clara shares a screen"]);
  });
});
