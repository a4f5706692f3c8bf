import { describe, expect, it } from "vitest";
import { type LoadState, NORMAL_LOAD, refusesNewWork, stepLoad } from "../../src/server/load-state.ts";

const LIMIT_MS = 500;

/** Whether new work is refused after each sample, one every 500 ms. */
function play(stalls: readonly number[]): boolean[] {
  let load: LoadState = NORMAL_LOAD;
  return stalls.map((stallMs, index) => {
    load = stepLoad(load, { atMs: index * 500, stallMs }, LIMIT_MS);
    return refusesNewWork(load);
  });
}

const times = (count: number, stallMs: number): number[] => Array.from({ length: count }, () => stallMs);

describe("a node whose event loop stalls", () => {
  it("refuses new work once each sample of a second had a stall of the limit", () => {
    expect(play(times(4, 500))).toEqual([false, false, true, true]);
    expect(play(times(4, 499))).toEqual([false, false, false, false]);
  });

  it("refuses nothing after one stall, however long: a suspended machine", () => {
    expect(play([60_000, 0, 60_000, 0, 0])).toEqual([false, false, false, false, false]);
  });

  it("takes new work again only after 3 s below half of the limit", () => {
    const easing = play([...times(3, 500), ...times(7, 249)]);
    expect(easing.slice(2)).toEqual([...times(7, 1).map(Boolean), false]);
  });

  it("keeps refusing while stalls are between half of the limit and the limit, or come back", () => {
    expect(play([...times(3, 500), ...times(20, 250)]).at(-1)).toBe(true);
    expect(play([...times(3, 500), ...times(5, 0), 300, ...times(6, 0)]).at(-1)).toBe(true);
    expect(play([...times(3, 500), ...times(5, 0), 300, ...times(7, 0)]).at(-1)).toBe(false);
  });
});
