import { describe, expect, it } from "vitest";
import { type NetworkHint, startBitrateKbps } from "../src/peer/start-bitrate.ts";

const UNKNOWN: NetworkHint = { lastKbps: null, downlinkMbps: null, effectiveType: null, saveData: false };

describe("what a video starts with", () => {
  it.each<[string, Partial<NetworkHint>, number]>([
    ["nothing is known", {}, 600],
    ["the last call carried 1 Mbit/s", { lastKbps: 1_000 }, 600],
    ["the last call carried 50 kbit/s", { lastKbps: 50 }, 100],
    ["the last call carried 20 Mbit/s", { lastKbps: 20_000 }, 1_500],
    ["the browser says 2g, whatever the last call was", { effectiveType: "2g", lastKbps: 1_000 }, 100],
    ["the browser says 3g", { effectiveType: "3g", downlinkMbps: 1 }, 250],
    ["data is to be saved", { saveData: true, lastKbps: 1_000 }, 200],
    ["a slow download is reported", { downlinkMbps: 1 }, 150],
    ["the highest value that browsers report may mean anything", { downlinkMbps: 10 }, 1_200],
  ])("where %s", (_when, hint, kbps) => {
    expect(startBitrateKbps({ ...UNKNOWN, ...hint })).toBe(kbps);
  });
});
