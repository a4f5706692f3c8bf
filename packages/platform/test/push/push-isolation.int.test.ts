import { PUSH_NAMESPACE } from "@videoengager/protocol/push/push-socket";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { until } from "../fixtures/agent-client.ts";
import { RawSocket } from "../fixtures/raw-socket.ts";
import { askForWidgetSeat, openVisitorPage, openWidget, type SeatPage } from "../fixtures/seat-page.ts";
import {
  madeUpInteraction,
  openPush,
  SECRET,
  startTwoTenants,
  type TwoTenants,
} from "../fixtures/two-tenants.ts";
import { contractEvents } from "../helpers/contract-events.ts";

/**
 * What a foreign agent's session hears of an event while it happens at another tenant: `nothing`, or only what is
 * its own. Every event of the contract must be here.
 */
const HEARD_ABROAD: Readonly<Record<string, "nothing" | "its-own">> = {
  session: "its-own",
  ringing: "nothing",
  ringingEnded: "nothing",
  timetable: "nothing",
  expired: "nothing",
  alive: "its-own",
  settle: "nothing",
};

let world: TwoTenants;
const open: { close?(): void; vanish?(): void }[] = [];

beforeAll(async () => {
  world = await startTwoTenants();
});
afterEach(() => {
  for (const each of open.splice(0)) {
    each.close?.();
    each.vanish?.();
  }
});
afterAll(() => world.platform.stop());

function keep<Socket extends { close?(): void; vanish?(): void }>(socket: Socket): Socket {
  open.push(socket);
  return socket;
}

async function visitorWaitsAtHome(): Promise<{ id: string; page: SeatPage }> {
  const id = await world.home.client.requestCall({ note: SECRET });
  const page = keep(await openVisitorPage(world.home.client, id));
  await page.join(SECRET);
  return { id, page };
}

/** What a session abroad may say to a call at home, as to one that does not exist. */
const SAID_ABROAD: Readonly<Record<string, (abroad: RawSocket, visitorId: string) => Promise<unknown>>> = {
  setQueue: (abroad, visitorId) => abroad.ask("setQueue", { onQueue: true, callTypes: ["video"], visitorId }),
  reject: (abroad, visitorId) => abroad.ask("reject", { visitorId, reason: "RejectedByAgent" }),
};

describe("an agent of another tenant, by the push socket", () => {
  it("is thought of in every event of the contract", async () => {
    const file = "push/push-socket";
    expect(Object.keys(SAID_ABROAD).toSorted()).toEqual(await contractEvents(file, "PushClientEvents"));
    expect(Object.keys(HEARD_ABROAD).toSorted()).toEqual(await contractEvents(file, "PushServerEvents"));
  });

  for (const [event, say] of Object.entries(SAID_ABROAD))
    it(`changes nothing and learns nothing by saying ${event}`, async () => {
      const ann = keep(await openPush(world.home));
      const abroad = keep(await openPush(world.abroad));
      const { id } = await visitorWaitsAtHome();
      await ann.hears("ringing");
      const answer = await say(abroad, id);
      expect(answer).toEqual(await say(abroad, madeUpInteraction()));
      expect(JSON.stringify([answer, abroad.heard])).not.toContain(SECRET);
      const still = await ann.ask("setQueue", { onQueue: true, callTypes: ["video"] });
      expect(JSON.stringify(still)).toContain(id);
      expect(ann.heardOf("ringingEnded")).toEqual([]);
    });

  it("hears nothing of what rings, is taken, refused and left at home", async () => {
    const ann = keep(await openPush(world.home));
    const abroad = keep(await openPush(world.abroad));
    const taken = await visitorWaitsAtHome();
    await ann.hears("ringing");
    keep(await openWidget(world.home.client, world.home.token, taken.id));
    // A claim that comes too late is answered once the agent's sessions have settled.
    await askForWidgetSeat(world.home.client, world.home.token, taken.id);
    await ann.hears("settle");
    await taken.page.hangUp();
    const left = await visitorWaitsAtHome();
    await until(() => JSON.stringify(ann.heardOf("ringing")).includes(left.id), "the second to ring");
    await left.page.hangUp();
    await until(() => JSON.stringify(ann.heardOf("ringingEnded")).includes(left.id), "the second to end");
    // An answer of its own comes after everything that was sent to it before.
    await abroad.ask("setQueue", { onQueue: true, callTypes: ["video"] });
    for (const [event, meaning] of Object.entries(HEARD_ABROAD))
      if (meaning === "nothing")
        expect({ event, heard: abroad.heardOf(event) }).toEqual({ event, heard: [] });
    const everything = JSON.stringify(abroad.heard);
    for (const secret of [SECRET, taken.id, left.id, world.home.tenant.id, world.home.agentEmail])
      expect(everything).not.toContain(secret);
  });

  it("is told of a call at home that it says it shows what it is told of one that never was", async () => {
    const { id, page } = await visitorWaitsAtHome();
    const invented = madeUpInteraction();
    const ask = async (): Promise<unknown> => {
      const { session } = keep(await openPush(world.abroad, { shown: [id, invented] }));
      const [first, second] = session.recentlyEnded;
      expect({ ...first, visitorId: invented }).toEqual(second);
      expect(session.ringing).toEqual([]);
      return { ...first };
    };
    const whileItWaits = await ask();
    await page.hangUp();
    expect(await ask()).toEqual(whileItWaits);
  });

  it("does not end a session at home by naming it as its own before", async () => {
    const ann = keep(await openPush(world.home));
    keep(await openPush(world.abroad, { previousSessionId: ann.session.sessionId }));
    await visitorWaitsAtHome();
    await ann.hears("ringing");
    expect(ann.isConnected).toBe(true);
  });

  it("is not let in at home, and not told whether there is such a home or such an agent", async () => {
    const { home, abroad, platform } = world;
    const refusalOf = async (tenantId: string, userId: string): Promise<string> =>
      keep(
        new RawSocket(platform.url, PUSH_NAMESPACE, { token: abroad.token, tenantId, userId }),
      ).isRefused();
    expect(await refusalOf(home.tenant.id, home.agentEmail)).toBe("not-authenticated");
    expect(await refusalOf("tenant-of-nobody", home.agentEmail)).toBe("not-authenticated");
    expect(await refusalOf(abroad.tenant.id, home.agentEmail)).toBe("not-authenticated");
    expect(await refusalOf(abroad.tenant.id, "nobody@example.org")).toBe("not-authenticated");
  });
});
