/**
 * When a node refuses new work: while its event loop stalls again and again.
 *
 *   normal → rising      a sample had a stall of the limit or longer
 *   rising → overloaded  so did all samples of the next second; one that didn't leads back to normal
 *   overloaded → easing  a sample had only stalls below half of the limit
 *   easing → normal      so did all samples of the next 3 s; one that didn't leads back to overloaded
 *
 * One long stall, such as a suspended machine, is one sample and refuses nothing.
 */
export type LoadState =
  | { readonly state: "normal" | "overloaded" }
  | { readonly state: "rising" | "easing"; readonly sinceMs: number };

export interface LoadSample {
  readonly atMs: number;
  /** The longest stall since the previous sample. */
  readonly stallMs: number;
}

const RISE_MS = 1_000;
const EASE_MS = 3_000;

export const NORMAL_LOAD: LoadState = { state: "normal" };
const OVERLOAD: LoadState = { state: "overloaded" };

export function stepLoad(before: LoadState, { atMs, stallMs }: LoadSample, limitMs: number): LoadState {
  const isHigh = stallMs >= limitMs;
  const isLow = stallMs < limitMs / 2;
  if (!("sinceMs" in before)) {
    if (before.state === "normal") return isHigh ? { state: "rising", sinceMs: atMs } : before;
    return isLow ? { state: "easing", sinceMs: atMs } : before;
  }
  const lastedMs = atMs - before.sinceMs;
  if (before.state === "rising") {
    if (!isHigh) return NORMAL_LOAD;
    return lastedMs >= RISE_MS ? OVERLOAD : before;
  }
  if (!isLow) return OVERLOAD;
  return lastedMs >= EASE_MS ? NORMAL_LOAD : before;
}

export function refusesNewWork({ state }: LoadState): boolean {
  return state === "overloaded" || state === "easing";
}
