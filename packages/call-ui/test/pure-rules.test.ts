import { describe, expect, it } from "vitest";
import { readChatText } from "../src/call/chat.ts";
import { compareTraffic, rateQuality, settleQuality } from "../src/call/rate-quality.ts";
import { retryDelayMs } from "../src/call/retry-policy.ts";
import { toMeterLevel } from "../src/media/level-meter.ts";
import { readVisitorParams, readWidgetParams } from "../src/page-params.ts";
import { readTraffic } from "../src/peer/read-traffic.ts";
import { formatClock, formatDuration, groupPin } from "../src/text/format.ts";
import { isLight } from "../src/views/apply-branding.ts";
import { splitLinks } from "../src/views/link-text.ts";

describe("the widget's address", () => {
  it("holds a token, or a key and an address, or nothing to sign in by", () => {
    expect(readWidgetParams("?token=abc&veinteraction=customer-1").credential).toEqual({ token: "abc" });
    expect(readWidgetParams("?pak=k&email=orga%40b.c&environment=generic").credential).toEqual({
      pak: "k",
      email: "orga@b.c",
      environment: "generic",
    });
    expect(readWidgetParams("?environment=mypurecloud.com").credential).toBeNull();
    expect(readWidgetParams("?veinteraction=").veinteraction).toBeNull();
  });
});

describe("the visitor's address", () => {
  it("holds the call's id and who comes", () => {
    expect(readVisitorParams("/visitor/i_abc/", "?name=%20Clara+C%20&csg=blue")).toMatchObject({
      interactionId: "i_abc",
      name: "Clara C",
      csg: "blue",
      phone: "",
    });
  });

  it("of somebody who typed the PIN: the place is the platform's to read, the interaction stays its own", () => {
    expect(readVisitorParams("/visitor/i_abc~t4x~k_1~mac", "")).toMatchObject({
      interactionId: "i_abc",
      place: "i_abc~t4x~k_1~mac",
    });
  });
});

describe("links in a chat", () => {
  it("are found, without the sentence's full stop", () => {
    expect(splitLinks("See https://a.example/x?y=1. Bye")).toEqual([
      { text: "See ", href: null },
      { text: "https://a.example/x?y=1", href: "https://a.example/x?y=1" },
      { text: ". Bye", href: null },
    ]);
  });

  it("are none that run a script or dress up as another address", () => {
    for (const text of [
      "javascript:alert(1)",
      "data:text/html,x",
      "https://bank.example@evil.example/",
      "https://",
    ])
      expect(splitLinks(text).every(({ href }) => href === null)).toBe(true);
  });
});

describe("what comes by the chat's channel", () => {
  it("counts only where it is a message", () => {
    expect(readChatText('{"text":"Hello"}')).toBe("Hello");
    for (const data of ["{", "null", '{"text":7}', '{"text":"  "}', new ArrayBuffer(2), "x".repeat(20_000)])
      expect(readChatText(data)).toBeNull();
  });
});

describe("the quality of a connection", () => {
  const at = (receivedPackets: number, lostPackets: number, rest = {}) => ({
    receivedPackets,
    lostPackets,
    lossThere: 0,
    roundTripMs: 40,
    freezes: 0,
    ...rest,
  });

  it("is read from the browser's statistics", () => {
    const report = new Map([
      ["a", { type: "inbound-rtp", packetsReceived: 90, packetsLost: 10, freezeCount: 1 }],
      ["b", { type: "remote-inbound-rtp", fractionLost: 0.25 }],
      ["c", { type: "candidate-pair", state: "succeeded", nominated: true, currentRoundTripTime: 0.05 }],
      ["d", { type: "candidate-pair", state: "failed", nominated: true, currentRoundTripTime: 9 }],
    ]);
    expect(readTraffic(report)).toEqual({
      receivedPackets: 90,
      lostPackets: 10,
      lossThere: 0.25,
      roundTripMs: 50,
      freezes: 1,
    });
  });

  it.each([
    ["good", at(300, 1)],
    ["peer-weak", at(300, 60)],
    ["own-weak", at(300, 1, { lossThere: 0.2 })],
    ["both-weak", at(300, 60, { lossThere: 0.2 })],
    ["slow", at(300, 0, { roundTripMs: 900 })],
  ] as const)("is %s", (quality, now) => {
    expect(rateQuality(compareTraffic(at(0, 0), now))).toBe(quality);
  });

  it("is silent where nothing came at all", () => {
    expect(rateQuality(compareTraffic(at(300, 0), at(300, 0)))).toBe("silent");
  });

  it("is shown when two looks agree", () => {
    expect(settleQuality("good", "good", "peer-weak")).toBe("good");
    expect(settleQuality("good", "peer-weak", "peer-weak")).toBe("peer-weak");
  });

  it("is not judged by a handful of packets", () => {
    expect(rateQuality(compareTraffic(at(0, 0), at(3, 3)))).toBe("good");
  });
});

describe("small things", () => {
  it("a clock and a duration", () => {
    expect([formatClock(0), formatClock(245_900), formatClock(3_723_000)]).toEqual([
      "0:00",
      "4:05",
      "1:02:03",
    ]);
    expect(formatDuration(245_000, "en")).toBe("4 minutes 5 seconds");
    expect(formatDuration(60_000, "de")).toBe("1 Minute");
    expect(formatDuration(200, "en")).toBe("0 seconds");
  });

  it("a PIN as one reads it out", () => {
    expect(groupPin("482913")).toBe("482 913");
  });

  it("a meter that is still in silence and full at full volume", () => {
    expect(toMeterLevel(new Float32Array(64))).toBe(0);
    expect(toMeterLevel(new Float32Array(64).fill(1))).toBe(1);
    expect(toMeterLevel(new Float32Array(64).fill(0.03))).toBeCloseTo(0.49, 1);
  });

  it("words on a brand's colour that can be read", () => {
    expect(isLight([255, 220, 0])).toBe(true);
    expect(isLight([0, 60, 160])).toBe(false);
  });

  it("tries that come to an end", () => {
    expect([0, 1, 2, 3, 4].map(retryDelayMs)).toEqual([300, 700, 1_500, 3_000, null]);
  });
});
