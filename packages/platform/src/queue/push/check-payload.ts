import { isInteractionId } from "@videoengager/protocol/ids";
import { MAX_SHOWN } from "@videoengager/protocol/push/push-socket";
import type { HandshakeStatement } from "./push-namespace.ts";

const MAX_TOKEN_LENGTH = 4_096;
const MAX_ID_LENGTH = 64;
/** Organization id and address, as at the sign-in. */
const MAX_EMAIL_LENGTH = 520;
const MAX_REASON_LENGTH = 200;
const CALL_TYPES: readonly unknown[] = ["chat", "video", "screen"];

type Fields = Record<string, unknown>;

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isId(value: unknown): value is string {
  return typeof value === "string" && value.length > 0 && value.length <= MAX_ID_LENGTH;
}

function isVisitorId(value: unknown): value is string {
  return typeof value === "string" && isInteractionId(value);
}

function areCallTypes(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length <= CALL_TYPES.length &&
    value.every((type) => CALL_TYPES.includes(type))
  );
}

export interface Handshake {
  readonly token: string;
  readonly tenantId: string;
  readonly userId: string;
  readonly statement: HandshakeStatement;
}

/**
 * Reads a handshake. Null if its shape is wrong. `shown` only helps the client's list, so surplus or invalid entries are ignored.
 */
export function readHandshake(auth: unknown): Handshake | null {
  if (!isFields(auth)) return null;
  const { token, tenantId, userId, previousSessionId, queue, shown } = auth;
  if (typeof token !== "string" || token.length > MAX_TOKEN_LENGTH) return null;
  if (!isId(tenantId) || typeof userId !== "string" || userId.length > MAX_EMAIL_LENGTH) return null;
  if (previousSessionId !== undefined && !isId(previousSessionId)) return null;
  if (queue !== undefined && !areCallTypes(queue)) return null;
  return {
    token,
    tenantId,
    userId,
    statement: {
      previousSessionId: previousSessionId ?? null,
      onQueue: Array.isArray(queue) && queue.length > 0,
      shown: Array.isArray(shown) ? [...new Set(shown.slice(0, MAX_SHOWN).filter(isVisitorId))] : [],
    },
  };
}

export function readQueueStatement(payload: unknown): { onQueue: boolean } | null {
  if (!isFields(payload)) return null;
  const { onQueue, callTypes } = payload;
  if (typeof onQueue !== "boolean" || !areCallTypes(callTypes)) return null;
  return { onQueue };
}

export function readRejection(payload: unknown): { visitorId: string } | null {
  if (!isFields(payload)) return null;
  const { visitorId, reason } = payload;
  if (!isVisitorId(visitorId) || typeof reason !== "string" || reason.length > MAX_REASON_LENGTH) return null;
  return { visitorId };
}
