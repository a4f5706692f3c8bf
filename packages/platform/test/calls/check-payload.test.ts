import { describe, expect, it } from "vitest";
import {
  readCandidate,
  readDescription,
  readJoin,
  readMedia,
} from "../../src/calls/signalling/check-payload.ts";
import { readHandshake, readQueueStatement, readRejection } from "../../src/queue/push/check-payload.ts";

const ID = "i_0123456789012345678901";
const candidate = {
  from: "a",
  to: "b",
  candidate: "c",
  sdpMid: "0",
  sdpMLineIndex: 0,
  usernameFragment: null,
};
const media = { microphone: true, camera: false, screen: false };

describe("the relay", () => {
  it("relays well-formed messages without unknown fields", () => {
    const offer = { from: "a", to: "b", type: "offer", sdp: "v=0" };
    expect(readDescription({ ...offer, more: 1 })).toEqual(offer);
    expect(readCandidate({ ...candidate, more: 1 })).toEqual(candidate);
    expect(readCandidate({ from: "a", to: "b", candidate: "" })).toEqual({
      from: "a",
      to: "b",
      candidate: "",
      sdpMid: null,
      sdpMLineIndex: null,
      usernameFragment: null,
    });
    expect(readJoin({ displayName: "Vera", media })).toEqual({ displayName: "Vera", media });
  });

  it.each([
    null,
    "text",
    [],
    {},
    { ...candidate, candidate: "c".repeat(2_001) },
    { ...candidate, sdpMLineIndex: -1 },
    { ...candidate, sdpMLineIndex: 1.5 },
    { ...candidate, from: 1 },
  ])("drops what is not: %j", (payload) => {
    expect(readCandidate(payload)).toBeNull();
    expect(readDescription(payload)).toBeNull();
    expect(readJoin(payload)).toBeNull();
    expect(readMedia(payload)).toBeNull();
  });
});

describe("the push channel", () => {
  const who = { token: "t", tenantId: "x", userId: "u" };
  it("reads who comes, and what the session before said", () => {
    expect(readHandshake({ ...who, queue: ["video"], shown: [ID], previousSessionId: "s_1" })).toEqual({
      ...who,
      statement: { previousSessionId: "s_1", onQueue: true, shown: [ID] },
    });
    expect(readHandshake(who)?.statement).toEqual({ previousSessionId: null, onQueue: false, shown: [] });
  });

  it("ignores surplus and invalid entries of the shown calls, so that every agent can reconnect", () => {
    const ids = Array.from({ length: 501 }, (_, index) => `i_${String(index).padStart(22, "0")}`);
    expect(readHandshake({ ...who, shown: ids })?.statement.shown).toEqual(ids.slice(0, 500));
    expect(readHandshake({ ...who, shown: ["i_\u0000", 5, ID, ID] })?.statement.shown).toEqual([ID]);
    expect(readHandshake({ ...who, shown: "all" })?.statement.shown).toEqual([]);
  });

  it.each([
    null,
    {},
    { ...who, token: 1 },
    { ...who, queue: ["fax"] },
    { ...who, previousSessionId: "x".repeat(65) },
  ])("refuses a handshake of another form: %j", (auth) => {
    expect(readHandshake(auth)).toBeNull();
  });

  it("refuses statements of another form", () => {
    expect(readQueueStatement({ onQueue: "yes", callTypes: [] })).toBeNull();
    expect(readQueueStatement({ onQueue: true, callTypes: ["video", "video", "video", "video"] })).toBeNull();
    expect(readQueueStatement({ onQueue: true, callTypes: ["video"] })).toEqual({ onQueue: true });
    for (const visitorId of ["", "i_1", "i_\u0000", "x".repeat(64)])
      expect(readRejection({ visitorId, reason: "x" })).toBeNull();
    expect(readRejection({ visitorId: ID, reason: 5 })).toBeNull();
    expect(readRejection({ visitorId: ID, reason: "RejectedByAgent" })).toEqual({ visitorId: ID });
  });
});
