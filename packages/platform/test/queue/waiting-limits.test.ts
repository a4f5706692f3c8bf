import { describe, expect, it } from "vitest";
import type { CallFate } from "../../src/queue/queue-store.ts";
import { WaitingLimits } from "../../src/queue/waiting-limits.ts";

/** A tenant's interactions by id. */
function queueOf(states: Map<string, CallFate["state"]>): ConstructorParameters<typeof WaitingLimits>[0] {
  return {
    countWaiting: async () => [...states.values()].filter((state) => state === "waiting").length,
    fates: async (_tenantId, ids) =>
      ids.flatMap((interactionId) => {
        const state = states.get(interactionId);
        const rest = { endReason: null, agentId: null, agentEmail: null, deviceId: null, claimedAtMs: null };
        return state ? [{ interactionId, state, ...rest }] : [];
      }),
  };
}

describe("visitors who wait", () => {
  it("are bounded per address, and the others come in", async () => {
    const states = new Map<string, CallFate["state"]>();
    const limits = new WaitingLimits(queueOf(states), { nowMs: () => 0 }, { perTenant: 100, perAddress: 3 });
    for (const id of ["1", "2", "3"]) {
      await limits.require("t", "203.0.113.7");
      states.set(id, "waiting");
      limits.add("203.0.113.7", id);
    }
    await expect(limits.require("t", "203.0.113.7")).rejects.toMatchObject({ code: "rate-limited" });
    await expect(limits.require("t", "203.0.113.8")).resolves.toBeUndefined();
    states.set("2", "active");
    await expect(limits.require("t", "203.0.113.7")).resolves.toBeUndefined();
  });

  it("are limited per tenant, from any number of addresses, by a count that is at most a second old", async () => {
    const time = { nowMs: 0 };
    const states = new Map<string, CallFate["state"]>([
      ["1", "waiting"],
      ["2", "waiting"],
      ["3", "created"],
    ]);
    const limits = new WaitingLimits(
      queueOf(states),
      { nowMs: () => time.nowMs },
      { perTenant: 2, perAddress: 10 },
    );
    await expect(limits.require("t", "203.0.113.7")).rejects.toMatchObject({ code: "not-ready" });
    states.set("1", "ended");
    time.nowMs += 1_000;
    await expect(limits.require("t", "203.0.113.7")).resolves.toBeUndefined();
  });
});
