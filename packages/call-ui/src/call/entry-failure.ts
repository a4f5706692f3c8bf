import type { CallAttributes } from "@videoengager/protocol/widget/widget-messages";
import { PlatformError } from "../rest/platform-api.ts";
import type { CallState } from "./call-state.ts";

/** Why the agent has no seat. */
export type EntryFailure =
  | "not-authenticated"
  | "claimed-elsewhere"
  | "gone"
  | "rate-limited"
  | "unreachable"
  /** This browser has no WebRTC. */
  | "unsupported"
  | "failed";

/** Why the call ended, in the words of the SDK's `sessionEnded`. */
export function describeEnd({ outcome }: CallState): CallAttributes {
  if (outcome?.kind !== "ended") return { endReason: "failed" };
  const reason =
    outcome.reason === "abandoned" ? "visitor-left" : outcome.reason === "erased" ? "failed" : outcome.reason;
  return {
    ...(reason === null ? {} : { endReason: reason }),
    ...(outcome.by === null ? {} : { endedBy: outcome.by }),
  };
}

export function failureOf(cause: unknown): EntryFailure {
  if (!(cause instanceof PlatformError)) return "failed";
  switch (cause.code) {
    case "not-authenticated":
    case "agent-disabled":
      return "not-authenticated";
    case "claimed-elsewhere":
    case "rate-limited":
    case "unreachable":
      return cause.code;
    case "interaction-not-found":
    case "interaction-ended":
    case "not-found":
      return "gone";
    default:
      return "failed";
  }
}
