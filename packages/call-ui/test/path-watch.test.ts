/** Whether packets keep arriving, in virtual time: the test says from when on a link's sound flows, and from when on it doesn't. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { expectedPaths, type PathExpectation, PathWatch } from "../src/call/path-watch.ts";
import { CallDriver } from "./call-driver.ts";

const PACKET_EVERY_MS = 20;

class FakeLink {
  readonly keyFrames: number[] = [];
  generation = "first";
  /** Its statistics are there later, or can't be read. */
  stats: () => Promise<void> = () => Promise.resolve();
  #arrived = 0;
  #flowsSinceMs: number | null = null;

  flow(flows: boolean): void {
    this.#arrived = this.#packets;
    this.#flowsSinceMs = flows ? performance.now() : null;
  }

  get #packets(): number {
    if (this.#flowsSinceMs === null) return this.#arrived;
    return this.#arrived + Math.floor((performance.now() - this.#flowsSinceMs) / PACKET_EVERY_MS);
  }

  /** Statistics that are read from now on arrive when the returned function is called. */
  holdStats(): () => void {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    this.stats = () => held;
    return release;
  }

  sendKeyFrames(): void {
    this.keyFrames.push(performance.now());
  }

  async getStats(): Promise<RTCStatsReport> {
    const sound = { id: "in", type: "inbound-rtp", kind: "audio", packetsReceived: this.#packets };
    await this.stats();
    return new Map([[sound.id, sound]]);
  }
}

let lifetime = new AbortController();

beforeEach(() => {
  vi.useFakeTimers();
  lifetime = new AbortController();
});
afterEach(() => {
  lifetime.abort();
  vi.useRealTimers();
});

const pass = (durationMs: number): Promise<unknown> => vi.advanceTimersByTimeAsync(durationMs);

/** A call with these parties, whose sound has flowed for 2 s. */
async function start(...peers: readonly string[]) {
  const links = new Map(peers.map((peer) => [peer, new FakeLink()]));
  const paths = new Map<string, PathExpectation>(
    peers.map((peer) => [peer, { peer, expected: true, leads: true }]),
  );
  let silentSinceMs = 0;
  const searches: (readonly [peer: string, afterMs: number])[] = [];
  const changes: boolean[] = [];
  const watch: PathWatch = new PathWatch({
    link: (peer) => links.get(peer),
    paths: () => [...paths.values()],
    onSilent: (peer) => void searches.push([peer, performance.now() - silentSinceMs]),
    onRecovering: () => void changes.push(watch.isRecovering),
    signal: lifetime.signal,
  });
  const link = (peer: string): FakeLink => {
    const found = links.get(peer);
    if (found === undefined) throw new Error(`There is no link to ${peer}.`);
    return found;
  };
  const silence = (peer: string): void => {
    silentSinceMs = performance.now();
    link(peer).flow(false);
  };
  const expectPath = (peer: string, change: Partial<PathExpectation>): void => {
    paths.set(peer, { peer, expected: true, leads: true, ...change });
  };
  for (const each of links.values()) each.flow(true);
  await pass(2_000);
  return { watch, links, link, searches, changes, silence, expectPath };
}

describe("a connection whose sound stops", () => {
  it("is searched for after 0.6 s, and again every 1.2 s", async () => {
    const { searches, silence } = await start("one");
    silence("one");
    await pass(3_500);
    expect(searches).toEqual([
      ["one", 600],
      ["one", 1_800],
      ["one", 3_000],
    ]);
  });

  it("is searched for later by the side that makes no offers", async () => {
    const { searches, silence, expectPath } = await start("one");
    expectPath("one", { leads: false });
    silence("one");
    await pass(1_500);
    expect(searches).toEqual([["one", 1_200]]);
  });

  it("is not searched for while the sound flows", async () => {
    const { searches, changes } = await start("one");
    await pass(60_000);
    expect([searches, changes]).toEqual([[], []]);
  });

  it("is not searched for where no sound is expected", async () => {
    const { watch, searches, silence, expectPath } = await start("one");
    expectPath("one", { expected: false });
    silence("one");
    await pass(10_000);
    expect(searches).toEqual([]);
    expect(watch.isRecovering).toBe(false);
  });

  it("is not searched for after the microphone is switched on, until its sound has arrived", async () => {
    const { link, searches, silence, expectPath } = await start("one");
    expectPath("one", { expected: false });
    silence("one");
    await pass(5_000);
    expectPath("one", { expected: true });
    await pass(5_000);
    expect(searches).toEqual([]);
    link("one").flow(true);
    await pass(2_000);
    silence("one");
    await pass(1_000);
    expect(searches).toEqual([["one", 600]]);
  });

  it("is searched for alone: the other parties' connections stay", async () => {
    const { link, searches, silence } = await start("one", "two");
    silence("two");
    await pass(1_000);
    link("two").flow(true);
    await pass(1_000);
    expect(searches).toEqual([["two", 600]]);
    expect([link("one").keyFrames.length, link("two").keyFrames.length]).toEqual([0, 1]);
  });

  it("is noticed although another connection's statistics can't be read", async () => {
    const { link, searches, silence } = await start("one", "two");
    link("one").stats = () => Promise.reject(new Error("The connection is closed."));
    silence("two");
    await pass(1_000);
    expect(searches).toEqual([["two", 600]]);
  });
});

