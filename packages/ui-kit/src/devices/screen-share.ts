/** Sharing a screen: the options that it is requested with, and what a refusal means. */
import { classifyMediaError } from "./media-problem.ts";

/**
 * - `denied-by-system` the operating system doesn't let the browser record the screen
 * - `not-allowed-here` the embedding page doesn't pass `display-capture` on
 * - `needs-gesture` the browser wants a click in this page · `failed` anything else
 */
export type ScreenProblem = "denied-by-system" | "not-allowed-here" | "needs-gesture" | "failed";

/** The options that TypeScript's library does not know yet. */
interface ScreenOptions extends DisplayMediaStreamOptions {
  readonly selfBrowserSurface: "exclude" | "include";
  readonly surfaceSwitching: "exclude" | "include";
  readonly systemAudio: "exclude" | "include";
  readonly audio: MediaTrackConstraints & { readonly restrictOwnAudio: boolean };
}

/**
 * @param canRestrictOwnAudio the browser can leave this page's own sound out of the system's. Otherwise only a tab's sound is offered: the
 * system's sound holds the call, and the other side would hear itself.
 */
export function createScreenOptions(canRestrictOwnAudio: boolean): ScreenOptions {
  return {
    // Text must be sharp, not smooth: more frames cost an office laptop its encoder.
    video: { frameRate: { max: 15 } },
    // Music and speech from a video as they are. Browsers without shared sound ignore it.
    audio: {
      echoCancellation: false,
      noiseSuppression: false,
      autoGainControl: false,
      restrictOwnAudio: true,
    },
    selfBrowserSurface: "exclude",
    surfaceSwitching: "include",
    systemAudio: canRestrictOwnAudio ? "include" : "exclude",
  };
}

/** Faster than a person can close the dialog, so the system refused. */
const FASTEST_PERSON_MS = 150;

/**
 * Why nothing is shared; null if the person closed the dialog.
 *
 * @param afterMs milliseconds from the request to its rejection
 */
export function classifyScreenError(
  error: unknown,
  afterMs: number,
  isAllowedHere: boolean,
): ScreenProblem | null {
  if (!isAllowedHere) return "not-allowed-here";
  const { name, message } = error instanceof Error ? error : new Error();
  if (/permissions? policy/i.test(message)) return "not-allowed-here";
  if (name === "AbortError") return null;
  if (name === "InvalidStateError") return "needs-gesture";
  if (name !== "NotAllowedError") return "failed";
  const isDenied = classifyMediaError(error, "") === "denied-by-system" || afterMs < FASTEST_PERSON_MS;
  return isDenied ? "denied-by-system" : null;
}
