import { describe, expect, it } from "vitest";
import { announce } from "../../src/model/announce.ts";
import { describeQueue } from "../../src/model/describe-queue.ts";
import { describeTab } from "../../src/model/describe-tab.ts";
import { type Call, type DeskState, type RingingVisitor, SIGNED_OUT } from "../../src/model/desk-state.ts";

const ana: RingingVisitor = { visitorId: "v1", name: "Ana", waitingSinceMs: 0, customData: {} };
const ben: RingingVisitor = { ...ana, visitorId: "v2", name: "Ben" };
const live: Call = {
  phase: "live",
  direction: "incoming",
  visitorId: "v1",
  name: "Ana",
  reference: "",
  customData: {},
  liveAtMs: 1,
  ending: false,
  joinedUnseen: false,
};
const desk = (more: Partial<DeskState>): DeskState => ({ ...SIGNED_OUT, online: true, ...more });

describe("the browser's tab", () => {
  it("shows who is calling, or how many", () => {
    expect(describeTab(desk({ ringing: [ana] }))).toEqual({
      title: "Ana is calling · Agent desk",
      icon: "ringing",
    });
    expect(describeTab(desk({ ringing: [ana, ben] })).title).toBe("2 calls ringing · Agent desk");
  });

  it("shows the current call although another one rings", () => {
    expect(describeTab(desk({ ringing: [ben], call: live }))).toEqual({
      title: "In a call with Ana · Agent desk",
      icon: "live",
    });
  });

  it("needs no name", () => {
    const nameless = { ...ana, name: "" };
    expect(describeTab(desk({ ringing: [nameless] })).title).toBe("A visitor is calling · Agent desk");
    expect(describeTab(desk({ call: { ...live, name: "" } })).title).toBe("In a call · Agent desk");
  });

  it("calls an agent back from another tab when the invited visitor has joined", () => {
    const call: Call = { ...live, direction: "outgoing", name: "", joinedUnseen: true };
    expect(describeTab(desk({ call }))).toEqual({
      title: "Your visitor is here · Agent desk",
      icon: "ringing",
    });
  });

  it("otherwise shows the desk's name", () => {
    expect(describeTab(desk({}))).toEqual({ title: "Agent desk", icon: "idle" });
  });
});

describe("the queue switch", () => {
  it("shows the current state while it is being switched", () => {
    expect(describeQueue(desk({ queue: "joining" }), 0)).toMatchObject({ isOn: false, isBusy: true });
    expect(describeQueue(desk({ queue: "leaving" }), 0)).toMatchObject({ isOn: true, isBusy: true });
  });

  it("shows that nothing rings while the connection is lost, although the agent is on the queue", () => {
    const look = describeQueue(desk({ queue: "on", online: false }), 0);
    expect(look).toMatchObject({ isOn: true, tone: "attention", title: "Connection lost" });
    expect(look.detail).toContain("No calls ring while you're offline.");
  });

  it("shows that no calls ring during wrap-up, whether or not the panel is open", () => {
    const state = desk({ queue: "on", heldBackUntilMs: 1_000 });
    expect(describeQueue(state, 999).detail).toBe("No calls ring until wrap-up is over.");
    expect(describeQueue(state, 1_000).detail).toBe("Visitors' calls ring here.");
  });
});

describe("a screen reader", () => {
  it("announces who rings and which keys answer", () => {
    expect(announce(desk({ ringing: [ana, ben] }))).toBe(
      "Ana is calling, and 1 more. Press A to accept, R to reject.",
    );
  });

  it("announces no keys that are turned off", () => {
    const state = desk({ ringing: [ana], preferences: { ...SIGNED_OUT.preferences, shortcuts: false } });
    expect(announce(state)).toBe("Ana is calling.");
  });

  it("announces the state of the call in whole sentences", () => {
    expect(announce(desk({ call: live }))).toBe("Ana: In the call.");
    expect(announce(desk({ call: { ...live, phase: "connecting" } }))).toBe(
      "Ana: Connecting. Your browser may ask for your camera.",
    );
  });
});
