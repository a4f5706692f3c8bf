import type { EpochMs } from "@videoengager/protocol/ids";

/** Wrong PINs after which the interaction is locked. */
export const PIN_ATTEMPTS: number = 5;
export const PIN_LOCK_MS: number = 15 * 60_000;

export interface PinState {
  readonly pin: string;
  readonly pinFailures: number;
  readonly pinLockedUntilMs: EpochMs | null;
}

export type PinCheck =
  | { readonly outcome: "right" }
  | { readonly outcome: "missing" }
  | {
      readonly outcome: "wrong";
      readonly attemptsLeft: number;
      readonly pinFailures: number;
      readonly pinLockedUntilMs: EpochMs | null;
    }
  | { readonly outcome: "locked"; readonly retryAfterMs: number };

/** Checks a PIN. A locked interaction accepts no PIN, not even the right one. */
export function checkPin(state: PinState, pin: string | undefined, nowMs: EpochMs): PinCheck {
  const locked = state.pinLockedUntilMs;
  if (locked !== null && locked > nowMs) return { outcome: "locked", retryAfterMs: locked - nowMs };
  if (pin === undefined || pin === "") return { outcome: "missing" };
  if (pin === state.pin) return { outcome: "right" };
  const failures = (locked === null ? state.pinFailures : 0) + 1;
  return {
    outcome: "wrong",
    attemptsLeft: Math.max(0, PIN_ATTEMPTS - failures),
    pinFailures: failures,
    pinLockedUntilMs: failures >= PIN_ATTEMPTS ? nowMs + PIN_LOCK_MS : null,
  };
}
