/** Whether the camera's picture has to be paused so that the sound has room; pure. */
export interface PictureState {
  readonly paused: boolean;
  /** When it was paused or resumed last. */
  readonly sinceMs: number;
  /** Since when the link has carried too little; null while it carries enough. */
  readonly narrowSinceMs: number | null;
  /** How often it was paused in a row. */
  readonly pauses: number;
}

export const PICTURE_SENT: PictureState = { paused: false, sinceMs: 0, narrowSinceMs: null, pauses: 0 };

/** Below, kbit/s, there is room for the sound alone. */
const NARROW_KBPS = 100;
const WIDE_KBPS = 160;
const PAUSE_AFTER_MS = 4_000;
/** A picture that is sent on trial goes sooner, and proves itself within this time. */
const PAUSE_TRIAL_AFTER_MS = 2_000;
const TRIAL_MS = 8_000;
/** The estimate of a link that carries sound alone doesn't grow. Only a trial shows whether there is room again. */
const RETRY_AFTER_MS = [15_000, 30_000, 60_000];
const FORGET_PAUSES_AFTER_MS = 60_000;

/** One step for a new estimate of the bandwidth. Null: the browser has none, and nothing is paused. */
export function stepPicture(state: PictureState, availableKbps: number | null, nowMs: number): PictureState {
  if (availableKbps === null) return state;
  if (state.paused) {
    const retryMs = RETRY_AFTER_MS[Math.min(state.pauses, RETRY_AFTER_MS.length) - 1] ?? 0;
    if (availableKbps < WIDE_KBPS && nowMs - state.sinceMs < retryMs) return state;
    return { ...state, paused: false, sinceMs: nowMs, narrowSinceMs: null };
  }
  if (availableKbps >= NARROW_KBPS) {
    const isStable = nowMs - state.sinceMs > FORGET_PAUSES_AFTER_MS;
    return { ...state, narrowSinceMs: null, pauses: isStable ? 0 : state.pauses };
  }
  const narrowSinceMs = state.narrowSinceMs ?? nowMs;
  const pauseAfterMs = isOnTrial(state, nowMs) ? PAUSE_TRIAL_AFTER_MS : PAUSE_AFTER_MS;
  if (nowMs - narrowSinceMs < pauseAfterMs) return { ...state, narrowSinceMs };
  return { paused: true, sinceMs: nowMs, narrowSinceMs: null, pauses: state.pauses + 1 };
}

/** The picture was paused, and is sent again to see whether there is room for it. */
export function isOnTrial({ paused, pauses, sinceMs }: PictureState, nowMs: number): boolean {
  return !paused && pauses > 0 && nowMs - sinceMs < TRIAL_MS;
}
