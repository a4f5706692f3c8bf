import { beforeEach, describe, expect, it } from "vitest";
import { PeerLink } from "../src/peer/peer-link.ts";
import type { Description, Incoming } from "../src/peer/peer-link-options.ts";
import { sendingPolicy } from "../src/peer/sending-policy.ts";
import { FakePeerConnection, installFakePeerConnection } from "./fake-peer-connection.ts";

beforeEach(installFakePeerConnection);

/** Everything that promises have to do, without a timer. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
};

interface Side {
  readonly link: PeerLink;
  readonly connection: FakePeerConnection;
  readonly sent: Description[];
  readonly restarted: (readonly Incoming[])[];
  readonly errors: unknown[];
  readonly states: string[];
}

function side(polite: boolean, answers = true): Side {
  const sent: Description[] = [];
  const restarted: (readonly Incoming[])[] = [];
  const errors: unknown[] = [];
  const states: string[] = [];
  const link = new PeerLink({
    polite,
    iceServers: [],
    startKbps: 600,
    sendDescription: (description) => sent.push(description),
    sendCandidate: () => undefined,
    onConnection: (state) => states.push(state),
    onMedia: () => undefined,
    onRestarted: (incoming) => restarted.push(incoming),
    onChannel: () => undefined,
    onError: (cause) => errors.push(cause),
  });
  if (answers) link.allowAnswer();
  const connection = FakePeerConnection.all.at(-1);
  if (connection === undefined) throw new Error("The link made no connection.");
  return { link, connection, sent, restarted, errors, states };
}

const last = (from: Side): Description => {
  const description = from.sent.at(-1);
  if (description === undefined) throw new Error("Nothing was sent.");
  return description;
};

async function pass(from: Side, to: Side): Promise<void> {
  to.link.receive([{ description: last(from) }]);
  await settle();
}

/** Two sides that have exchanged an offer and an answer. */
async function connected(): Promise<{ agent: Side; visitor: Side }> {
  const agent = side(false);
  const visitor = side(true);
  await settle();
  await pass(agent, visitor);
  await pass(visitor, agent);
  return { agent, visitor };
}

const TRACK = { kind: "audio", label: "tone" } as unknown as MediaStreamTrack;
const tracksOf = ({ connection }: Side): readonly unknown[] =>
  connection.transceivers.map(({ sender }) => sender.track);

describe("a connection", () => {
  it("is offered by the impolite side with three transceivers, and answered at once", async () => {
    const { agent, visitor } = await connected();
    expect(agent.connection.transceivers.map(({ kind }) => kind)).toEqual(["audio", "video", "video"]);
    expect(visitor.connection.transceivers.map(({ direction }) => direction)).toEqual([
      "sendrecv",
      "sendrecv",
      "sendrecv",
    ]);
    expect([agent.connection.signalingState, visitor.connection.signalingState]).toEqual([
      "stable",
      "stable",
    ]);
    expect([...agent.errors, ...visitor.errors]).toEqual([]);
  });

  it("holds no track before it publishes, whatever the devices deliver", async () => {
    const { agent, visitor } = await connected();
    for (const each of [agent, visitor]) {
      each.link.setTrack("sound", TRACK);
      each.link.setTrack("camera", TRACK);
      each.link.setTrack("screen", TRACK);
      await settle();
      expect(tracksOf(each)).toEqual([null, null, null]);
      each.link.publish(true);
      await settle();
      expect(tracksOf(each)).toEqual([TRACK, TRACK, TRACK]);
      each.link.publish(false);
      await settle();
      expect(tracksOf(each)).toEqual([null, null, null]);
    }
  });

  it("publishes what came before the first offer did", async () => {
    const agent = side(false);
    const visitor = side(true);
    visitor.link.setTrack("sound", TRACK);
    visitor.link.publish(true);
    await settle();
    await pass(agent, visitor);
    expect(tracksOf(visitor)[0]).toBe(TRACK);
  });

  it("holds its answer back until it may answer", async () => {
    const agent = side(false);
    const visitor = side(true, false);
    await settle();
    await pass(agent, visitor);
    expect(visitor.sent).toEqual([]);
    visitor.link.allowAnswer();
    await settle();
    expect(last(visitor).type).toBe("answer");
  });

  it("tells how it does, and nothing once it is closed", async () => {
    const { agent } = await connected();
    for (const state of ["connecting", "connected", "disconnected", "failed"]) agent.connection.report(state);
    agent.link.close();
    agent.connection.report("closed");
    expect(agent.states).toEqual(["connecting", "connected", "interrupted", "failed"]);
  });
});

