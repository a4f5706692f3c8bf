import type { RecordingSettings } from "@videoengager/protocol/rest/agent-settings";
import { PlatformError } from "../rest/platform-api.ts";

/** What keeps a visitor from joining, and next to what it is said. */
export type LobbyProblem =
  | { readonly field: "pin"; readonly code: "missing" }
  | { readonly field: "pin"; readonly code: "wrong"; readonly attemptsLeft: number | null }
  | { readonly field: "pin"; readonly code: "locked"; readonly retryAfterMs: number }
  | { readonly field: "consent"; readonly code: "required" }
  | { readonly field: "form"; readonly code: "failed" | "rate-limited" };

/** Nobody is asked to agree to something that doesn't happen. */
export function asksConsent({ enable, requireVisitorConsent }: RecordingSettings): boolean {
  return enable && requireVisitorConsent;
}

const FIFTEEN_MINUTES_MS = 900_000;

/** What a refused seat asks of the person; null for a refusal that no form can heal. */
export function lobbyProblemOf(cause: unknown): LobbyProblem | null {
  if (!(cause instanceof PlatformError)) return null;
  switch (cause.code) {
    case "pin-required":
      return { field: "pin", code: "missing" };
    case "pin-wrong":
      return { field: "pin", code: "wrong", attemptsLeft: cause.body?.attemptsLeft ?? null };
    case "pin-locked":
      return { field: "pin", code: "locked", retryAfterMs: cause.body?.retryAfterMs ?? FIFTEEN_MINUTES_MS };
    case "consent-required":
      return { field: "consent", code: "required" };
    case "rate-limited":
      return { field: "form", code: "rate-limited" };
    default:
      return null;
  }
}
