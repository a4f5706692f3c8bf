import { describe, expect, it } from "vitest";
import { compareTraffic, rateQuality, settleQuality, type TrafficChange } from "../src/call/rate-quality.ts";
import { readTraffic } from "../src/peer/read-traffic.ts";

const GOOD: TrafficChange = {
  receivedPackets: 200,
  lossHere: 0,
  lossThere: 0,
  roundTripMs: 40,
  freezes: 0,
  concealed: 0,
  jitterBufferMs: 40,
  fps: 30,
  frameHeight: 720,
  availableKbps: 2_500,
  limitedBy: "none",
  inKbps: 1_800,
  outKbps: 1_800,
};

describe("a connection is rated", () => {
  it.each([
    ["good", {}, "good", null],
    ["silent where nothing arrives", { receivedPackets: 0 }, "silent", null],
    ["weak on this side where its packets get lost", { lossThere: 0.08 }, "own-weak", "loss"],
    ["weak on the other side where its packets get lost", { lossHere: 0.08 }, "peer-weak", "loss"],
    ["weak where much of the sound is made up", { concealed: 0.08 }, "peer-weak", "loss"],
    ["weak on both sides", { lossHere: 0.1, lossThere: 0.1 }, "both-weak", "loss"],
    [
      "weak where there is hardly room for a picture",
      { limitedBy: "bandwidth", availableKbps: 120 },
      "own-weak",
      "bandwidth",
    ],
    [
      "good where the picture is limited and still large",
      { limitedBy: "bandwidth", availableKbps: 700 },
      "good",
      null,
    ],
    ["weak where the picture froze", { freezes: 1 }, "peer-weak", "bandwidth"],
    ["weak where the picture became a thumbnail", { frameHeight: 90 }, "peer-weak", "bandwidth"],
    ["good where a dark room slows the camera down", { fps: 7.5 }, "good", null],
    ["slow where words take half a second", { roundTripMs: 900 }, "slow", "delay"],
    ["good where the processor limits the picture", { limitedBy: "cpu" }, "good", "cpu"],
    ["unknown before the first report", { lossHere: null, roundTripMs: null }, "unknown", null],
  ] as const)("%s", (_title, change, quality, reason) => {
    expect(rateQuality({ ...GOOD, ...change }, true)).toEqual({ quality, reason });
  });

  it("without regard to a picture that isn't sent at its usual size", () => {
    expect(rateQuality({ ...GOOD, fps: 0, frameHeight: 90, freezes: 1 }, false).quality).toBe("good");
  });

  it("anew once two looks in a row agree", () => {
    expect(settleQuality("good", "good", "peer-weak")).toBe("good");
    expect(settleQuality("good", "peer-weak", "peer-weak")).toBe("peer-weak");
  });
});

describe("a connection's statistics", () => {
  const pair = (id: string, roundTripS: number, more: object = {}) =>
    [
      id,
      { id, type: "candidate-pair", state: "succeeded", currentRoundTripTime: roundTripS, ...more },
    ] as const;

  it("are of the pair in use, also after an ICE restart", () => {
    const report = new Map<string, { type: string; selectedCandidatePairId?: string }>([
      pair("old", 0.9, { nominated: true }),
      pair("new", 0.05, { nominated: true }),
      ["t", { type: "transport", selectedCandidatePairId: "new" }],
    ]);
    expect(readTraffic(report).roundTripMs).toBe(50);
  });

  it.each([
    ["relay", "host", true],
    ["srflx", "relay", true],
    ["host", "prflx", false],
  ])("say whether a relay is in use: a %s and a %s candidate", (local, remote, relayed) => {
    const report = new Map<string, { type: string; candidateType?: string }>([
      pair("unused", 0.1, { localCandidateId: "other" }),
      pair("used", 0.1, { nominated: true, localCandidateId: "here", remoteCandidateId: "there" }),
      ["here", { type: "local-candidate", candidateType: local }],
      ["there", { type: "remote-candidate", candidateType: remote }],
      ["other", { type: "local-candidate", candidateType: "relay" }],
    ]);
    expect(readTraffic(report).relayed).toBe(relayed);
    expect(readTraffic(new Map()).relayed).toBeNull();
  });

  it("are of the selected pair in Firefox, which names no transport", () => {
    const report = new Map<string, { type: string }>([
      pair("a", 0.03, { selected: true, nominated: true }),
      pair("b", 0.5, { nominated: true }),
    ]);
    expect(readTraffic(report).roundTripMs).toBe(30);
  });

  it("count what happened between two looks, and no silence that the browser inserted", () => {
    const at = (seconds: number, packets: number, concealed: number) =>
      readTraffic(
        new Map([
          [
            "sound",
            {
              type: "inbound-rtp",
              kind: "audio",
              packetsReceived: packets,
              packetsLost: packets / 10,
              bytesReceived: packets * 100,
              totalSamplesReceived: seconds * 48_000,
              concealedSamples: concealed + 5_000,
              silentConcealedSamples: 5_000,
            },
          ],
        ]),
        seconds * 1_000,
      );
    const change = compareTraffic(at(10, 500, 0), at(12, 600, 9_600));
    expect(change).toMatchObject({ receivedPackets: 100, concealed: 0.1, inKbps: 40, lossThere: null });
    expect(change.lossHere).toBeCloseTo(10 / 110);
  });
});
