import { callMessage, helloOnly, winsTheCall } from "../platform-peer/widget-scripts.ts";
import { CALL, expectClean, haveBegun, TAKEN_BY_ANOTHER, takenByMe, VISITOR } from "./accepting-steps.ts";
import { expect, test } from "./fixtures.ts";
import { beginAccept, haveRinging, haveRunningCall, ring, widgetOpened } from "./standalone-steps.ts";

test("accepting opens the visitor's widget and resolves when the call has started", async ({
  host,
  peer,
}) => {
  peer.widgets.script = winsTheCall(peer);
  await haveRinging(host, peer, VISITOR);
  await host.run(() => window.sdk.acceptCall("visitor-1"));
  expect(peer.widgets.latest?.query).toMatchObject({ veinteraction: "visitor-1", token: peer.everIssued[0] });
  expect(await host.run(() => window.sdk.getCurrentCallState())).toMatchObject({
    status: "CALL_STARTED",
    visitorId: "visitor-1",
    inActiveSession: true,
  });
  expect(await host.events("callRemoved")).toEqual([
    { type: "callRemoved", payload: "visitor-1", detail: { reason: "accepted", by: takenByMe(peer).userId } },
  ]);
  expect(await host.run(() => window.sdk.getReceivedCalls())).toEqual([]);
});

test("accept() of an incoming call accepts it", async ({ host, peer }) => {
  peer.widgets.script = winsTheCall(peer);
  await haveRinging(host, peer, VISITOR);
  await host.run(() => window.sdk.getReceivedCalls()[0]!.accept());
  expect(await host.run(() => window.sdk.getCurrentCallState().status)).toBe("CALL_STARTED");
});

test("a listener of incomingCall can accept the call", async ({ host, peer }) => {
  peer.widgets.script = winsTheCall(peer);
  const session = await haveRinging(host, peer, { visitorId: "visitor-0" });
  await session.callEvent("visitor-0-video", "CallEnded");
  await host.run(() => {
    window.keep.accepted = new Promise((resolve, reject) => {
      window.sdk.on("incomingCall", (call: { visitorId: string }) => {
        window.sdk.acceptCall(call.visitorId).then(resolve, reject);
      });
    });
  });
  await session.ring(VISITOR);
  await host.run(() => window.keep.accepted as Promise<void>);
});

test("acceptCall() doesn't resolve on the claim alone", async ({ host, peer }) => {
  const { accept, widget } = await haveBegun(host, peer);
  await widget.post({ ve: 1, type: "claimed", visitorId: "visitor-1" });
  await widget.post(callMessage(peer, "PRE_CALL", "visitor-1"));
  await host.event("sessionStarted");
  expect(await accept.isSettled()).toBe(false);
  await widget.post(callMessage(peer, "CALL_STARTED", "visitor-1"));
  expect((await accept.outcome()).error).toBeUndefined();
});

test("the original's widget, without hello and claim, accepts as well", async ({ host, peer }) => {
  peer.widgets.script = () => {};
  const session = await haveRinging(host, peer, VISITOR);
  const { accept, widget } = await beginAccept(host, peer, "visitor-1");
  await session.callEvent(CALL, "AcceptedElsewhere", takenByMe(peer));
  await widget.post(callMessage(peer, "PRE_CALL", "visitor-1"));
  await widget.post(callMessage(peer, "CALL_STARTED", "visitor-1"));
  expect((await accept.outcome()).error).toBeUndefined();
});

test("AcceptedElsewhere of the agent's own widget doesn't fail the accept while the widget starts", async ({
  host,
  peer,
}) => {
  const { accept, widget, session } = await haveBegun(host, peer);
  await session.callEvent(CALL, "AcceptedElsewhere", takenByMe(peer));
  expect(await accept.isSettled()).toBe(false);
  await widget.post({ ve: 1, type: "claimed", visitorId: "visitor-1" });
  await widget.post(callMessage(peer, "PRE_CALL", "visitor-1"));
  await widget.post(callMessage(peer, "CALL_STARTED", "visitor-1"));
  expect((await accept.outcome()).error).toBeUndefined();
});

