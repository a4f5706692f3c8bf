/**
 * The life of one seat's socket; pure.
 *
 * 1. A socket that is down reconnects without an end: Socket.IO does it, except after the platform closed the socket. Then
 *    the pauses grow, so that two pages of one seat don't close each other's sockets in a loop.
 * 2. A socket that is up but silent is replaced. The platform asks `alive` every 5 s.
 * 3. A refused seat token is renewed, once for each time that the socket comes up. Every other refusal is final.
 * 4. While the socket is down, the page says every 10 s why it probably does not come up.
 */
import type { SocketTrouble } from "../call/call-state.ts";

export const RECONNECT_FIRST_MS = 300;
export const RECONNECT_MAX_MS = 4_000;
export const CHECK_EVERY_MS = 2_000;
/** Two of the platform's questions did not come. */
const SILENT_AFTER_MS = 12_000;
/** For a page that just woke up: one question that did not come is enough. */
const SILENT_ON_WAKING_MS = 7_000;
/** A socket that stayed up for so long was no part of a loop. */
const STABLE_AFTER_MS = 10_000;
const TROUBLE_AFTER_MS = 10_000;

export type Link =
  /** `explainAtMs`: from then on, a check finds out why. */
  | { readonly name: "down"; readonly explainAtMs: number }
  /** Down, and the platform is being asked by a plain request. */
  | { readonly name: "diagnosing"; readonly explainAtMs: number }
  | { readonly name: "up"; readonly sinceMs: number }
  /** The page is gone or the call is over; final. */
  | { readonly name: "stopped" };

export interface SocketState {
  readonly link: Link;
  /** The seat token since the socket last came up. */
  readonly token: "accepted" | "renewing" | "renewed";
  /** When the platform said something on the socket that is up; null until it asks `alive` for the first time. */
  readonly heardMs: number | null;
  /** How often in a row the platform closed the socket soon after it came up. */
  readonly serverCloses: number;
}

export type SocketEvent =
  | { readonly type: "connected" }
  | { readonly type: "disconnected"; readonly byServer: boolean }
  | { readonly type: "refused"; readonly code: string }
  | { readonly type: "tokenRenewed" }
  /** The platform could not be asked for a new token. */
  | { readonly type: "renewalFailed" }
  | { readonly type: "seatLost"; readonly code: string }
  /** The platform said something. */
  | { readonly type: "heard" }
  /** The platform asked `alive`. */
  | { readonly type: "asked" }
  /** Every {@link CHECK_EVERY_MS}. */
  | { readonly type: "check" }
  | { readonly type: "networkChanged" }
  /** The page is visible again or was resumed. */
  | { readonly type: "woke" }
  /** What the plain request found out. */
  | { readonly type: "diagnosed"; readonly trouble: SocketTrouble }
  | { readonly type: "stop" };

export type SocketEffect =
  | { readonly do: "connect" | "disconnect" }
  /** In place of a connect that is still to come. */
  | { readonly do: "connectAfter"; readonly delayMs: number }
  | { readonly do: "cancelConnect" }
  | { readonly do: "renewToken"; readonly code: string }
  | { readonly do: "diagnose" }
  | { readonly do: "announce"; readonly news: "online" | "offline" | "networkChanged" }
  | { readonly do: "announceTrouble"; readonly trouble: SocketTrouble }
  | { readonly do: "announceRefused"; readonly code: string };

export interface SocketStep {
  readonly state: SocketState;
  readonly effects: readonly SocketEffect[];
}

export function initialSocketState(nowMs: number): SocketState {
  return { link: downSince(nowMs), token: "accepted", heardMs: null, serverCloses: 0 };
}

type Handlers = {
  readonly [Type in SocketEvent["type"]]: (
    state: SocketState,
    event: Extract<SocketEvent, { type: Type }>,
    nowMs: number,
  ) => SocketStep;
};

const stay = (state: SocketState, ...effects: readonly SocketEffect[]): SocketStep => ({ state, effects });

