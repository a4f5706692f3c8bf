import { describe, expect, it, vi } from "vitest";
import type { IncomingCall } from "../src/index.ts";
import {
  agent,
  HELLO,
  initialised,
  outcome,
  pass,
  preCall,
  STANDALONE,
  setStageForEach,
  settle,
  stage,
} from "./fakes/setup.ts";

setStageForEach();

const removals = (): string[] => {
  const received: string[] = [];
  agent.on("callRemoved", (visitorId, { reason }) => received.push(`${visitorId} ${reason}`));
  return received;
};

describe("ringing visitors", () => {
  it("are one frozen entry and one event per visitor, with working controls", async () => {
    await initialised(STANDALONE);
    const received: IncomingCall[] = [];
    agent.on("incomingCall", (call) => received.push(call));
    const video = stage.push.ring("v1", { callId: "video" });
    const chat = stage.push.ring("v1", { callId: "chat" });
    expect(received).toHaveLength(1);
    const [call] = agent.getReceivedCalls();
    expect(call).toMatchObject({
      visitorId: "v1",
      caller: { id: "v1", type: "visitor" },
      displayName: "Ann Lee",
      callerName: "Ann Lee",
      customData: { order: { id: 7 } },
      context: { from: { id: "v1" } },
    });
    expect(call?.calls).toEqual({ video, chat });
    expect([call, call?.calls, call?.context, call?.customData.order].every(Object.isFrozen)).toBe(true);
    expect(Object.isFrozen(video)).toBe(false);
  });

  it("are called Visitor if they have no name; agents are not listed", async () => {
    await initialised(STANDALONE);
    stage.push.ring("v1", { name: "" });
    stage.push.ring("a1", { type: "agent" });
    expect(agent.getReceivedCalls().map(({ displayName }) => displayName)).toEqual(["Visitor"]);
  });

  it("reach a listener that is added late, while they still ring", async () => {
    await initialised(STANDALONE);
    stage.push.ring("v1");
    stage.push.ring("v2");
    const late = vi.fn();
    agent.on("incomingCall", late);
    await agent.rejectCall("v1");
    expect(late.mock.calls.map(([call]) => (call as IncomingCall).visitorId)).toEqual(["v2"]);
  });

  it("are removed once, with the reason", async () => {
    await initialised(STANDALONE);
    const received = removals();
    const controls = ["v1", "v2", "v3", "v4"].map((visitorId) => stage.push.ring(visitorId));
    const second = stage.push.ring("v1", { callId: "chat" });
    controls[0]?.fire("CallEnded");
    expect(received).toEqual([]);
    second.fire("CallEnded");
    second.fire("CallEnded");
    controls[1]?.fire("AcceptedElsewhere", { userId: "mary" });
    controls[1]?.fire("CallEnded");
    controls[2]?.fire("CallFailed");
    await agent.rejectCall("v4");
    controls[3]?.fire("CallEnded");
    expect(received).toEqual(["v1 visitor-left", "v2 accepted-elsewhere", "v3 failed", "v4 rejected"]);
    expect(stage.events).toContain("partyLeft");
    expect(stage.events).toContain("acceptedElsewhere");
    expect(agent.getReceivedCalls()).toEqual([]);
  });

  it("are removed immediately by rejectCall(), which hangs up all their calls", async () => {
    await initialised(STANDALONE);
    const controls = [stage.push.ring("v1"), stage.push.ring("v1", { callId: "chat" })];
    void agent.rejectCall("v1");
    expect(agent.getReceivedCalls()).toEqual([]);
    expect(controls.map(({ hangups }) => hangups)).toEqual([["RejectedByAgent"], ["RejectedByAgent"]]);
    const conflict = outcome(agent.acceptCall("v1"));
    await settle();
    const late = outcome(agent.rejectCall("v1"));
    await settle();
    expect([conflict.code, late.code]).toEqual(["OPERATION_CONFLICT", "VISITOR_HAS_LEFT_SESSION"]);
  });

  it("can be rejected with the reject() of the incoming call", async () => {
    await initialised(STANDALONE);
    const control = stage.push.ring("v1");
    await agent.getReceivedCalls()[0]?.reject("busy");
    expect(control.hangups).toEqual(["RejectedByAgent"]);
  });
});

