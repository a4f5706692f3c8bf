import { type Fields, isFields } from "../is-fields.ts";
import { CAUSES } from "./parse-widget-message.ts";
import type { CallEnd, VisitorPageMessage } from "./visitor-page-messages.ts";
import type { UnreachableCause } from "./widget-messages.ts";

const REASONS: readonly unknown[] = [
  "hung-up",
  "lost",
  "rejected",
  "visitor-left",
  "timeout",
  "abandoned",
  "erased",
] satisfies CallEnd["reason"][];
const ROLES: readonly unknown[] = ["agent", "visitor"] satisfies CallEnd["by"][];

/**
 * Parses a message from the visitor's page; null for anything else. Checks only the shape; the caller must check the sender's window
 * and origin.
 */
export function parseVisitorPageMessage(data: unknown): VisitorPageMessage | null {
  if (!isFields(data)) return null;
  const { type } = data;
  switch (type) {
    case "CallStarted":
    case "callEstablished":
    case "popupClosed":
    case "RemoteVideoStarted":
    case "RemoteVideoStopped":
      return { type };
    case "callEnded":
      return isFields(data.data) ? { type, data: parseEnd(data.data) } : { type };
    case "ResizePopup":
      return parseHeight(data);
    default:
      return parseOurs(data);
  }
}

/** An unknown reason of a newer page is none: the call is over all the same. */
function parseEnd({ reason, by }: Fields): CallEnd {
  return {
    reason: REASONS.includes(reason) ? (reason as CallEnd["reason"]) : null,
    by: ROLES.includes(by) ? (by as CallEnd["by"]) : null,
  };
}

function parseHeight({ data }: Fields): VisitorPageMessage | null {
  if (!isFields(data) || typeof data.height !== "number") return null;
  return { type: "ResizePopup", data: { height: data.height } };
}

function parseOurs({ ve, type, cause }: Fields): VisitorPageMessage | null {
  if (ve !== 1) return null;
  if (type === "reachable") return { ve, type };
  if (type !== "unreachable") return null;
  return { ve, type, cause: CAUSES.includes(cause) ? (cause as UnreachableCause) : "unknown" };
}
