import { describe, expect, it } from "vitest";
import {
  isRecovering,
  nextReadMs,
  type PathReading,
  type PathState,
  startPath,
  stepPath,
} from "../src/peer/path-silence.ts";

const READING: PathReading = { packets: 0, responses: 0, roundTripMs: 60, generation: "first" };
const LEADS = { expected: true, leads: true };

/** A path that is read every 100 ms; packets arrive at 50 a second while it works. */
class Path {
  nowMs = 10_000;
  reading: PathReading = READING;
  state: PathState = startPath(READING, 10_000);
  path = LEADS;

  /** Plays some time; says what happened when, in milliseconds from its start. */
  play(durationMs: number, packetsPerRead: number, change: Partial<PathReading> = {}): [number, string][] {
    const events: [number, string][] = [];
    for (let passedMs = 100; passedMs <= durationMs; passedMs += 100) {
      this.nowMs += 100;
      this.reading = { ...this.reading, ...change, packets: this.reading.packets + packetsPerRead };
      const { state, event } = stepPath(this.state, this.reading, this.path, this.nowMs);
      this.state = state;
      if (event !== null) events.push([passedMs, event]);
    }
    return events;
  }
}

function flowing(path: Partial<Path> = {}): Path {
  const played = Object.assign(new Path(), path);
  played.play(1_000, 5);
  return played;
}

describe("a path that goes silent", () => {
  it("is searched for after 0.6 s, and again every 1.2 s, 8 times", () => {
    const restarts = flowing()
      .play(20_000, 0)
      .map(([atMs]) => atMs);
    expect(restarts).toEqual([600, 1_800, 3_000, 4_200, 5_400, 6_600, 7_800, 9_000]);
  });

  it("is searched for less often where a search takes longer", () => {
    const path = flowing();
    expect(path.play(12_000, 0, { roundTripMs: 700 }).map(([atMs]) => atMs)).toEqual([600, 6_200, 11_800]);
  });

  it("is left to the side that makes the offers at first", () => {
    expect(flowing({ path: { expected: true, leads: false } }).play(1_500, 0)).toEqual([[1_200, "restart"]]);
  });

  it("is not searched for again right after the other side's search", () => {
    const path = flowing({ path: { expected: true, leads: false } });
    path.play(700, 0);
    expect(path.play(2_500, 0, { generation: "second" }).map(([atMs]) => atMs)).toEqual([1_900]);
  });

  it("recovers with the first packets, and is treated with care for 2 s", () => {
    const path = flowing();
    path.play(2_000, 0);
    expect(isRecovering(path.state, path.nowMs)).toBe(true);
    expect(path.play(200, 5)).toEqual([[100, "recovered"]]);
    expect(isRecovering(path.state, path.nowMs)).toBe(true);
    path.play(2_000, 5);
    expect(isRecovering(path.state, path.nowMs)).toBe(false);
  });

  it("is read more often", () => {
    const path = flowing();
    expect(nextReadMs(path.state)).toBe(200);
    path.play(300, 0);
    expect(nextReadMs(path.state)).toBe(100);
  });
});

describe("a path is left alone", () => {
  it("where the pause is short", () => {
    expect(flowing().play(500, 0)).toEqual([]);
  });

  it("where the other side's microphone is off", () => {
    expect(flowing({ path: { expected: false, leads: true } }).play(5_000, 0)).toEqual([]);
  });

  it("where so little arrived that a pause means nothing", () => {
    const path = new Path();
    path.play(1_000, 1);
    expect(path.play(5_000, 0)).toEqual([]);
  });

  it("where checks are answered: the other side has stopped sending", () => {
    const path = flowing();
    path.play(300, 0);
    expect(path.play(5_000, 0, { responses: 1 })).toEqual([]);
  });

  it("where the page was asleep, and where the connection was replaced", () => {
    const path = flowing();
    path.nowMs += 5_000;
    expect(path.play(2_000, 0)).toEqual([]);
    const replaced = flowing();
    replaced.reading = READING;
    expect(replaced.play(2_000, 0)).toEqual([]);
  });
});
