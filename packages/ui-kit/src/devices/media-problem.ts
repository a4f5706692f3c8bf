/**
 * Why a camera or microphone can't be used:
 *
 * - `denied` by the person or the browser's settings · `denied-by-system` by the operating system
 * - `dismissed` the prompt was closed without an answer
 * - `missing` there is none · `busy` another program uses it · `unplugged` it was removed while in use
 * - `insecure` the page was loaded over plain http · `in-app` a browser inside another app, without access to devices
 * - `not-allowed-here` the embedding page doesn't delegate the permission
 * - `failed` anything else
 */
export type MediaProblem =
  | "denied"
  | "denied-by-system"
  | "dismissed"
  | "missing"
  | "busy"
  | "unplugged"
  | "insecure"
  | "in-app"
  | "not-allowed-here"
  | "failed";

const IN_APP =
  /\b(FBAN|FBAV|FB_IAB|Instagram|Line\/|MicroMessenger|LinkedInApp|Snapchat|Twitter|TikTok|musical_ly|GSA\/|; wv\))/;

/** Whether this user agent names a browser inside another app. */
export function isInAppBrowser(userAgent: string): boolean {
  return IN_APP.test(userAgent);
}

/** What is known about the page before it requests a device. */
export interface MediaSurroundings {
  readonly isSecure: boolean;
  readonly hasDevices: boolean;
  readonly userAgent: string;
  /** Whether the embedding page delegates the permission; null if the browser doesn't say. */
  readonly passedOn: boolean | null;
}

/** A problem that exists before any request, or null. */
export function problemBeforeAsking(page: MediaSurroundings): MediaProblem | null {
  if (page.hasDevices) return page.passedOn === false ? "not-allowed-here" : null;
  if (isInAppBrowser(page.userAgent)) return "in-app";
  return page.isSecure ? "failed" : "insecure";
}

/** Classifies a rejection of `getUserMedia`. Error names are specified; messages depend on the browser. */
export function classifyMediaError(error: unknown, userAgent: string): MediaProblem {
  const { name, message } = error instanceof Error ? error : new Error();
  switch (name) {
    case "NotAllowedError":
    case "SecurityError":
      if (/by system/i.test(message)) return "denied-by-system";
      if (/dismissed/i.test(message)) return "dismissed";
      return isInAppBrowser(userAgent) ? "in-app" : "denied";
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    default:
      return "failed";
  }
}
