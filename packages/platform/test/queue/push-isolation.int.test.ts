import {
  PUSH_NAMESPACE,
  type RingingChange,
  type RingingEnded,
} from "@videoengager/protocol/push/push-socket";
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

/** The calls that stopped ringing at a session. */
function endsSentTo(session: RawSocket): readonly RingingEnded[] {
  return (session.heardOf("ringing") as readonly RingingChange[]).flatMap(({ ended }) => ended);
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
  it("is considered for every event of the contract", async () => {
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
      expect(endsSentTo(ann)).toEqual([]);
    });

  it("receives nothing about calls that ring, are accepted, declined or left in another tenant", async () => {
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
    await until(() => JSON.stringify(endsSentTo(ann)).includes(left.id), "the second to end");
    // Its answer arrives after everything that was sent to it before.
    await abroad.ask("setQueue", { onQueue: true, callTypes: ["video"] });
    for (const [event, meaning] of Object.entries(HEARD_ABROAD))
      if (meaning === "nothing")
        expect({ event, heard: abroad.heardOf(event) }).toEqual({ event, heard: [] });
    const everything = JSON.stringify(abroad.heard);
    for (const secret of [SECRET, taken.id, left.id, world.home.tenant.id, world.home.agentEmail])
      expect(everything).not.toContain(secret);
  });

  it("gets the same outcome for another tenant's call that it claims to show as for an unknown one", async () => {
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

  it("is refused at the other tenant, and learns neither whether that tenant nor such an agent exists", async () => {
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

it("a widget's token opens no push session", async () => {
  const { client, token, agentEmail, tenant } = world.home;
  const { body } = await client.request<{ token: string }>("POST", "/api/widget/sign-in", { token });
  const auth = { token: body.token, tenantId: tenant.id, userId: agentEmail };
  const socket = keep(new RawSocket(client.url, PUSH_NAMESPACE, auth));
  expect(await socket.isRefused()).toBe("not-authenticated");
  // The agent's own token does.
  expect(keep(await openPush(world.home)).isConnected).toBe(true);
});
