/**
 * The agent's connection to the platform as a pure machine.
 *
 * ```
 * starting ──▶ online ◀──▶ connecting (the push client reconnects on its own)
 *    │           │  ▲            │
 *    ▼           ▼  │            ▼
 *  failed     renewing ──▶ waiting / refused ──(back-off)──▶ reconnect, rebuild or renew
 * ```
 *
 * 1. An expired token is renewed and the client connects again, unnoticed for at most 5 s.
 * 2. A renewal that fails, or yields a token that is refused as well, counts as a failed attempt: offline, and the next attempt comes
 *    after a back-off. The token provider is called once per attempt.
 * 3. Refused credentials are tried again with the same back-off. An operation renews them immediately and reports why that failed.
 */
import type { VideoEngagerAgentError } from "../api/errors.ts";

/** How long a renewal can take before the agent counts as offline, and a connection must hold before the attempts are forgotten. */
export const SETTLE_MS = 5_000;
const MAX_RETRY_DELAY_MS = 30_000;

/** What an attempt does: `reconnect` the client, `rebuild` the client's frame, `renew` the token. */
export type Attempt = "reconnect" | "rebuild" | "renew";

interface Attempts {
  /** How many attempts have failed since the agent was online for a while. */
  readonly attempts: number;
  /** If the state is still the same after this time, the input `due` follows. */
  readonly dueMs?: number;
}

interface BackOff extends Attempts {
  readonly next: Attempt;
  readonly dueMs: number;
}

type Started =
  /** `attempts` above 0: connected a moment ago, after this many attempts. */
  | ({ readonly name: "online" } & Attempts)
  /** The push client reconnects on its own. */
  | ({ readonly name: "connecting" } & Attempts)
  /** A new token is requested, then the client connects with it. `silent`: the agent still counts as online. */
  | ({
      readonly name: "renewing";
      readonly silent: boolean;
      readonly step: "token" | "connection";
    } & Attempts)
  /** The next attempt comes after a back-off. */
  | ({ readonly name: "waiting" } & BackOff)
  /** Like waiting, but the platform refused the credentials or the page. */
  | ({ readonly name: "refused"; readonly error: VideoEngagerAgentError } & BackOff);

export type ConnectionState =
  /** `init()` runs: signs in and connects. */
  | { readonly name: "starting" }
  | { readonly name: "failed"; readonly error: VideoEngagerAgentError }
  | Started
  | { readonly name: "stopped" };

export type ConnectionInput =
  | { readonly type: "connected" }
  /** The connection was lost; the push client reconnects. */
  | { readonly type: "lost" }
  /** The push client gave up. */
  | { readonly type: "closed"; readonly error: VideoEngagerAgentError }
  /** The token expired. */
  | { readonly type: "expired"; readonly error: VideoEngagerAgentError }
  /** The platform refused the token, or this page's origin (then `canRenew` is false). */
  | { readonly type: "refused"; readonly error: VideoEngagerAgentError; readonly canRenew: boolean }
  /** The client's frame was removed from the page. */
  | { readonly type: "frameRemoved" }
  /** An operation needs another token. */
  | { readonly type: "renew" }
  /** There is a new token, and the client connects with it. */
  | { readonly type: "renewed" }
  | { readonly type: "attemptFailed"; readonly error: VideoEngagerAgentError; readonly isRefusal: boolean }
  | { readonly type: "due" }
  /** The browser is online again. */
  | { readonly type: "networkBack" }
  | { readonly type: "stop" };

export interface ConnectionStep {
  readonly state: ConnectionState;
  readonly do?: Attempt | "disconnect";
}

/** @param random between 0 and 1; spreads the attempts of many agents */
export function stepConnection(
  state: ConnectionState,
  input: ConnectionInput,
  random: number,
): ConnectionStep {
  if (state.name === "stopped" || state.name === "failed") return { state };
  if (input.type === "stop") return { state: { name: "stopped" }, do: "disconnect" };
  if (state.name !== "starting") return stepStarted(state, input, random);
  if (input.type === "connected") return { state: { name: "online", attempts: 0 } };
  const isFailure = input.type === "closed" || input.type === "expired" || input.type === "refused";
  return { state: isFailure ? { name: "failed", error: input.error } : state };
}

function stepStarted(state: Started, input: ConnectionInput, random: number): ConnectionStep {
  const { name, attempts } = state;
  const isBackingOff = name === "waiting" || name === "refused";
  const backOff = (next: Attempt, error?: VideoEngagerAgentError): ConnectionStep => {
    const delayMs = Math.min(1_000 * 2 ** attempts, MAX_RETRY_DELAY_MS);
    const due = { attempts: attempts + 1, next, dueMs: delayMs * (0.5 + random / 2) };
    return { state: error ? { name: "refused", ...due, error } : { name: "waiting", ...due } };
  };
  switch (input.type) {
    case "connected": {
      const tries = name === "renewing" ? attempts + 1 : attempts;
      return { state: { name: "online", attempts: tries, ...(tries > 0 && { dueMs: SETTLE_MS }) } };
    }
    case "lost":
      // A renewal replaces the connection, so its loss is expected.
      return { state: isBackingOff || name === "renewing" ? state : { name: "connecting", attempts } };
    case "closed":
      return backOff("reconnect");
    case "frameRemoved":
      return { state: { name: "connecting", attempts: 0 }, do: "rebuild" };
    case "expired":
    case "refused":
      // Only an attempt after the back-off asks again.
      if (isBackingOff) return { state };
      if (input.type === "refused" && !input.canRenew) return backOff("reconnect", input.error);
      // The renewed token was refused as well, at once or a moment after connecting.
      if (name === "renewing" || (name === "online" && attempts)) return backOff("renew", input.error);
      return renew(state);
    case "renew":
      return name === "renewing" ? { state } : renew(state);
    case "renewed":
      return { state: name === "renewing" ? { ...state, step: "connection", dueMs: SETTLE_MS } : state };
    case "attemptFailed":
      return backOff(name === "renewing" ? "renew" : "rebuild", input.isRefusal ? input.error : undefined);
    case "due":
      if (name === "online") return { state: { name, attempts: 0 } };
      if (name === "renewing")
        return state.step === "connection"
          ? backOff("reconnect")
          : { state: { name, attempts, silent: false, step: "token" } };
      return isBackingOff ? attempt(state) : { state };
    default:
      return isBackingOff ? attempt(state) : { state };
  }
}

function renew({ name, attempts }: Started): ConnectionStep {
  const silent = name === "online";
  return {
    state: { name: "renewing", attempts, silent, step: "token", ...(silent && { dueMs: SETTLE_MS }) },
    do: "renew",
  };
}

function attempt(state: Extract<Started, BackOff>): ConnectionStep {
  const { attempts, next } = state;
  return next === "renew" ? renew(state) : { state: { name: "connecting", attempts }, do: next };
}

/** Whether the agent counts as online. */
export function isOnline(state: ConnectionState): boolean {
  return state.name === "online" || (state.name === "renewing" && state.silent);
}
