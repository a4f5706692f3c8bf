/** A second of a call after the other, in virtual time: the test says what crossed the connection in each of them. */
import { STATS_FIELDS, type StatsSample } from "@videoengager/protocol/signalling/signalling-socket";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { QualityWatch } from "../src/call/quality-watch.ts";
import type { SendingPolicy } from "../src/peer/sending-policy.ts";

interface Second {
  readonly packets?: number;
  readonly lost?: number;
  readonly receivedBytes?: number;
  readonly sentBytes?: number;
  readonly roundTripMs?: number;
  readonly availableKbps?: number;
}

/** A second of a call with sound and pictures in both directions. */
const GOOD: Required<Second> = {
  packets: 100,
  lost: 0,
  receivedBytes: 100_000,
  sentBytes: 50_000,
  roundTripMs: 40,
  availableKbps: 1_000,
};

/** The counters of one connection; they only grow. */
class FakeLink {
  #sum = { packets: 0, lost: 0, receivedBytes: 0, sentBytes: 0 };
  #latest = GOOD;
  /** Resolves later instead of at once. */
  delayed: Promise<void> | null = null;

  pass(second: Second): void {
    this.#latest = { ...GOOD, ...second };
    for (const counter of ["packets", "lost", "receivedBytes", "sentBytes"] as const)
      this.#sum[counter] += this.#latest[counter];
  }

  async getStats(): Promise<RTCStatsReport> {
    await this.delayed;
    const { packets, lost, receivedBytes, sentBytes } = this.#sum;
    const entries = [
      {
        id: "in",
        type: "inbound-rtp",
        kind: "audio",
        packetsReceived: packets,
        packetsLost: lost,
        bytesReceived: receivedBytes,
      },
      { id: "out", type: "outbound-rtp", kind: "video", bytesSent: sentBytes },
      {
        id: "pair",
        type: "candidate-pair",
        state: "succeeded",
        nominated: true,
        currentRoundTripTime: this.#latest.roundTripMs / 1_000,
        availableOutgoingBitrate: this.#latest.availableKbps * 1_000,
      },
    ];
    return new Map(entries.map((entry) => [entry.id, entry]));
  }
}

let lifetime = new AbortController();

