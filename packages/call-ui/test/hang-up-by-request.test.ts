import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { hangUpByRequest } from "../src/rest/hang-up-by-request.ts";

let requests: number[] = [];
let answer: () => Promise<Response> = () => Promise.resolve(new Response());
let startMs = 0;
const beacon = vi.fn(() => true);

/** Never answers, as a network that swallows packets; ends with the request's own limit. */
const swallow = (signal: AbortSignal): Promise<Response> =>
  new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error)));

beforeEach(() => {
  vi.useFakeTimers();
  // The browser's own runs in real time.
  vi.spyOn(AbortSignal, "timeout").mockImplementation((limitMs) => {
    const limit = new AbortController();
    setTimeout(() => limit.abort(), limitMs);
    return limit.signal;
  });
  requests = [];
  startMs = Date.now();
  beacon.mockClear();
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("navigator", { sendBeacon: beacon });
  vi.stubGlobal("fetch", (_path: string, { signal }: { signal: AbortSignal }) => {
    requests.push(Date.now() - startMs);
    return lost ? swallow(signal) : answer();
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

let lost = false;

it.each([500, 503, 429])("is repeated while the platform answers %i", async (status) => {
  lost = false;
  let left = 3;
  answer = () => {
    left -= 1;
    return Promise.resolve(new Response(null, { status: left > 0 ? status : 200 }));
  };
  const done = hangUpByRequest("seat");
  await vi.advanceTimersByTimeAsync(10_000);
  await done;
  expect(requests).toHaveLength(3);
});

it("begins again within a second of the network's return, whenever that is, and runs five times at once at most", async () => {
  lost = true;
  answer = () => Promise.resolve(new Response());
  const done = hangUpByRequest("seat");
  await vi.advanceTimersByTimeAsync(30_000);
  const gaps = requests.slice(1).map((atMs, index) => atMs - (requests[index] ?? 0));
  expect(gaps.length).toBeGreaterThan(5);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(1_000);
  const atOnce = (nowMs: number): number =>
    requests.filter((atMs) => atMs <= nowMs && nowMs < atMs + 3_000).length;
  expect(Math.max(...requests.map(atOnce))).toBe(5);
  lost = false;
  await vi.advanceTimersByTimeAsync(1_000);
  await done;
});

it("gets through within 4 s where the browser still holds six dead connections", async () => {
  let dead = 6;
  vi.stubGlobal("fetch", (_path: string, { signal }: { signal: AbortSignal }) => {
    requests.push(Date.now() - startMs);
    dead -= 1;
    return dead >= 0 ? swallow(signal) : Promise.resolve(new Response());
  });
  const done = hangUpByRequest("seat");
  await vi.advanceTimersByTimeAsync(4_000);
  await done;
  expect(requests).toHaveLength(7);
});

it("goes out at once when the browser says that the network is back", async () => {
  lost = false;
  answer = () => Promise.reject(new TypeError("Failed to fetch"));
  const done = hangUpByRequest("seat");
  await vi.advanceTimersByTimeAsync(0);
  answer = () => Promise.resolve(new Response());
  window.dispatchEvent(new Event("online"));
  await done;
  expect(requests).toEqual([0, 0]);
});

it("is left to a beacon by a page that goes away", async () => {
  lost = true;
  void hangUpByRequest("seat");
  await vi.advanceTimersByTimeAsync(100);
  window.dispatchEvent(new Event("pagehide"));
  expect(beacon).toHaveBeenCalledOnce();
});