describe("offers that cross", () => {
  it("end with one connection: the impolite side ignores, the polite side rolls back", async () => {
    const { agent, visitor } = await connected();
    agent.connection.restartIce();
    visitor.connection.restartIce();
    await settle();
    const [fromAgent, fromVisitor] = [last(agent), last(visitor)];
    expect([fromAgent.type, fromVisitor.type]).toEqual(["offer", "offer"]);
    agent.link.receive([{ description: fromVisitor }]);
    agent.link.receive([{ candidate: { candidate: "of the ignored offer" } }]);
    visitor.link.receive([{ description: fromAgent }]);
    await settle();
    const answer = visitor.sent.find(({ type, sdp }) => type === "answer" && sdp !== visitor.sent[0]?.sdp);
    if (answer === undefined) throw new Error("The polite side did not answer.");
    agent.link.receive([{ description: answer }]);
    await settle();
    // The polite side's own restart follows as another offer.
    await pass(visitor, agent);
    await pass(agent, visitor);
    expect([agent.connection.signalingState, visitor.connection.signalingState]).toEqual([
      "stable",
      "stable",
    ]);
    expect([...agent.errors, ...visitor.errors]).toEqual([]);
  });
});

describe("a restart", () => {
  it("in stable makes an offer", async () => {
    const { agent } = await connected();
    await agent.link.restart();
    await settle();
    expect(agent.connection.iceRestarts).toBe(1);
    expect(last(agent).type).toBe("offer");
  });

  it("with an unanswered offer sends that one again, and both answers are taken", async () => {
    const agent = side(false);
    const visitor = side(true);
    await settle();
    await agent.link.restart();
    expect(agent.sent).toHaveLength(2);
    expect(agent.sent[0]).toEqual(agent.sent[1]);
    expect(agent.connection.iceRestarts).toBe(0);
    for (const offer of agent.sent) visitor.link.receive([{ description: offer }]);
    await settle();
    for (const answer of visitor.sent) agent.link.receive([{ description: answer }]);
    await settle();
    expect(agent.connection.signalingState).toBe("stable");
    expect([...agent.errors, ...visitor.errors]).toEqual([]);
  });

  it("while the other side's offer is unanswered waits for the answer", async () => {
    const agent = side(false);
    const visitor = side(true, false);
    await settle();
    await pass(agent, visitor);
    await visitor.link.restart();
    await settle();
    expect(visitor.sent).toEqual([]);
    visitor.link.allowAnswer();
    await settle();
    expect(visitor.sent.map(({ type }) => type)).toEqual(["answer", "offer"]);
  });

  it("before anything came does nothing", async () => {
    const visitor = side(true);
    await visitor.link.restart();
    expect(visitor.connection.iceRestarts).toBe(0);
  });

  it("leaves an attempt alone that gets answers", async () => {
    const { agent } = await connected();
    agent.connection.iceConnectionState = "checking";
    agent.connection.stats = new Map([["pair", { type: "candidate-pair", responsesReceived: 2 }]]);
    await agent.link.restart();
    expect(agent.connection.iceRestarts).toBe(0);
    agent.connection.stats = new Map([["pair", { type: "candidate-pair", responsesReceived: 0 }]]);
    await agent.link.restart();
    expect(agent.connection.iceRestarts).toBe(1);
  });

  it("uses the relays' fresh credentials", async () => {
    const { agent } = await connected();
    agent.link.useServers([{ urls: "turn:relay.example", username: "u2", credential: "c2" }]);
    expect(agent.connection.configuration.iceServers).toEqual([
      { urls: "turn:relay.example", username: "u2", credential: "c2" },
    ]);
  });
});

describe("another connection on the other side", () => {
  it("is told by its offer, with the candidates that came behind it", async () => {
    const { visitor } = await connected();
    const reloaded = side(false);
    await settle();
    visitor.link.receive([
      { description: last(reloaded) },
      { candidate: { candidate: "one" } },
      { candidate: { candidate: "two" } },
    ]);
    await settle();
    expect(visitor.restarted[0]).toEqual([
      { description: last(reloaded) },
      { candidate: { candidate: "one" } },
      { candidate: { candidate: "two" } },
    ]);
    const next = side(true);
    next.link.receive(visitor.restarted[0] ?? []);
    await settle();
    expect(next.connection.candidates).toHaveLength(2);
    expect(last(next).type).toBe("answer");
  });

  it("is told by its answer, which is of no use to the next link", async () => {
    const { agent } = await connected();
    const reloaded = side(true);
    await agent.link.restart();
    await settle();
    await pass(agent, reloaded);
    await pass(reloaded, agent);
    expect(agent.restarted).toEqual([[]]);
  });
});

describe("sender parameters", () => {
  const conditions = {
    sharing: false,
    availableKbps: null,
    loss: 0,
    roundTripMs: null,
    recovering: false,
    paused: false,
    trying: false,
  };

  it("are set when the tracks go out, and when the conditions change", async () => {
    const { agent } = await connected();
    const camera = (): Record<string, unknown> | undefined =>
      agent.connection.transceivers[1]?.sender.parameters.encodings[0];
    agent.link.setTrack("camera", { kind: "video" } as unknown as MediaStreamTrack);
    agent.link.setPolicy(sendingPolicy(conditions));
    await settle();
    expect(camera()).toEqual({});
    agent.link.publish(true);
    await settle();
    expect(camera()).toMatchObject({ maxBitrate: 2_000_000, priority: "low", active: true });
    agent.link.setPolicy(sendingPolicy({ ...conditions, roundTripMs: null, paused: true, trying: false }));
    await settle();
    expect(camera()).toMatchObject({ active: false });
  });
});
