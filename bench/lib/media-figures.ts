/** Figures from what a probe recorded. */
import { BLOCK_MS, type MediaSample, type Probe, type SoundBlock } from "./media-probe.ts";

const WINDOW_MS = 200;
/** Mean square of the tone as it is sent (`e2e/fixtures/tones.ts`). */
const SENT_TONE: number = (12_000 / 32_768) ** 2 / 2;
/** A tone is recognised down to 20 dB below what is sent. */
const QUIETEST_TONE: number = SENT_TONE / 100;

/** The tone is there, and louder than everything else together. */
export function isTone(blocks: readonly SoundBlock[]): boolean {
  const sum = (field: "tone" | "total"): number => blocks.reduce((total, block) => total + block[field], 0);
  const tone = sum("tone");
  return tone / blocks.length >= QUIETEST_TONE && tone >= sum("total") / 2;
}

/** Share of 200 ms windows in which the tone is recognised. Sound that never came counts as windows without it. */
export function toneShare({ blocks }: Probe, fromMs: number, untilMs: number): number {
  const heard = blocks.filter(({ atMs }) => atMs >= fromMs && atMs < untilMs);
  const perWindow = WINDOW_MS / BLOCK_MS;
  let recognised = 0;
  for (let start = 0; start + perWindow <= heard.length; start += perWindow)
    if (isTone(heard.slice(start, start + perWindow))) recognised += 1;
  return Math.min(1, recognised / Math.floor((untilMs - fromMs) / WINDOW_MS));
}

/** The longest time without the tone, milliseconds. */
export function longestGapMs({ blocks }: Probe, fromMs: number, untilMs: number): number {
  let longest = 0;
  let run = 0;
  for (const block of blocks) {
    if (block.atMs < fromMs || block.atMs >= untilMs) continue;
    run = isTone([block]) ? 0 : run + 1;
    longest = Math.max(longest, run);
  }
  return longest * BLOCK_MS;
}

export const between = (samples: readonly MediaSample[], fromMs: number, untilMs: number): MediaSample[] =>
  samples.filter(({ atMs }) => atMs >= fromMs && atMs < untilMs);

/** How much a counter grew per second. */
function perSecond(samples: readonly MediaSample[], count: (sample: MediaSample) => number): number {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined || first === last) return 0;
  return ((count(last) - count(first)) * 1_000) / (last.atMs - first.atMs);
}

export const framesPerSecond = (samples: readonly MediaSample[]): number =>
  perSecond(samples, ({ frames }) => frames);

export const soundKbps = (samples: readonly MediaSample[]): number =>
  perSecond(samples, ({ sentSoundBytes }) => sentSoundBytes / 125);

export const cameraKbps = (samples: readonly MediaSample[]): number =>
  perSecond(samples, ({ sentCameraBytes }) => sentCameraBytes / 125);

export function concealedShare(samples: readonly MediaSample[]): number {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined) return Number.NaN;
  return (last.concealedSamples - first.concealedSamples) / (last.soundSamples - first.soundSamples);
}

/** Shorter ones are ordinary: a lost frame waits for its repetition. */
const STOPPED_MS = 500;

/**
 * How long after `healMs` the picture moves again; 0 where it never stopped, null where it still stands still. Frames that arrived
 * just before the break don't count as the picture's return.
 */
export function pictureBackMs(
  samples: readonly MediaSample[],
  brokenMs: number,
  healMs: number,
): number | null {
  let movedMs = samples[0]?.atMs ?? brokenMs;
  let frames = samples[0]?.frames ?? 0;
  let stoppedAt: number | null = null;
  for (const sample of samples) {
    // A connection that replaced another one starts at 0.
    if (sample.frames !== frames) {
      if (stoppedAt !== null && sample.atMs >= healMs) return sample.atMs - healMs;
      frames = sample.frames;
      movedMs = sample.atMs;
      stoppedAt = null;
    } else if (sample.atMs > brokenMs && sample.atMs - movedMs >= STOPPED_MS) stoppedAt = movedMs;
  }
  const lastMs = samples.at(-1)?.atMs ?? 0;
  return stoppedAt === null && lastMs - healMs > 2 * STOPPED_MS ? 0 : null;
}

/** How long after `fromMs` the picture is at least `height` pixels high and moves; null where it is not. */
export function heightBackMs(samples: readonly MediaSample[], fromMs: number, height: number): number | null {
  const back = samples.find(
    (sample, i) =>
      sample.atMs >= fromMs && sample.height >= height && sample.frames > (samples[i - 3]?.frames ?? 0),
  );
  return back === undefined ? null : back.atMs - fromMs;
}
