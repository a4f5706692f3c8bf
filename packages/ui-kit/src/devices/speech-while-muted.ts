/** Notices that a person speaks although the microphone is muted. */
export interface SpeechWatch {
  /** The last samples, newest first: loud or not. */
  readonly loud: readonly boolean[];
  /** Until when the hint shows, milliseconds; 0: it does not. */
  readonly hintUntilMs: number;
  /** No further hint before that. */
  readonly quietUntilMs: number;
}

export const NO_SPEECH: SpeechWatch = { loud: [], hintUntilMs: 0, quietUntilMs: 0 };

/** How often the level is sampled. */
export const SAMPLE_EVERY_MS = 200;
const SAMPLES = 8;
/** A door or a keyboard is loud once; speech is loud for most of a second. */
const LOUD_SAMPLES = 4;
/** On the meter's scale of 0 to 1. */
const LOUD_FROM = 0.45;
const HINT_FOR_MS = 6_000;
const QUIET_FOR_MS = 30_000;

/** Takes one sample of the muted microphone's level (0 to 1). */
export function watchSpeech(state: SpeechWatch, level: number, nowMs: number): SpeechWatch {
  const loud = [level >= LOUD_FROM, ...state.loud].slice(0, SAMPLES);
  const speaks = loud.filter(Boolean).length >= LOUD_SAMPLES;
  if (nowMs < state.hintUntilMs) return { ...state, loud };
  if (!speaks || nowMs < state.quietUntilMs) return { ...state, loud, hintUntilMs: 0 };
  return { loud: [], hintUntilMs: nowMs + HINT_FOR_MS, quietUntilMs: nowMs + QUIET_FOR_MS };
}
