/** Why the browser or the platform does not show the widget in this page. Both leave an iframe that loads and says nothing. */
import type { PATHS } from "@videoengager/protocol/rest/paths";
import { describeUnreachable } from "../lib/describe-platform.ts";

const SIGN_IN_PATH: (typeof PATHS)["widgetSignIn"] = "/api/widget/sign-in";

/** Calls back if this page's content security policy blocks the platform's frame. */
export function watchPolicy(origin: string, life: AbortSignal, onBlocked: (message: string) => void): void {
  document.addEventListener(
    "securitypolicyviolation",
    ({ effectiveDirective, blockedURI, disposition }) => {
      const isFrame = /^(frame|child|default)-src$/.test(effectiveDirective);
      if (!isFrame || disposition === "report" || !blockedURI.startsWith(origin)) return;
      onBlocked(`The page's content security policy blocks the widget. Add ${origin} to frame-src.`);
    },
    { signal: life },
  );
}

/**
 * Asks the platform with the widget's own credentials whether this page's origin is allowed. Only our platform answers with
 * `origin-not-allowed`; an answer that cannot be read is the original's, and nothing is known to be wrong.
 *
 * @returns what is wrong and what to do; undefined if nothing is known to be wrong
 */
export async function checkPlatform(
  origin: string,
  widgetUrl: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (typeof fetch === "undefined") return undefined;
  const init: RequestInit = { cache: "no-store", credentials: "omit", signal };
  try {
    const answer = await fetch(origin + SIGN_IN_PATH, {
      ...init,
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(Object.fromEntries(new URL(widgetUrl).searchParams)),
    });
    const { error } = (await answer.json()) as {
      readonly error?: { readonly code?: string; readonly message?: string; readonly action?: string };
    };
    if (error?.code === "origin-not-allowed") return `${error.message} ${error.action}`;
    return undefined;
  } catch {
    // Not readable, or not reachable at all.
  }
  try {
    await fetch(origin, { ...init, mode: "no-cors" });
    return undefined;
  } catch {
    return signal.aborted ? undefined : describeUnreachable(origin);
  }
}
