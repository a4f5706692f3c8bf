import { SIGNALLING_NAMESPACE, STATS_FIELDS } from "@videoengager/protocol/signalling/signalling-socket";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { until } from "../fixtures/agent-client.ts";
import { RawSocket } from "../fixtures/raw-socket.ts";
import { askForVisitorSeat, askForWidgetSeat } from "../fixtures/seat-page.ts";
import { madeUpInteraction, type Side, startTwoTenants, type TwoTenants } from "../fixtures/two-tenants.ts";
import { contractEvents } from "../helpers/contract-events.ts";

/** A call with both its seats taken. */
interface Call {
  readonly id: string;
  /** The place in the visitor's own link. */
  readonly ownPlace: string;
  readonly agent: RawSocket;
  readonly visitor: RawSocket;
  readonly instanceIds: { readonly agent: string; readonly visitor: string };
}

const MEDIA = { microphone: true, camera: true, screen: false };
const CANDIDATE = { candidate: "c", sdpMid: null, sdpMLineIndex: 0, usernameFragment: null };

/** What a seat abroad may say, with everything in it that names the call at home. Every event of the contract must be here. */
const SAID_ABROAD: Readonly<Record<string, (abroad: Call, home: Call) => Promise<unknown>>> = {
  join: ({ visitor }, home) =>
    visitor.ask("join", { displayName: "x", media: MEDIA, interactionId: home.id }),
  media: async ({ visitor }, home) => visitor.say("media", { ...MEDIA, interactionId: home.id }),
  description: async ({ agent, instanceIds }, home) =>
    agent.say("description", {
      from: instanceIds.agent,
      to: home.instanceIds.visitor,
      type: "offer",
      sdp: "v=0",
    }),
  candidate: async ({ agent, instanceIds }, home) =>
    agent.say("candidate", { from: instanceIds.agent, to: home.instanceIds.visitor, ...CANDIDATE }),
  hello: async ({ agent, instanceIds }, home) =>
    agent.say("hello", { from: instanceIds.agent, to: home.instanceIds.visitor, load: "l1" }),
  chat: async ({ agent, instanceIds }, home) =>
    agent.say("chat", { from: instanceIds.agent, to: home.instanceIds.visitor, id: "m1", text: "psst" }),
  stats: async ({ agent }, home) =>
    agent.say("stats", { samples: [STATS_FIELDS.map(() => null)], interactionId: home.id }),
  mediaFlows: ({ visitor }) => visitor.askPlain("mediaFlows"),
  hangUp: ({ visitor }) => visitor.askPlain("hangUp"),
  iceServers: ({ visitor }) => visitor.askPlain("iceServers"),
};

/** What a seat abroad hears while each of these happens at home. */
const HEARD_ABROAD: Readonly<Record<string, "nothing" | "its-own">> = {
  room: "its-own",
  description: "nothing",
  candidate: "nothing",
  hello: "nothing",
  chat: "nothing",
  ended: "nothing",
  takenOver: "nothing",
  alive: "its-own",
};

let world: TwoTenants;
let home: Call;
let abroad: Call;
let count = 0;

beforeAll(async () => {
  world = await startTwoTenants();
});
beforeEach(async () => {
  home = await openCall(world.home);
  abroad = await openCall(world.abroad);
});
afterEach(() => {
  for (const { agent, visitor } of [home, abroad]) {
    agent.close();
    visitor.close();
  }
});
afterAll(() => world.platform.stop());

async function sit(side: Side, seatToken: string): Promise<RawSocket> {
  const socket = new RawSocket(side.client.url, SIGNALLING_NAMESPACE, { seatToken });
  await socket.hears("room");
  return socket;
}

async function openCall(side: Side): Promise<Call> {
  count += 1;
  const instanceIds = { agent: `agent-page-${count}`, visitor: `visitor-page-${count}` };
  const { body } = await askForWidgetSeat(side.client, side.token, undefined, instanceIds.agent);
  const id = body.interaction.interactionId;
  const taken = await askForVisitorSeat(side.client, id, { instanceId: instanceIds.visitor });
  return {
    id,
    ownPlace: `${id}~${body.interaction.shortUrl.split("/").at(-1)}`,
    instanceIds,
    agent: await sit(side, body.seat.seatToken),
    visitor: await sit(side, taken.body.seat.seatToken),
  };
}

