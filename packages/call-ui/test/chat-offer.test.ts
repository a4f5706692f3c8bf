import { describe, expect, it } from "vitest";
import { chatOffer } from "../src/call/chat-offer.ts";
import { CallDriver, type RoomChange } from "./call-driver.ts";

const seated = (
  role: "agent" | "visitor",
  { joins = false, peer }: { joins?: boolean } & RoomChange,
): CallDriver => {
  const call = new CallDriver(role);
  call.play({ type: "seated", how: role === "agent" ? "invitation" : "visitor" });
  call.play({ type: "online" });
  if (joins) call.play({ type: "join", displayName: "" });
  call.room({ state: "waiting", ...(peer === undefined ? {} : { peer }) });
  return call;
};
const NOBODY = { presence: "absent", instanceId: "" } as const;

describe("the chat", () => {
  it.each([
    ["a visitor in the lobby, the agent is there", "visitor", { peer: { presence: "joined" } }, "open"],
    ["a visitor in the lobby, nobody is there", "visitor", { peer: NOBODY }, "none"],
    ["a visitor who waits for whoever is free", "visitor", { joins: true, peer: NOBODY }, "kept"],
    ["a visitor who is being connected", "visitor", { joins: true, peer: { presence: "arrived" } }, "open"],
    ["a visitor whose agent is away", "visitor", { peer: { presence: "away" } }, "kept"],
    ["an agent who invites, nobody has come", "agent", { joins: true, peer: NOBODY }, "none"],
    [
      "an agent who invites, the visitor is in the lobby",
      "agent",
      { joins: true, peer: { presence: "arrived" } },
      "open",
    ],
    ["an agent whose visitor is away", "agent", { joins: true, peer: { presence: "away" } }, "kept"],
  ] as const)("for %s", (_title, role, start, offer) => {
    expect(chatOffer(seated(role, start).state, false)).toBe(offer);
  });

  it("stays where something was written and the reader has gone", () => {
    expect(chatOffer(seated("agent", { joins: true, peer: NOBODY }).state, true)).toBe("kept");
  });

  it("is open where the other side's socket is gone and the connection between the browsers is up", () => {
    const call = seated("visitor", { joins: true, peer: { presence: "joined" } });
    call.peer({ type: "connection", connection: "connected" });
    call.room({ state: "active", peer: { presence: "away" } });
    expect(chatOffer(call.state, false)).toBe("open");
  });

  it("is not there before the seat is, and after the call", () => {
    const call = new CallDriver("visitor");
    expect(chatOffer(call.state, true)).toBe("none");
    const over = seated("visitor", { joins: true, peer: { presence: "joined" } });
    over.play({ type: "ended", end: { reason: "hung-up", by: "agent", atMs: 0, talkTimeMs: 0 } });
    expect(chatOffer(over.state, true)).toBe("none");
  });
});