describe("a connection that recovers", () => {
  it("is announced with the search and with the first sound, and lets a complete picture be sent", async () => {
    const { watch, link, changes, silence } = await start("one");
    expect(watch.isRecovering).toBe(false);
    silence("one");
    await pass(600);
    expect(changes).toEqual([true]);
    expect(link("one").keyFrames).toEqual([]);
    link("one").flow(true);
    await pass(100);
    expect(changes).toEqual([true, true]);
    expect(link("one").keyFrames).toHaveLength(1);
  });

  it("is treated with care for another 2 s", async () => {
    const { watch, link, changes, silence } = await start("one");
    silence("one");
    await pass(700);
    link("one").flow(true);
    await pass(2_000);
    expect(watch.isRecovering).toBe(true);
    await pass(200);
    expect(watch.isRecovering).toBe(false);
    expect(changes).toHaveLength(2);
  });
});

describe("a connection that was closed", () => {
  it("isn't recovering any more", async () => {
    const { watch, links, searches, silence } = await start("one");
    silence("one");
    await pass(1_000);
    expect(watch.isRecovering).toBe(true);
    links.delete("one");
    watch.forget("one");
    expect(watch.isRecovering).toBe(false);
    await pass(10_000);
    expect(searches).toHaveLength(1);
  });

  it("leaves nothing to the next one, whose sound comes later", async () => {
    const { watch, links, link, searches, silence } = await start("one");
    silence("one");
    await pass(500);
    links.set("one", new FakeLink());
    watch.forget("one");
    await pass(10_000);
    expect(searches).toEqual([]);
    link("one").flow(true);
    await pass(2_000);
    silence("one");
    await pass(1_000);
    expect(searches.map(([peer]) => peer)).toEqual(["one"]);
  });

  it("is not judged by statistics that arrive after its end", async () => {
    const { links, link, searches, changes, silence } = await start("one");
    silence("one");
    await pass(500);
    const release = link("one").holdStats();
    await pass(500);
    links.set("one", new FakeLink());
    release();
    await pass(0);
    expect([searches, changes]).toEqual([[], []]);
  });
});

it("ends with the call", async () => {
  const { link, searches, silence } = await start("one");
  const release = link("one").holdStats();
  silence("one");
  await pass(1_000);
  lifetime.abort();
  release();
  await pass(10_000);
  expect(searches).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

describe("sound is expected", () => {
  const expectedOf = (call: CallDriver): readonly boolean[] =>
    expectedPaths(call.state).map(({ expected }) => expected);

  it("from another party whose microphone is on", () => {
    const call = new CallDriver("agent");
    call.talk();
    expect(expectedPaths(call.state)).toEqual([{ peer: "visitor-page", expected: true, leads: true }]);
    call.room({
      state: "active",
      peer: { presence: "joined", media: { microphone: false, camera: true, screen: false } },
    });
    expect(expectedOf(call)).toEqual([false]);
  });

  it("by the visitor's page, too, which makes no offers", () => {
    const call = new CallDriver("visitor");
    call.talk();
    expect(expectedPaths(call.state)).toEqual([{ peer: "agent-page", expected: true, leads: false }]);
  });

  it("not before this page's person joins", () => {
    const call = new CallDriver("visitor");
    call.play({ type: "online" });
    call.room({ peer: { presence: "joined" } });
    expect(expectedOf(call)).toEqual([false]);
    call.play({ type: "join", displayName: "Clara" });
    expect(expectedOf(call)).toEqual([true]);
  });

  it("not from a party that the room says nothing about", () => {
    const call = new CallDriver("visitor");
    call.talk();
    const peers = call.state.peers.flatMap((agent) => [
      agent,
      { ...agent, role: "visitor" as const, instanceId: "other-page" },
    ]);
    expect(expectedPaths({ ...call.state, peers }).map(({ peer, expected }) => [peer, expected])).toEqual([
      ["agent-page", true],
      ["other-page", false],
    ]);
  });
});
