import type { SeatView } from "@videoengager/protocol/signalling/signalling-socket";
import { describe, expect, it } from "vitest";
import { type CallEffect, type CallState, initialCallState, type Step } from "../src/call/call-state.ts";
import {
  deriveFromPeers,
  followConnection,
  followOthers,
  restartIfBroken,
  updatePublishing,
} from "../src/call/follow-peers.ts";

const seat = (instanceId: string, change: Partial<SeatView> = {}): SeatView => ({
  role: "visitor",
  presence: "joined",
  instanceId,
  displayName: "",
  media: { microphone: true, camera: true, screen: false },
  keptUntilMs: null,
  ...change,
});

const absent = seat("", { presence: "absent" });

/** What is done to connections, as `openPeer ana`. */
const done = (effects: readonly CallEffect[]): string[] =>
  effects.flatMap((effect) =>
    "peer" in effect && !effect.do.includes("Timer")
      ? `${effect.do}${effect.do === "publish" ? (effect.on ? " to" : " not to") : ""} ${effect.peer}`
      : [],
  );

const follow = (state: CallState, others: readonly SeatView[], before = state.others): Step =>
  followOthers({ ...state, others }, before);

const JOINED: CallState = { ...initialCallState("agent"), online: true, joined: true };

function talkingWith(...names: readonly string[]): CallState {
  let { state } = follow(
    JOINED,
    names.map((name) => seat(name)),
    [],
  );
  for (const name of names) ({ state } = followConnection(state, name, "connected"));
  return deriveFromPeers(state);
}

describe("a call of an agent and two visitors", () => {
  it("connects to each of them, and sends to those who joined", () => {
    const { state, effects } = follow(JOINED, [seat("ana"), seat("ben", { presence: "arrived" })], []);
    expect(done(effects)).toEqual([
      "openPeer ana",
      "sendHello ana",
      "allowAnswer ana",
      "publish to ana",
      "openPeer ben",
      "sendHello ben",
      "allowAnswer ben",
    ]);
    const joined = { ...state, others: [seat("ana"), seat("ben")] };
    expect(done(updatePublishing(joined).effects)).toEqual(["publish to ben"]);
  });

  it("keeps the connection to one when the other leaves", () => {
    const { state, effects } = follow(talkingWith("ana", "ben"), [seat("ben")]);
    expect(done(effects)).toEqual(["closePeer ana"]);
    expect(deriveFromPeers(state).mainPeer).toBe("ben");
  });

  it("replaces the connection of one whose page is another, and no other connection", () => {
    const { effects } = follow(talkingWith("ana", "ben"), [seat("ana"), seat("ben's phone")]);
    expect(done(effects)).toEqual([
      "closePeer ben",
      "openPeer ben's phone",
      "sendHello ben's phone",
      "allowAnswer ben's phone",
      "publish to ben's phone",
    ]);
  });

  it("keeps the connection of one who renews the seat", () => {
    const renewing = follow(talkingWith("ana", "ben"), [seat("ana"), absent]);
    expect(done(renewing.effects)).toEqual([]);
    expect(renewing.state.peers).toHaveLength(2);
  });

  it("restarts the connection of one who comes back, and not that of one who is away", () => {
    let state = talkingWith("ana", "ben");
    const away = [seat("ana", { presence: "away" }), seat("ben", { presence: "away" })];
    ({ state } = follow(state, away));
    for (const name of ["ana", "ben"]) ({ state } = followConnection(state, name, "interrupted"));
    expect(done(restartIfBroken(state, "ana").effects)).toEqual([]);
    const back = follow(state, [seat("ana", { presence: "away" }), seat("ben")]);
    expect(done(back.effects)).toEqual(["restartIce ben"]);
  });

  it("shows the one who is connected while the other's connection is down", () => {
    const { state } = followConnection(talkingWith("ana", "ben"), "ana", "failed");
    expect(deriveFromPeers(state)).toMatchObject({ mainPeer: "ben", connection: "connected" });
  });
});
