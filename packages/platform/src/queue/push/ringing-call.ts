import { MAX_RINGING_DATA_BYTES, type RingingCall } from "@videoengager/protocol/push/push-socket";
import type { StoredRingingCall } from "../queue-store.ts";

/** A ringing call as agents get it. */
export function toRingingCall(stored: StoredRingingCall): RingingCall {
  const { excerpt, truncated } = createExcerpt(
    JSON.parse(stored.customData) as Readonly<Record<string, unknown>>,
    MAX_RINGING_DATA_BYTES,
  );
  return {
    visitorId: stored.interactionId,
    visitorName: stored.visitorName,
    callType: "video",
    waitingSinceMs: stored.waitingSinceMs,
    customData: excerpt,
    ...(truncated ? { truncated: true as const } : {}),
  };
}

/** Whole keys in their order, as many as fit into `maxBytes` of JSON. A key that doesn't fit is left out, later ones can still fit. */
export function createExcerpt(
  data: Readonly<Record<string, unknown>>,
  maxBytes: number,
): { readonly excerpt: Readonly<Record<string, unknown>>; readonly truncated: boolean } {
  const kept: [string, unknown][] = [];
  let bytes = "{}".length;
  let truncated = false;
  for (const [key, value] of Object.entries(data)) {
    const comma = kept.length > 0 ? 1 : 0;
    const size = comma + Buffer.byteLength(`${JSON.stringify(key)}:${JSON.stringify(value)}`);
    if (bytes + size > maxBytes) truncated = true;
    else {
      bytes += size;
      kept.push([key, value]);
    }
  }
  return { excerpt: Object.fromEntries(kept), truncated };
}
