import type { PlatformCall } from "../model/desk-state.ts";
import { requestPlatform } from "./request-platform.ts";

const PAGE_SIZE = 20;

export interface HistoryPage {
  readonly calls: readonly PlatformCall[];
  /** Null on the last page. */
  readonly next: string | null;
}

/**
 * Loads the page after `next` of the agent's own calls, from every tab and device; null loads the newest. Rejects if the platform does
 * not answer or refuses.
 */
export async function loadHistory(next: string | null): Promise<HistoryPage> {
  const query = new URLSearchParams({ limit: String(PAGE_SIZE), ...(next !== null && { after: next }) });
  return readPage(await requestPlatform("GET", `/api/interactions/my?${query}`));
}

function readPage(body: unknown): HistoryPage {
  const { interactions, next } = body as { readonly interactions?: unknown; readonly next?: unknown };
  if (!Array.isArray(interactions)) throw new Error("The platform's list of calls is none.");
  return {
    calls: interactions.filter(isCall).map((call) => ({
      id: call.id,
      initiatedBy: call.initiatedBy,
      endReason: call.endReason,
      visitorName: call.visitorName,
      customerId: call.customerId,
      customData: call.customData,
      createdAtMs: call.createdAtMs,
      talkTimeMs: call.talkTimeMs,
      note: call.notes,
      disposition: call.disposition,
    })),
    next: typeof next === "string" ? next : null,
  };
}

/** The platform's response. */
type ListedCall = Omit<PlatformCall, "note"> & { readonly notes: string };

/** Only ended calls: the call region shows a running one. */
function isCall(value: unknown): value is ListedCall {
  if (typeof value !== "object" || value === null) return false;
  const call = value as Record<string, unknown>;
  const isTextOrNull = (field: unknown): boolean => field === null || typeof field === "string";
  return (
    call.state === "ended" &&
    [call.id, call.visitorName, call.notes].every((field) => typeof field === "string") &&
    [call.customerId, call.disposition].every(isTextOrNull) &&
    [call.createdAtMs, call.talkTimeMs].every((field) => typeof field === "number") &&
    typeof call.customData === "object" &&
    call.customData !== null
  );
}
