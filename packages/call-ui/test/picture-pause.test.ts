import { describe, expect, it } from "vitest";
import { isOnTrial, PICTURE_SENT, type PictureState, stepPicture } from "../src/call/picture-pause.ts";

/** Plays one estimate a second; `log` holds when the picture was paused and resumed. */
function play(estimates: readonly (number | null)[], from: PictureState = PICTURE_SENT, startMs = 0) {
  let state = from;
  const log: [second: number, paused: boolean][] = [];
  estimates.forEach((kbps, i) => {
    const next = stepPicture(state, kbps, startMs + i * 1_000);
    if (next.paused !== state.paused) log.push([startMs / 1_000 + i, next.paused]);
    state = next;
  });
  return { state, log };
}

const seconds = (count: number, kbps: number | null) => Array.from({ length: count }, () => kbps);

describe("the picture's pause", () => {
  it.each([
    ["the browser gives no estimate", null],
    ["the link carries enough", 300],
    ["the link carries just enough", 100],
  ])("doesn't begin where %s", (_when, kbps) => {
    expect(play(seconds(60, kbps)).log).toEqual([]);
  });

  it("begins when there was no room for 4 s", () => {
    expect(play(seconds(6, 60)).log).toEqual([[4, true]]);
  });

  it("doesn't begin for a dip", () => {
    expect(play([300, 60, 60, 60, 300, 60, 60, 60, 300]).log).toEqual([]);
  });

  it("ends at once when the link carries a picture again", () => {
    expect(play([...seconds(5, 60), 70, 200]).log).toEqual([
      [4, true],
      [6, false],
    ]);
  });

  it("ends on trial, later each time: the estimate of a link that carries sound alone doesn't grow", () => {
    const { log } = play(seconds(240, 60));
    const pauses = log.filter(([, paused]) => paused).map(([second]) => second);
    const resumes = log.filter(([, paused]) => !paused).map(([second]) => second);
    expect(resumes.map((second, i) => second - (pauses[i] ?? 0))).toEqual([15, 30, 60, 60]);
  });

  it("begins again after 2 s of a trial that fails, and is no trial after 8 s of one that doesn't", () => {
    const paused = play(seconds(5, 60)).state;
    const tried = play([200], paused, 5_000).state;
    expect(play(seconds(5, 60), tried, 6_000).log).toEqual([[8, true]]);
    const proven = play(seconds(8, 200), tried, 6_000).state;
    expect([6_000, 12_900, 13_100].map((atMs) => isOnTrial(proven, atMs))).toEqual([true, true, false]);
  });

  it("is tried early again after a minute with a picture", () => {
    const tried = play(seconds(50, 60)).state;
    const { state } = play(seconds(62, 400), { ...tried, paused: false, sinceMs: 50_000 }, 50_000);
    expect(state.pauses).toBe(0);
  });
});
