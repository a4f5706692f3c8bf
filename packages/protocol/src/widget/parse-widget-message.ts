import { type Fields, isFields } from "../is-fields.ts";
import type { CallStatusMessage, HostToWidgetMessage, WidgetToHostMessage } from "./widget-messages.ts";

const STATUSES: readonly unknown[] = ["PRE_CALL", "CALL_STARTED", "END_CALL", "FINISHED"];
const TEXT_FIELDS = ["email", "callerEmail", "visitorId", "pin", "shortUrl", "tennant_id"] as const;

/**
 * Reads what a widget posted. Returns null for anything that is no widget message: an unknown status, a
 * known field of the wrong type. A field that is null counts as absent (the original sends such);
 * unknown fields are dropped. Checks the shape only; the sender's window and origin are the caller's to check.
 */
export function parseWidgetMessage(data: unknown): WidgetToHostMessage | null {
  if (!isFields(data)) return null;
  if (data.ve === 1) return parseHandshake(data);
  return parseCallStatus(data);
}

/** Reads what a host posted to the widget; null for anything else. */
export function parseHostMessage(data: unknown): HostToWidgetMessage | null {
  if (!isFields(data) || data.ve !== 1) return null;
  return data.type === "hangup" && typeof data.id === "string"
    ? { ve: 1, type: "hangup", id: data.id }
    : null;
}

function parseHandshake({ type, capabilities, visitorId }: Fields): WidgetToHostMessage | null {
  if (type === "hello" && Array.isArray(capabilities))
    return { ve: 1, type, capabilities: capabilities.filter((name) => typeof name === "string") };
  if (type === "signingIn") return { ve: 1, type };
  return type === "claimed" && typeof visitorId === "string" && visitorId ? { ve: 1, type, visitorId } : null;
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
