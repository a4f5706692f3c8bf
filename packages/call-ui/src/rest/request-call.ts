import type { CreateInteractionRequest } from "@videoengager/protocol/rest/interactions";
import { createInteractionPath } from "@videoengager/protocol/rest/paths";

/** Long enough for a slow phone, short enough for a person who looks at a button. */
const ANSWER_WITHIN_MS = 15_000;

/**
 * Requests a call as a visitor does on the tenant's web site.
 *
 * @param again the visitor's own place in the call before: the platform takes over what it was about
 * @returns the address of the visitor's page, relative to the platform's origin
 * @throws where the platform refuses, or does not answer within 15 s
 */
export async function requestCall(tenantId: string, again: string): Promise<string> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), ANSWER_WITHIN_MS);
  try {
    const response = await fetch(createInteractionPath(tenantId), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ type: "OUTBOUND", again } satisfies CreateInteractionRequest),
      signal: timeout.signal,
    });
    if (!response.ok) throw new Error(`The platform answered ${response.status}.`);
    const { visitor } = (await response.json()) as { readonly visitor?: { readonly fullUrl?: unknown } };
    if (typeof visitor?.fullUrl !== "string") throw new Error("The platform's answer names no page.");
    return visitor.fullUrl;
  } finally {
    clearTimeout(timer);
  }
}