test("accepting fails if this agent accepted the call on another device", async ({ host, peer }) => {
  const { accept, widget, session } = await haveBegun(host, peer);
  await session.callEvent(CALL, "AcceptedElsewhere", takenByMe(peer));
  await widget.post(callMessage(peer, "FINISHED", "visitor-1"));
  expect((await accept.fails()).code).toBe("SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE");
  await expectClean(host, peer, session);
});

test("accepting fails immediately if another agent accepted the call", async ({ host, peer }) => {
  const { accept, session } = await haveBegun(host, peer);
  await session.callEvent(CALL, "AcceptedElsewhere", TAKEN_BY_ANOTHER);
  expect((await accept.fails()).code).toBe("SESSION_ACCEPTED_BY_ANOTHER_AGENT");
  await expectClean(host, peer, session);
});

test("another platform can send PRE_CALL before another agent wins", async ({ host, peer }) => {
  const { accept, widget, session } = await haveBegun(host, peer);
  await widget.post(callMessage(peer, "PRE_CALL", "visitor-1"));
  await host.event("sessionStarted");
  await session.callEvent(CALL, "AcceptedElsewhere", TAKEN_BY_ANOTHER);
  expect((await accept.fails()).code).toBe("SESSION_ACCEPTED_BY_ANOTHER_AGENT");
  await host.event("sessionEnded");
  await expectClean(host, peer, session);
});

test("accepting fails immediately if the visitor leaves meanwhile", async ({ host, peer }) => {
  const { accept, session } = await haveBegun(host, peer);
  await session.callEvent(CALL, "CallEnded");
  expect((await accept.fails()).code).toBe("VISITOR_HAS_LEFT_SESSION");
  await expectClean(host, peer, session);
});

test("closing the widget during the accept ends it immediately", async ({ host, peer }) => {
  const { accept, session } = await haveBegun(host, peer);
  await host.run(() => document.querySelector(".video-engager-widget-iframe")!.remove());
  const error = await accept.fails();
  expect(error.isVeError).toBe(true);
  await host.run(() => window.sdk.isIframeOpened());
  await session.callEvent(CALL, "CallEnded");
  await expectClean(host, peer, session);
});

test("endCall() during the accept ends it", async ({ host, peer }) => {
  const { accept, session } = await haveBegun(host, peer);
  await host.run(() => window.sdk.endCall());
  expect((await accept.fails()).code).toBe("OPERATION_ABORTED");
  await session.callEvent(CALL, "CallEnded");
  await expectClean(host, peer, session);
});

test("destroy() during the accept ends it", async ({ host, peer }) => {
  const { accept } = await haveBegun(host, peer);
  await host.run(() => window.sdk.destroy());
  expect((await accept.fails()).code).toBe("OPERATION_ABORTED");
  expect(await host.run(() => document.querySelectorAll("iframe").length)).toBe(0);
});

test("an accept can be aborted", async ({ host, peer }) => {
  peer.widgets.script = helloOnly();
  await haveRinging(host, peer, VISITOR);
  const accept = await host.begin(() => {
    const abort = new AbortController();
    window.keep.abort = abort;
    return window.sdk.acceptCall("visitor-1", { signal: abort.signal });
  });
  await widgetOpened(peer);
  await host.run(() => (window.keep.abort as AbortController).abort());
  expect((await accept.fails()).code).toBe("OPERATION_ABORTED");
  expect(await host.run(() => window.sdk.isIframeOpened())).toBe(false);
});