/** What an event makes of the socket, and what has to be done for it. */
export function stepSocket(state: SocketState, event: SocketEvent, nowMs: number): SocketStep {
  if (state.link.name === "stopped") return stay(state);
  const handle = HANDLERS[event.type] as (
    state: SocketState,
    event: SocketEvent,
    nowMs: number,
  ) => SocketStep;
  return handle(state, event, nowMs);
}

const HANDLERS: Handlers = {
  connected(state, _event, nowMs) {
    // The silence of the socket before doesn't count for this one.
    const heardMs = state.heardMs === null ? null : nowMs;
    const next: SocketState = { ...state, link: { name: "up", sinceMs: nowMs }, token: "accepted", heardMs };
    return stay(next, { do: "announce", news: "online" });
  },

  disconnected(state, { byServer }, nowMs) {
    const { link } = state;
    const next: SocketState = { ...state, link: link.name === "up" ? downSince(nowMs) : link };
    if (!byServer) return stay(next, { do: "announce", news: "offline" });
    const wasStable = link.name === "up" && nowMs - link.sinceMs > STABLE_AFTER_MS;
    const closes = wasStable ? 0 : state.serverCloses;
    const delayMs = Math.min(RECONNECT_MAX_MS, RECONNECT_FIRST_MS * 2 ** closes);
    return stay(
      { ...next, serverCloses: closes + 1 },
      { do: "announce", news: "offline" },
      { do: "connectAfter", delayMs },
    );
  },

  refused(state, { code }, nowMs) {
    // An answer: the platform can be reached.
    const next: SocketState = { ...state, link: downSince(nowMs) };
    if (code === "rate-limited") return stay(next, { do: "connectAfter", delayMs: RECONNECT_MAX_MS });
    if (code !== "not-authenticated" || state.token !== "accepted")
      return stay(next, { do: "announceRefused", code });
    return stay({ ...next, token: "renewing" }, { do: "renewToken", code });
  },

  tokenRenewed: (state) => stay({ ...state, token: "renewed" }, { do: "connect" }),

  // The next refusal asks for a token again: a platform that restarts must not cost the call.
  renewalFailed: (state) =>
    stay({ ...state, token: "accepted" }, { do: "connectAfter", delayMs: RECONNECT_MAX_MS }),

  seatLost: (state, { code }) => stay(state, { do: "announceRefused", code }),

  heard: (state, _event, nowMs) => stay(state.heardMs === null ? state : { ...state, heardMs: nowMs }),

  asked: (state, _event, nowMs) => stay({ ...state, heardMs: nowMs }),

  check(state, _event, nowMs) {
    const { link } = state;
    if (link.name !== "down" || nowMs < link.explainAtMs)
      return replaceIfSilent(state, SILENT_AFTER_MS, nowMs);
    return stay({ ...state, link: { ...link, name: "diagnosing" } }, { do: "diagnose" });
  },

  networkChanged: (state) => stay(state, { do: "announce", news: "networkChanged" }, ...REPLACE),

  woke: (state, _event, nowMs) => replaceIfSilent(state, SILENT_ON_WAKING_MS, nowMs),

  diagnosed(state, { trouble }) {
    const { link } = state;
    if (link.name !== "diagnosing") return stay(state);
    // Looked at again later: a platform that restarts comes back, a blocking proxy stays.
    const explainAtMs = link.explainAtMs + TROUBLE_AFTER_MS;
    return stay({ ...state, link: { name: "down", explainAtMs } }, { do: "announceTrouble", trouble });
  },

  stop: (state) =>
    stay({ ...state, link: { name: "stopped" } }, { do: "cancelConnect" }, { do: "disconnect" }),
};

const REPLACE: readonly SocketEffect[] = [{ do: "disconnect" }, { do: "connect" }];

function downSince(nowMs: number): Link {
  return { name: "down", explainAtMs: nowMs + TROUBLE_AFTER_MS - CHECK_EVERY_MS };
}

function replaceIfSilent(state: SocketState, afterMs: number, nowMs: number): SocketStep {
  const isSilent = state.link.name === "up" && state.heardMs !== null && nowMs - state.heardMs > afterMs;
  return isSilent ? stay(state, ...REPLACE) : stay(state);
}
