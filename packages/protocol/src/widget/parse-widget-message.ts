import { type Fields, isFields } from "../is-fields.ts";
import { parseControlCommand, parseControlReport } from "./parse-call-control.ts";
import type {
  CallStatusMessage,
  HostToWidgetMessage,
  SignInProblem,
  UnreachableCause,
  WidgetToHostMessage,
} from "./widget-messages.ts";

const STATUSES: readonly unknown[] = ["PRE_CALL", "CALL_STARTED", "END_CALL", "FINISHED"];
/** Every known {@link UnreachableCause}. */
export const CAUSES: readonly unknown[] = [
  "no-relay",
  "udp-blocked",
  "relay-unreachable",
  "unknown",
  "websockets-blocked",
  "platform-unreachable",
] satisfies UnreachableCause[];
const PROBLEMS: readonly unknown[] = [
  "popup-blocked",
  "popup-closed",
  "refused",
  "expired",
  "failed",
  "session-ended",
] satisfies SignInProblem[];
const TEXT_FIELDS = ["email", "callerEmail", "visitorId", "pin", "shortUrl", "tennant_id"] as const;

/**
 * Parses a message from a widget. Returns null if it isn't a widget message, has an unknown status, or has a
 * known field of the wrong type. A field that is null counts as absent, because the original sends such fields.
 * Unknown fields are dropped. Checks only the shape; the caller must check the sender's window and origin.
 */
export function parseWidgetMessage(data: unknown): WidgetToHostMessage | null {
  if (!isFields(data)) return null;
  if (data.ve === 1) return parseHandshake(data);
  return parseCallStatus(data);
}

/** Parses a message from the host to the widget; null for anything else. */
export function parseHostMessage(data: unknown): HostToWidgetMessage | null {
  if (!isFields(data) || data.ve !== 1) return null;
  const { type, id, token } = data;
  if (type === "hangup" && typeof id === "string") return { ve: 1, type, id };
  if (type === "resume") return typeof token === "string" ? { ve: 1, type, token } : null;
  return parseControlCommand(data);
}

function parseHandshake(fields: Fields): WidgetToHostMessage | null {
  const { type, capabilities, visitorId, protocol, instance, cause, problem } = fields;
  if (type === "hello" && Array.isArray(capabilities))
    return {
      ve: 1,
      type,
      capabilities: capabilities.filter((name) => typeof name === "string"),
      ...(typeof protocol === "number" && { protocol }),
      ...(typeof instance === "string" && { instance }),
    };
  if (type === "signedIn" || type === "reachable") return { ve: 1, type };
  if (type === "signingIn")
    return { ve: 1, type, ...(PROBLEMS.includes(problem) && { problem: problem as SignInProblem }) };
  // A newer widget can send an unknown cause. The call is unreachable all the same.
  if (type === "unreachable")
    return { ve: 1, type, cause: CAUSES.includes(cause) ? (cause as UnreachableCause) : "unknown" };
  if (type === "claimed")
    return typeof visitorId === "string" && visitorId ? { ve: 1, type, visitorId } : null;
  return parseControlReport(fields);
}

function parseCallStatus({ status, attributes, ...fields }: Fields): CallStatusMessage | null {
  if (!STATUSES.includes(status) || !isFields(attributes ?? {})) return null;
  const message: Record<string, unknown> = { status };
  for (const field of TEXT_FIELDS) {
    const value = fields[field];
    if (value === undefined || value === null) continue;
    if (typeof value !== "string") return null;
    message[field] = value;
  }
  if (attributes) message.attributes = attributes;
  return message as unknown as CallStatusMessage;
}
