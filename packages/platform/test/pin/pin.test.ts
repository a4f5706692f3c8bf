import { describe, expect, it } from "vitest";
import { checkPin, PIN_LOCK_MS } from "../../src/pin/pin.ts";

const open = { pin: "123456", pinFailures: 0, pinLockedUntilMs: null };

describe("a PIN", () => {
  it("lets in who knows it, and asks who gave none", () => {
    expect(checkPin(open, "123456", 0)).toEqual({ outcome: "right" });
    expect(checkPin(open, undefined, 0)).toEqual({ outcome: "missing" });
    expect(checkPin(open, "", 0)).toEqual({ outcome: "missing" });
  });

  it("says how many tries are left, and locks at the fifth wrong one for 15 minutes", () => {
    let state: { pin: string; pinFailures: number; pinLockedUntilMs: number | null } = open;
    const left: number[] = [];
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const check = checkPin(state, "000000", 1_000);
      if (check.outcome !== "wrong") throw new Error(check.outcome);
      left.push(check.attemptsLeft);
      state = { pin: state.pin, pinFailures: check.pinFailures, pinLockedUntilMs: check.pinLockedUntilMs };
    }
    expect(left).toEqual([4, 3, 2, 1, 0]);
    expect(state.pinLockedUntilMs).toBe(1_000 + PIN_LOCK_MS);
    expect(checkPin(state, "123456", 2_000)).toEqual({
      outcome: "locked",
      retryAfterMs: PIN_LOCK_MS - 1_000,
    });
  });

  it("counts from one again after the lock", () => {
    const locked = { ...open, pinFailures: 5, pinLockedUntilMs: 10_000 };
    expect(checkPin(locked, "123456", 10_000)).toEqual({ outcome: "right" });
    expect(checkPin(locked, "000000", 10_000)).toMatchObject({ attemptsLeft: 4, pinFailures: 1 });
  });
});