beforeEach(() => {
  vi.useFakeTimers();
  lifetime = new AbortController();
  vi.stubGlobal("navigator", {});
  const stored = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  });
});
afterEach(() => {
  lifetime.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function start() {
  const links = new Map([["one", new FakeLink()]]);
  const world = { peer: "one" as string | undefined, camera: true };
  const policies: SendingPolicy[] = [];
  const pictures: boolean[] = [];
  const batches: (readonly StatsSample[])[] = [];
  const watch = new QualityWatch({
    recovering: () => false,
    mesh: { link: (peer) => links.get(peer), setPolicy: (policy) => void policies.push(policy) },
    mainPeer: () => world.peer,
    seesCamera: () => false,
    sending: () => ({ microphone: true, camera: world.camera, screen: false }),
    onPicture: (paused) => void pictures.push(paused),
    sendStats: ({ samples }) => void batches.push(samples),
    signal: lifetime.signal,
  });
  /** Lets `count` such seconds pass. */
  const pass = async (count: number, second: Second = {}): Promise<void> => {
    for (let passed = 0; passed < count; passed += 1) {
      links.get(world.peer ?? "")?.pass(second);
      await vi.advanceTimersByTimeAsync(1_000);
    }
  };
  return { watch, links, world, policies, pictures, batches, pass };
}

describe("the rating", () => {
  it("is unknown without a connection, and until two looks in a row agree", async () => {
    const { watch, world, pass } = start();
    world.peer = undefined;
    await pass(10);
    expect(watch.quality.value).toBe("unknown");
    world.peer = "one";
    await pass(4);
    expect(watch.quality.value).toBe("unknown");
    await pass(2);
    expect(watch.quality.value).toBe("good");
  });

  it.each([
    ["packets get lost on their way here", { packets: 80, lost: 20 }, "peer-weak", "loss"],
    ["the path is long", { roundTripMs: 800 }, "slow", "delay"],
    ["nothing arrives", { packets: 0, receivedBytes: 0 }, "silent", null],
  ] as const)(
    "says it where %s, after 4 s, and 4 s after it ends that it is good",
    async (_when, second, quality, reason) => {
      const { watch, pass } = start();
      await pass(8);
      await pass(2, second);
      expect(watch.quality.value).toBe("good");
      await pass(2, second);
      expect([watch.quality.value, watch.reason.value]).toEqual([quality, reason]);
      await pass(4);
      expect([watch.quality.value, watch.reason.value]).toEqual(["good", null]);
    },
  );

  it("begins anew with another connection, whose counters begin at zero", async () => {
    const { watch, links, world, pass } = start();
    await pass(8, { packets: 80, lost: 20 });
    expect(watch.quality.value).toBe("peer-weak");
    links.set("two", new FakeLink());
    world.peer = "two";
    await pass(1);
    expect([watch.quality.value, watch.reason.value]).toEqual(["unknown", null]);
    await pass(7);
    expect(watch.quality.value).toBe("good");
    watch.forget("one");
    expect(watch.quality.value).toBe("good");
    watch.forget("two");
    expect(watch.quality.value).toBe("unknown");
  });

  it("leaves out statistics that come when their connection is gone", async () => {
    const { watch, links, world, policies, pass } = start();
    let answer = (): void => undefined;
    const link = links.get("one");
    if (link !== undefined) link.delayed = new Promise((resolve) => (answer = resolve));
    await pass(1);
    world.peer = undefined;
    watch.forget("one");
    const before = policies.length;
    answer();
    await pass(1);
    expect(policies).toHaveLength(before);
  });
});

describe("a link without room for a picture", () => {
  it("pauses it after 4 s and sends it again when there is room", async () => {
    const { policies, pictures, pass } = start();
    await pass(5);
    expect(policies.at(-1)?.camera.active).toBe(true);
    await pass(4, { availableKbps: 60 });
    expect(pictures).toEqual([]);
    await pass(1, { availableKbps: 60 });
    expect([pictures, policies.at(-1)?.camera.active]).toEqual([[true], false]);
    await pass(1, { availableKbps: 400 });
    expect([pictures, policies.at(-1)?.camera.active]).toEqual([[true, false], true]);
  });

  it("has nothing to pause where the camera is off", async () => {
    const { world, pictures, pass } = start();
    world.camera = false;
    await pass(20, { availableKbps: 60 });
    expect(pictures).toEqual([]);
  });
});

describe("the statistics", () => {
  const valuesOf = (sample: StatsSample | undefined): Record<string, number | null | undefined> =>
    Object.fromEntries(STATS_FIELDS.map((field, index) => [field, sample?.[index]]));

  it("are a sample of every 5 s, sent six at a time", async () => {
    const { batches, pass } = start();
    await pass(34);
    expect(batches).toEqual([]);
    await pass(1);
    expect(batches.map((samples) => samples.length)).toEqual([6]);
    expect(valuesOf(batches[0]?.[0])).toMatchObject({
      inKbps: 800,
      outKbps: 400,
      lossIn: 0,
      lossOut: null,
      roundTripMs: 40,
      limitedBy: 0,
    });
  });

  it("that wait are sent before the socket closes, once", async () => {
    const { watch, batches, pass } = start();
    await pass(20, { packets: 90, lost: 10 });
    watch.flush();
    watch.flush();
    expect(batches.map((samples) => samples.length)).toEqual([3]);
    expect(valuesOf(batches[0]?.at(-1))).toMatchObject({ lossIn: 100 });
  });

  it("hold for the next call what the link carries, not while the camera is off", async () => {
    const { world, pass } = start();
    world.camera = false;
    await pass(10, { availableKbps: 30 });
    expect(localStorage.getItem("ve-upload-kbps-any")).toBeNull();
    world.camera = true;
    await pass(5, { availableKbps: 900 });
    expect(localStorage.getItem("ve-upload-kbps-any")).toBe("900");
  });
});

it("nothing is polled any more after the call", async () => {
  const { links, pass } = start();
  await pass(2);
  const getStats = vi.spyOn(links.get("one") ?? new FakeLink(), "getStats");
  lifetime.abort();
  await pass(5);
  expect(getStats).not.toHaveBeenCalled();
});
