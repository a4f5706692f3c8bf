import type { PlatformCall } from "../model/desk-state.ts";
import type { Credentials } from "../storage/keep-credentials.ts";

const TIMEOUT_MS = 15_000;
const PAGE_SIZE = 20;

export interface HistoryPage {
  readonly calls: readonly PlatformCall[];
  /** Null on the last page. */
  readonly next: string | null;
}

/**
 * The agent's own calls as the platform knows them, whichever tab or device they ran in. The token that this needs
 * is held in memory alone, and goes with the page.
 */
export class PlatformHistory {
  #token: string | null = null;

  /** The page after `next`; null the newest. Rejects where the platform does not answer or refuses. */
  async load(credentials: Credentials, next: string | null): Promise<HistoryPage> {
    const query = new URLSearchParams({ limit: String(PAGE_SIZE), ...(next !== null && { after: next }) });
    const path = `/api/interactions/my?${query}`;
    this.#token ??= await requestToken(credentials);
    let answer = await get(path, this.#token);
    if (answer.status === 401) {
      // It has run out meanwhile.
      this.#token = await requestToken(credentials);
      answer = await get(path, this.#token);
    }
    if (!answer.ok) throw new Error(`The platform answered ${answer.status}.`);
    return readPage(await answer.json());
  }

  forget(): void {
    this.#token = null;
  }
}

function get(path: string, token: string): Promise<Response> {
  return fetch(path, {
    credentials: "omit",
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
}

async function requestToken({ apiKey, externalId, agentEmail }: Credentials): Promise<string> {
  const answer = await fetch("/api/partners/impersonateCreate", {
    method: "POST",
    credentials: "omit",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ pak: apiKey, division: externalId, email: agentEmail }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const { token } = (await answer.json()) as { readonly token?: unknown };
  if (!answer.ok || typeof token !== "string") throw new Error(`The platform answered ${answer.status}.`);
  return token;
}

function readPage(body: unknown): HistoryPage {
  const { interactions, next } = body as { readonly interactions?: unknown; readonly next?: unknown };
  if (!Array.isArray(interactions)) throw new Error("The platform's list of calls is none.");
  return {
    calls: interactions
      .filter(isCall)
      .map(({ id, initiatedBy, endReason, visitorName, customerId, createdAtMs, talkTimeMs }) => ({
        id,
        initiatedBy,
        endReason,
        visitorName,
        customerId,
        createdAtMs,
        talkTimeMs,
      })),
    next: typeof next === "string" ? next : null,
  };
}

/** What has ended; a call that runs is shown where it runs. */
function isCall(value: unknown): value is PlatformCall {
  if (typeof value !== "object" || value === null) return false;
  const { id, state, visitorName, customerId, createdAtMs, talkTimeMs } = value as Record<string, unknown>;
  return (
    typeof id === "string" &&
    state === "ended" &&
    typeof visitorName === "string" &&
    (customerId === null || typeof customerId === "string") &&
    typeof createdAtMs === "number" &&
    typeof talkTimeMs === "number"
  );
}