test("accepting during a call is refused; the call continues and the visitor keeps ringing", async ({
  host,
  peer,
}) => {
  peer.widgets.script = winsTheCall(peer);
  const session = await haveRinging(host, peer, VISITOR);
  await host.run(() => window.sdk.acceptCall("visitor-1"));
  await ring(host, session, { visitorId: "visitor-2" });
  expect((await host.fails(() => window.sdk.acceptCall("visitor-2"))).code).toBe("SESSION_ALREADY_ACTIVE");
  expect(await host.run(() => window.sdk.getCurrentCallState().status)).toBe("CALL_STARTED");
  expect(await host.run(() => window.sdk.getReceivedCalls().length)).toBe(1);
  expect(peer.widgets.open).toHaveLength(1);
});

for (const second of ["visitor-1", "visitor-2"])
  test(`a second accept, of ${second}, doesn't affect the first`, async ({ host, peer }) => {
    const { accept, widget, session } = await haveBegun(host, peer);
    await session.ring({ visitorId: "visitor-2" });
    const error = await host.fails((id) => window.sdk.acceptCall(id), second);
    expect(error.code).toBe("SESSION_ALREADY_ACTIVE");
    await widget.post(callMessage(peer, "PRE_CALL", "visitor-1"));
    await widget.post(callMessage(peer, "CALL_STARTED", "visitor-1"));
    expect((await accept.outcome()).error).toBeUndefined();
    expect(peer.widgets.all).toHaveLength(1);
  });

test("rejecting a call during its accept is a conflict and doesn't affect the accept", async ({
  host,
  peer,
}) => {
  const { accept, widget, session } = await haveBegun(host, peer);
  const error = await host.fails(() => window.sdk.rejectCall("visitor-1"));
  expect(error.code).toBe("OPERATION_CONFLICT");
  expect(session.called("hangup").filter(({ reason }) => reason === "RejectedByAgent")).toEqual([]);
  await widget.post(callMessage(peer, "PRE_CALL", "visitor-1"));
  await widget.post(callMessage(peer, "CALL_STARTED", "visitor-1"));
  expect((await accept.outcome()).error).toBeUndefined();
});

for (const [what, detail] of [
  ["another agent's acceptance", TAKEN_BY_ANOTHER],
  ["the end of the ringing", undefined],
] as const)
  test(`a late message about ${what} doesn't end a running call`, async ({ host, peer }) => {
    peer.widgets.script = winsTheCall(peer);
    const session = await haveRinging(host, peer, VISITOR);
    await host.run(() => window.sdk.acceptCall("visitor-1"));
    await session.callEvent(CALL, detail ? "AcceptedElsewhere" : "CallEnded", detail);
    expect(await host.run(() => window.sdk.getCurrentCallState().status)).toBe("CALL_STARTED");
    expect(await host.run(() => window.sdk.isIframeOpened())).toBe(true);
    expect(await host.events("sessionEnded")).toEqual([]);
  });

test("ringing visitors don't disturb a call that was started with call()", async ({ host, peer }) => {
  await haveRunningCall(host, peer, { standaloneMode: true, externalId: peer.externalId });
  await host.run(() => window.sdk.switchQueue());
  await ring(host, peer.push.latest!, VISITOR);
  expect((await host.fails(() => window.sdk.acceptCall("visitor-1"))).code).toBe("SESSION_ALREADY_ACTIVE");
  expect(await host.run(() => window.sdk.getCurrentCallState().status)).toBe("CALL_STARTED");
});

test("after an accepted call has ended, the next one can be accepted", async ({ host, peer }) => {
  peer.widgets.script = winsTheCall(peer);
  const session = await haveRinging(host, peer, VISITOR);
  await host.run(() => window.sdk.acceptCall("visitor-1"));
  await peer.widgets.latest!.post(callMessage(peer, "FINISHED", "visitor-1"));
  await host.event("sessionEnded");
  await ring(host, session, { visitorId: "visitor-2" });
  await host.run(() => window.sdk.acceptCall("visitor-2"));
  expect(await host.run(() => window.sdk.getCurrentCallState().visitorId)).toBe("visitor-2");
});