/** Everything of a call but the questions whether it is there, which come when they come. */
const heardIn = ({ agent, visitor }: Call): string =>
  JSON.stringify([agent, visitor].map(({ heard }) => heard.filter(([event]) => event !== "alive")));

/** An answer comes after everything that was sent before; a repeated word changes nothing. */
async function settle({ agent, visitor }: Call): Promise<void> {
  await Promise.all([agent, visitor].map((seat) => seat.askPlain("mediaFlows")));
}

describe("somebody in a call of another tenant, by the signalling socket", () => {
  it("is considered for every event of the contract", async () => {
    const file = "signalling/signalling-socket";
    expect(Object.keys(SAID_ABROAD).toSorted()).toEqual(await contractEvents(file, "SignallingClientEvents"));
    expect(Object.keys(HEARD_ABROAD).toSorted()).toEqual(
      await contractEvents(file, "SignallingServerEvents"),
    );
  });

  for (const [event, say] of Object.entries(SAID_ABROAD))
    it(`is not heard in a call at home by saying ${event}`, async () => {
      await settle(home);
      const roomsBefore = home.visitor.heardOf("room").length;
      await say(abroad, home);
      await abroad.agent.askPlain("mediaFlows").catch(() => null);
      await home.visitor.ask("join", { displayName: "Vera", media: MEDIA });
      await until(() => home.visitor.heardOf("room").length > roomsBefore, "the room at home to be told");
      expect(home.agent.isConnected && home.visitor.isConnected).toBe(true);
      for (const other of ["description", "candidate", "hello", "chat", "ended", "takenOver"])
        expect([...home.agent.heardOf(other), ...home.visitor.heardOf(other)]).toEqual([]);
      expect(heardIn(home)).not.toContain(abroad.id);
      expect(heardIn(home)).not.toContain(abroad.instanceIds.agent);
    });

  it("receives no signal, takeover or end of another tenant's call", async () => {
    const { agent, visitor, instanceIds } = home;
    await visitor.ask("join", { displayName: "homely-secret", media: MEDIA });
    agent.say("description", { from: instanceIds.agent, to: instanceIds.visitor, type: "offer", sdp: "v=0" });
    agent.say("candidate", { from: instanceIds.agent, to: instanceIds.visitor, ...CANDIDATE });
    agent.say("hello", { from: instanceIds.agent, to: instanceIds.visitor, load: "homely-load" });
    agent.say("chat", { from: instanceIds.agent, to: instanceIds.visitor, id: "m1", text: "homely-word" });
    await Promise.all(["description", "candidate", "hello", "chat"].map((event) => visitor.hears(event)));
    const another = await askForVisitorSeat(world.home.client, home.ownPlace, { takeOver: true });
    await visitor.hears("takenOver");
    const successor = await sit(world.home, another.body.seat.seatToken);
    await agent.askPlain("hangUp");
    await successor.hears("ended");
    successor.close();
    await settle(abroad);
    for (const [event, meaning] of Object.entries(HEARD_ABROAD))
      if (meaning === "nothing")
        expect([...abroad.agent.heardOf(event), ...abroad.visitor.heardOf(event)]).toEqual([]);
    for (const secret of [
      "homely-secret",
      "homely-load",
      "homely-word",
      home.id,
      instanceIds.agent,
      instanceIds.visitor,
    ])
      expect(heardIn(abroad)).not.toContain(secret);
  });

  it("is refused a seat at home as in a call that never was", async () => {
    const { tokens } = world.platform.app.deps;
    const refusalFor = async (seatToken: string): Promise<string> => {
      const socket = new RawSocket(world.platform.url, SIGNALLING_NAMESPACE, { seatToken });
      const refusal = await socket.isRefused();
      socket.close();
      return refusal;
    };
    const ofForeigner = async (interactionId: string): Promise<string> => {
      const { token } = await tokens.signSeatToken({
        interactionId,
        tenantId: world.abroad.tenant.id,
        role: "visitor",
        instanceId: home.instanceIds.visitor,
      });
      return refusalFor(token);
    };
    expect(await ofForeigner(home.id)).toBe("not-authenticated");
    expect(await ofForeigner(madeUpInteraction())).toBe("not-authenticated");
    expect(await refusalFor(world.abroad.token)).toBe("not-authenticated");
  });
});
