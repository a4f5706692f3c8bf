/**
 * Why a camera or microphone gives nothing:
 *
 * - `denied` the person, or the browser's settings, said no · `denied-by-system` the operating system did
 * - `dismissed` the question was closed without an answer
 * - `missing` there is none · `busy` another program has it · `unplugged` it went away while in use
 * - `insecure` the page came over plain http · `in-app` a browser inside another app, which has no devices
 * - `not-allowed-here` the page that embeds this one doesn't pass the permission on
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

/** What is known of the page before it asks for a device. */
export interface MediaSurroundings {
  readonly isSecure: boolean;
  readonly hasDevices: boolean;
  readonly userAgent: string;
  /** What the embedding page passes on; null where the browser doesn't say. */
  readonly passedOn: boolean | null;
}

/** The problem that makes asking pointless, or null. */
export function problemBeforeAsking(page: MediaSurroundings): MediaProblem | null {
  if (page.hasDevices) return page.passedOn === false ? "not-allowed-here" : null;
  if (isInAppBrowser(page.userAgent)) return "in-app";
  return page.isSecure ? "failed" : "insecure";
}

/** Tells apart what `getUserMedia` rejected with. Names are the specification's; the words after them are the browsers'. */
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
