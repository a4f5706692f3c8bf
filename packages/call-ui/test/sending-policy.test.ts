import { describe, expect, it } from "vitest";
import { applySending, type SendingConditions, sendingPolicy } from "../src/peer/sending-policy.ts";
import { FakeSender } from "./fake-peer-connection.ts";

const CLEAR: SendingConditions = {
  sharing: false,
  availableKbps: null,
  loss: 0,
  roundTripMs: null,
  recovering: false,
  paused: false,
  trying: false,
};
const policyFor = (conditions: Partial<SendingConditions>) => sendingPolicy({ ...CLEAR, ...conditions });

describe("the sending policy", () => {
  it("puts the sound first, then a shared screen, then the camera", () => {
    const { sound, screen, camera } = policyFor({ sharing: true });
    expect([sound.priority, screen.priority, camera.priority]).toEqual(["high", "medium", "low"]);
  });

  it.each([
    ["nothing is known", {}, { maxBitrate: 2_000_000, maxFramerate: 30, active: true }],
    ["the screen is shared", { sharing: true }, { maxBitrate: 300_000, maxFramerate: 15, scaleDownBy: 2 }],
    ["the link is narrow", { availableKbps: 120 }, { maxFramerate: 15, degradation: "maintain-framerate" }],
    ["the path is coming back", { recovering: true }, { scaleDownBy: 2, active: true }],
    ["there is no room", { paused: true }, { active: false }],
    ["the path is slow and nothing else is known", { roundTripMs: 600 }, { maxBitrate: 150_000 }],
    ["the path is slow and narrow", { roundTripMs: 600, availableKbps: 200 }, { maxBitrate: 150_000 }],
    ["the path is slow and wide", { roundTripMs: 600, availableKbps: 300 }, { maxBitrate: 2_000_000 }],
    ["it is sent on trial", { trying: true, availableKbps: 300 }, { maxBitrate: 80_000, maxFramerate: 15 }],
  ])("sets the camera where %s", (_when, conditions, camera) => {
    expect(policyFor(conditions).camera).toMatchObject(camera);
  });

  it.each([
    ["a clear link", {}, { maxBitrate: 40_000, redundant: false }],
    ["a narrow link", { availableKbps: 100 }, { maxBitrate: 16_000, redundant: false }],
    ["some packets lost", { loss: 0.01 }, { redundant: false }],
    ["many packets lost", { loss: 0.02 }, { redundant: true }],
    [
      "a narrow link that loses packets",
      { availableKbps: 70, loss: 0.1 },
      { maxBitrate: 16_000, redundant: true },
    ],
    ["a paused picture", { paused: true }, { active: true }],
  ])("sets the sound on %s", (_when, conditions, sound) => {
    expect(policyFor(conditions).sound).toMatchObject(sound);
  });

  it("keeps a shared screen sharp at a low frame rate", () => {
    expect(policyFor({ sharing: true }).screen).toMatchObject({
      degradation: "maintain-resolution",
      maxFramerate: 15,
    });
  });
});

const OPUS = { mimeType: "audio/opus", clockRate: 48_000, channels: 2, payloadType: 111 };
const RED = { mimeType: "audio/red", clockRate: 48_000, channels: 2, payloadType: 63 };

function senderWith(kind: "audio" | "video" | null, codecs: readonly unknown[] = []): FakeSender {
  const sender = new FakeSender();
  sender.track = kind === null ? null : { kind, label: kind };
  sender.parameters.codecs = [...codecs];
  return sender;
}

const apply = (sender: FakeSender, wanted: ReturnType<typeof sendingPolicy>["sound"]): Promise<void> =>
  applySending(sender as unknown as RTCRtpSender, wanted);

describe("applying a policy to a sender", () => {
  it("sets the encoding of a picture", async () => {
    const sender = senderWith("video");
    await apply(sender, policyFor({ sharing: true }).camera);
    expect(sender.parameters).toMatchObject({
      degradationPreference: "balanced",
      encodings: [
        { maxBitrate: 300_000, maxFramerate: 15, scaleResolutionDownBy: 2, active: true, priority: "low" },
      ],
    });
  });

  it("removes what no longer applies", async () => {
    const sender = senderWith("video");
    await apply(sender, policyFor({ sharing: true }).camera);
    await apply(sender, policyFor({}).camera);
    expect(sender.parameters.encodings[0]).not.toHaveProperty("scaleResolutionDownBy");
  });

  it("leaves what only pictures have away from the sound", async () => {
    const sender = senderWith("audio", [OPUS, RED]);
    await apply(sender, policyFor({}).sound);
    expect(sender.parameters).not.toHaveProperty("degradationPreference");
    expect(sender.parameters.encodings[0]).not.toHaveProperty("maxFramerate");
  });

  it.each([
    ["twice when packets are lost", 0.05, [OPUS, RED], "audio/red"],
    ["once when none are", 0, [OPUS, RED], "audio/opus"],
    ["as negotiated where the browsers did not agree on redundancy", 0.05, [OPUS], undefined],
  ])("sends the sound %s", async (_how, loss, codecs, mimeType) => {
    const sender = senderWith("audio", codecs);
    await apply(sender, policyFor({ loss }).sound);
    const codec = sender.parameters.encodings[0]?.codec as { mimeType?: string } | undefined;
    expect(codec?.mimeType).toBe(mimeType);
  });

  it("doesn't set what is set already", async () => {
    const sender = senderWith("video");
    let calls = 0;
    const set = sender.setParameters.bind(sender);
    sender.setParameters = (parameters) => {
      calls += 1;
      return set(parameters);
    };
    for (let i = 0; i < 3; i += 1) await apply(sender, policyFor({}).camera);
    expect(calls).toBe(1);
  });

  it("leaves a sender alone that is not negotiated", async () => {
    const sender = senderWith("audio");
    sender.parameters.encodings = [];
    await apply(sender, policyFor({}).sound);
    expect(sender.parameters.encodings).toEqual([]);
  });

  it("survives a change that ran meanwhile, and no other error", async () => {
    const sender = senderWith("video");
    sender.setParameters = async () => {
      throw new DOMException("Parameters changed.", "InvalidStateError");
    };
    await apply(sender, policyFor({}).camera);
    sender.setParameters = async () => {
      throw new DOMException("Out of range.", "InvalidModificationError");
    };
    await expect(apply(sender, policyFor({ sharing: true }).camera)).rejects.toThrow("Out of range.");
  });
});
