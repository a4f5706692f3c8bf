import { isFields } from "@videoengager/protocol/is-fields";
import type { ErrorBody, RestErrorCode } from "@videoengager/protocol/rest/error-body";
import type { CreateInteractionRequest } from "@videoengager/protocol/rest/interactions";
import { createInteractionPath } from "@videoengager/protocol/rest/paths";
import type { VisitorPageParameters } from "@videoengager/protocol/widget/visitor-page-messages";
import { VisitorCallError, type VisitorErrorCode } from "../api/errors.ts";
import type { CallOptions, Target } from "../api/options.ts";
import { watchPolicy } from "../page/watch-policy.ts";

/** Long enough for a slow phone, short enough for a person who looks at a button. */
const ANSWER_WITHIN_MS = 15_000;

const CODES: Partial<Record<RestErrorCode, VisitorErrorCode>> = {
  "origin-not-allowed": "origin-not-allowed",
  "not-found": "unknown-tenant",
  "invalid-request": "data-refused",
  "payload-too-large": "data-refused",
  "rate-limited": "rate-limited",
  "not-ready": "busy",
};

/**
 * Asks the platform for a call. Resolves with the address of the visitor's page.
 *
 * @param signal ends the request
 * @throws VisitorCallError
 */
export async function requestCall(
  { origin, tenant }: Target,
  options: CallOptions,
  signal: AbortSignal,
): Promise<string> {
  const life = new AbortController();
  const stop = (): void => life.abort();
  const timer = setTimeout(stop, ANSWER_WITHIN_MS);
  signal.addEventListener("abort", stop, { signal: life.signal });
  let isBlocked = false;
  watchPolicy(/^(connect|default)-src$/, origin, life.signal, () => {
    isBlocked = true;
  });
  const { customData = {}, visitorData } = options;
  try {
    const answer = await fetch(origin + createInteractionPath(tenant), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        customData,
        ...(visitorData && { visitorData }),
      } satisfies CreateInteractionRequest),
      credentials: "omit",
      signal: life.signal,
    });
    const body: unknown = await answer.json().catch(() => null);
    if (!answer.ok) throw refusalOf(body);
    return addressOf(origin, body, options);
  } catch (cause) {
    if (cause instanceof VisitorCallError) throw cause;
    if (signal.aborted) throw new VisitorCallError("ended");
    // The browser reports a violation in a task after the request's failure.
    if (!isBlocked) await new Promise((resolve) => setTimeout(resolve));
    throw new VisitorCallError(isBlocked ? "blocked-by-page" : "platform-unreachable", { cause });
  } finally {
    clearTimeout(timer);
    stop();
  }
}

function refusalOf(body: unknown): VisitorCallError {
  const { error } = (isFields(body) ? body : {}) as Partial<ErrorBody>;
  const code = (error && CODES[error.code]) ?? "failed";
  return new VisitorCallError(code, {
    ...(error && { message: error.message, remedy: error.action }),
    ...(error?.retryAfterMs !== undefined && { retryAfterMs: error.retryAfterMs }),
  });
}

function addressOf(origin: string, body: unknown, options: CallOptions): string {
  const visitor = isFields(body) ? body.visitor : null;
  const path = isFields(visitor) ? visitor.fullUrl : null;
  if (typeof path !== "string") throw new VisitorCallError("failed");
  const address = new URL(path, origin);
  // The iframe may use the camera, so it only ever shows the platform.
  if (address.origin !== origin) throw new VisitorCallError("failed");
  const { name, email, phone, language, style } = options;
  const parameters = { name, email, phone, lang: language, csg: style };
  for (const [key, value] of Object.entries(parameters satisfies Optional<VisitorPageParameters>))
    if (value) address.searchParams.set(key, value);
  return address.href;
}

type Optional<Type> = { [Key in keyof Type]: Type[Key] | undefined };
