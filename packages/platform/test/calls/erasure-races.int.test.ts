import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createInteractionArchive } from "../../src/archive/interaction-archive.sql.ts";
import { openInteraction } from "../../src/calls/agent-seat.ts";
import { createInteraction } from "../../src/calls/new-interaction.ts";
import { NO_MEDIA } from "../../src/calls/seat.ts";
import { connectSeat, hangUp, joinSeat } from "../../src/calls/seat-events.ts";
import { takeVisitorSeat } from "../../src/calls/visitor-seat.ts";
import type { RuleDeps } from "../../src/deps.ts";
import { placeOf, type RuleWorld, startRuleWorld, TENANT } from "../fixtures/rule-world.ts";
import { ENGINES } from "../helpers/open-engines.ts";

const ROUNDS = 30;
const PERSON = { instanceId: "page", name: "Jane Private", email: "jane@private.example", phone: "+1 555" };

describe.each(ENGINES)(
  "taking a seat of an interaction that ends at the same moment, on %s",
  (engineName) => {
    let world: RuleWorld;
    let erase: (id: string) => Promise<boolean>;

    beforeAll(async () => {
      world = await startRuleWorld(engineName);
      const archive = createInteractionArchive(world.database);
      erase = (id) => archive.erase(TENANT, id, world.nowMs);
    });
    afterAll(() => world.stop());

    /** The rules, with something that happens after an interaction was read and before it is written. */
    function withInterruption(interrupt: (id: string) => Promise<unknown>): RuleDeps {
      const { calls } = world.deps;
      let done = false;
      const interrupting = async <Result>(id: string, result: Promise<Result>): Promise<Result> => {
        const read = await result;
        if (!done) {
          done = true;
          await interrupt(id);
        }
        return read;
      };
      return {
        ...world.deps,
        calls: {
          ...calls,
          room: (tenantId, id) => interrupting(id, calls.room(tenantId, id)),
          roomById: (id) => interrupting(id, calls.roomById(id)),
        },
      };
    }

    const request = (): Promise<{ id: string }> =>
      createInteraction(world.deps, {
        tenantId: TENANT,
        initiatedBy: "visitor",
        agentId: null,
        customData: { topic: "private" },
      });

    async function storedText(id: string): Promise<string> {
      const { db } = world.database;
      const rows = [
        await db.selectFrom("interactions").selectAll().where("id", "=", id).execute(),
        await db.selectFrom("seats").selectAll().where("interaction_id", "=", id).execute(),
      ];
      return JSON.stringify(rows).toLowerCase();
    }

    it.each([
      ["erased", (id: string) => erase(id)],
      ["ended", (id: string) => hangUp(world.deps, { ...world.connection(id, "agent", "widget") })],
    ])(
      "refuses a visitor whose interaction is %s after it was read, and stores nothing of the person",
      async (_, end) => {
        const { id } = await request();
        await expect(takeVisitorSeat(withInterruption(end), placeOf(id), PERSON)).rejects.toMatchObject({
          code: "interaction-ended",
        });
        expect(await storedText(id)).not.toMatch(/jane|private\.example|\+1 555/);
        expect(await world.deps.calls.roomById(id)).toMatchObject({
          visitor: null,
          interaction: { state: "ended" },
        });
      },
    );

    it("refuses an agent who returns to a call that is erased after it was read", async () => {
      const agent = world.agentOf("ann");
      const { interaction } = await openInteraction(world.deps, agent, { instanceId: "widget" });
      const { id } = interaction;
      const again = { veinteraction: id, instanceId: "widget" };
      await expect(openInteraction(withInterruption(erase), agent, again)).rejects.toMatchObject({
        code: "interaction-ended",
      });
      expect(await world.deps.calls.roomById(id)).toMatchObject({ agent: null });
    });

    it(`leaves nothing of the person in ${ROUNDS} rounds in which both happen at once`, {
      timeout: 120_000,
    }, async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const { id } = await request();
        const page = world.connection(id, "visitor", PERSON.instanceId);
        await Promise.allSettled([
          takeVisitorSeat(world.deps, placeOf(id), PERSON)
            .then(() => connectSeat(world.deps, page))
            .then(() => joinSeat(world.deps, page, PERSON.name, NO_MEDIA)),
          erase(id),
        ]);
        expect(await storedText(id)).not.toMatch(/jane|private/);
        expect(await world.deps.calls.roomById(id)).toMatchObject({
          visitor: null,
          interaction: { state: "ended" },
        });
      }
    });
  },
);