describe("acceptCall()", () => {
  const accept = async () => {
    await initialised(STANDALONE);
    const control = stage.push.ring("v1");
    const accepted = outcome(agent.acceptCall("v1"));
    await settle();
    stage.page.post(HELLO);
    return { control, accepted };
  };

  it("opens the visitor's interaction with the agent's token, and resolves when the call has started", async () => {
    const received = removals();
    const { control, accepted } = await accept();
    expect(stage.page.iframes[0]?.src).toContain(
      "token=token-1&enablePostMessage=true&authPopup=true&veinteraction=v1",
    );
    control.fire("AcceptedElsewhere", { userId: "john", deviceId: "d" });
    expect(agent.getReceivedCalls()).toHaveLength(1);
    stage.page.post({ ve: 1, type: "claimed", visitorId: "v1" });
    expect(received).toEqual(["v1 accepted"]);
    stage.page.post(preCall("v1"));
    await settle();
    expect(accepted.code).toBeUndefined();
    stage.page.post({ status: "CALL_STARTED", visitorId: "v1" });
    await settle();
    expect(accepted.code).toBe("ok");
    expect(stage.events).not.toContain("acceptedElsewhere");
  });

  it("closes its widget and ends the session if another agent wins", async () => {
    const received = removals();
    const { control, accepted } = await accept();
    stage.page.post(preCall("v1"));
    control.fire("AcceptedElsewhere", { userId: "mary" });
    await settle();
    expect(accepted.code).toBe("SESSION_ACCEPTED_BY_ANOTHER_AGENT");
    expect(received).toEqual(["v1 accepted-elsewhere"]);
    expect(stage.page.iframes).toEqual([]);
    expect(stage.events.slice(-5)).toEqual([
      "callStateUpdated FINISHED false",
      "sessionEnded FINISHED false",
      "iframeStateChanged false",
      "acceptedElsewhere",
      "callRemoved v1",
    ]);
  });

  it("is not affected by a second acceptCall(), rejectCall() or late messages about the call", async () => {
    const { control, accepted } = await accept();
    const second = outcome(agent.acceptCall("v1"));
    const rejected = outcome(agent.rejectCall("v1"));
    stage.page.post({ status: "CALL_STARTED", visitorId: "v1" });
    await settle();
    control.fire("AcceptedElsewhere", { userId: "mary" });
    control.fire("CallEnded");
    await settle();
    expect([accepted.code, second.code, rejected.code]).toEqual([
      "ok",
      "SESSION_ALREADY_ACTIVE",
      "OPERATION_CONFLICT",
    ]);
    expect(agent.getCurrentCallState()).toMatchObject({ status: "CALL_STARTED", inActiveSession: true });
  });

  it("keeps the visitor in the list if the widget did not start in time", async () => {
    const { accepted } = await accept();
    await pass(30_000);
    expect(accepted.code).toBe("SESSION_FAILED_TO_START");
    expect(agent.getReceivedCalls()).toHaveLength(1);
  });

  it("removes the visitor from the list if the call was already over", async () => {
    const received = removals();
    const { accepted } = await accept();
    stage.page.post({ status: "FINISHED" });
    await pass(1_000);
    expect([accepted.code, ...received]).toEqual(["CALL_ALREADY_FINISHED", "v1 failed"]);
  });

  it("ends immediately when the application calls endCall()", async () => {
    const { accepted } = await accept();
    const ended = outcome(agent.endCall());
    await pass(1_000);
    expect([accepted.code, ended.code]).toEqual(["OPERATION_ABORTED", "ok"]);
    expect(agent.getReceivedCalls()).toHaveLength(1);
  });
});
