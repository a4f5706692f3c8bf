import { callMessage } from "../platform-peer/widget-scripts.ts";
import { expect, test } from "./fixtures.ts";
import { generic } from "./init-options.ts";
import { expectStatus, haveRunningCall, haveSession, widgetOpened } from "./standalone-steps.ts";

test("CALL_STARTED updates the session that PRE_CALL started", async ({ host, peer }) => {
  const { widget, visitorId } = await haveSession(host, peer);
  await host.forgetEvents();
  await widget.post(callMessage(peer, "CALL_STARTED", visitorId));
  expect(await host.event("callStateUpdated")).toMatchObject({
    status: "CALL_STARTED",
    visitorId,
    inActiveSession: true,
  });
  expect(await host.eventNames()).toEqual(["callStateUpdated"]);
});

test("CALL_STARTED without PRE_CALL starts the session", async ({ host, peer }) => {
  peer.widgets.script = (widget) => {
    void widget.hello();
    void widget.post(callMessage(peer, "CALL_STARTED", "visitor-1"));
  };
  await host.init(generic(peer));
  await host.begin(() => window.sdk.call());
  expect(await host.event("callStateUpdated")).toMatchObject({ status: "CALL_STARTED" });
  expect(await host.eventNames("initialized", "iframeStateChanged")).toEqual([
    "sessionStarted",
    "callStateUpdated",
  ]);
});

test("a second PRE_CALL of the same visitor only updates the session", async ({ host, peer }) => {
  const { widget, visitorId } = await haveSession(host, peer);
  await host.forgetEvents();
  await widget.post(callMessage(peer, "PRE_CALL", visitorId, { callerEmail: "new@example.com" }));
  expect(await host.event("callStateUpdated")).toMatchObject({ callerEmail: "new@example.com" });
  expect(await host.eventNames()).toEqual(["callStateUpdated"]);
});

test("PRE_CALL of another visitor ends the running session first", async ({ host, peer }) => {
  const { widget, visitorId } = await haveRunningCall(host, peer);
  await host.forgetEvents();
  await widget.post(callMessage(peer, "PRE_CALL", "visitor-2"));
  expect(await host.event("sessionStarted")).toMatchObject({ visitorId: "visitor-2", inActiveSession: true });
  expect(await host.event("sessionEnded")).toMatchObject({ visitorId, inActiveSession: false });
  const names = await host.eventNames("callStateUpdated");
  expect(names).toEqual(["sessionEnded", "sessionStarted"]);
  expect(await host.run(() => window.sdk.isIframeOpened())).toBe(true);
});

test("attributes are merged key by key", async ({ host, peer }) => {
  const { widget, visitorId } = await haveSession(host, peer);
  await widget.post({
    status: "CALL_STARTED",
    visitorId,
    attributes: { totalTalkTime: 5, customerId: "c-1" },
  });
  await expectStatus(host, "CALL_STARTED");
  expect(await host.run(() => window.sdk.getCurrentCallState().attributes)).toEqual({
    totalVideoCalls: 1,
    totalTalkTime: 5,
    customerId: "c-1",
  });
});

test("fields that a message leaves out keep their values", async ({ host, peer }) => {
  const { widget, visitorId } = await haveSession(host, peer);
  await widget.post({ status: "CALL_STARTED", visitorId });
  await expectStatus(host, "CALL_STARTED");
  expect(await host.run(() => window.sdk.getCurrentCallState())).toMatchObject({
    email: peer.settings.email,
    pin: "739154",
    shortUrl: `${peer.origin}/ve/${visitorId}`,
  });
});

test("END_CALL after CALL_STARTED is reported, and the session continues until FINISHED", async ({
  host,
  peer,
}) => {
  const { widget, visitorId } = await haveRunningCall(host, peer);
  await host.forgetEvents();
  await widget.post(callMessage(peer, "END_CALL", visitorId));
  expect(await host.event("callStateUpdated")).toMatchObject({ status: "END_CALL", inActiveSession: true });
  expect(await host.eventNames()).toEqual(["callStateUpdated"]);
  await widget.post(callMessage(peer, "FINISHED", visitorId));
  await host.event("sessionEnded");
});

test("END_CALL before CALL_STARTED is ignored", async ({ host, peer }) => {
  const { widget, visitorId } = await haveSession(host, peer);
  await host.forgetEvents();
  await widget.post(callMessage(peer, "END_CALL", visitorId));
  await widget.post(callMessage(peer, "CALL_STARTED", visitorId));
  await expectStatus(host, "CALL_STARTED");
  expect(await host.events()).toHaveLength(1);
});

test("FINISHED before PRE_CALL means that the session failed to start", async ({ host, peer }) => {
  peer.widgets.script = (widget) => void widget.post(callMessage(peer, "FINISHED", "visitor-1"));
  await host.init(generic(peer));
  await host.begin(() => window.sdk.call());
  expect(await host.event("sessionFailed")).toMatchObject({ status: "FINISHED", visitorId: "visitor-1" });
  expect(await host.events("sessionStarted", "sessionEnded")).toEqual([]);
});

test("a second FINISHED is ignored", async ({ host, peer }) => {
  const { widget, visitorId } = await haveRunningCall(host, peer, { options: { keepWidgetOpen: true } });
  await widget.post(callMessage(peer, "FINISHED", visitorId));
  await widget.post(callMessage(peer, "FINISHED", visitorId));
  await host.event("sessionEnded");
  await widget.post(callMessage(peer, "PRE_CALL", "visitor-2"));
  await host.event("sessionStarted", 2);
  expect(await host.events("sessionEnded")).toHaveLength(1);
  expect(await host.events("sessionFailed")).toHaveLength(0);
});

test("a null field counts as absent", async ({ host, peer }) => {
  const { widget, visitorId } = await haveSession(host, peer);
  await widget.post({ ...callMessage(peer, "CALL_STARTED", visitorId), callerEmail: null, attributes: null });
  await expectStatus(host, "CALL_STARTED");
  expect(await host.run(() => window.sdk.getCurrentCallState().callerEmail)).toBe("visitor@example.com");
});

test("fields outside the contract are not added to the state", async ({ host, peer }) => {
  const { widget, visitorId } = await haveSession(host, peer);
  await widget.post({ ...callMessage(peer, "CALL_STARTED", visitorId), inActiveSession: false, surprise: 1 });
  await expectStatus(host, "CALL_STARTED");
  const state = await host.run(() => window.sdk.getCurrentCallState());
  expect(state.inActiveSession).toBe(true);
  expect(state).not.toHaveProperty("surprise");
});

test("payloads and states are frozen snapshots", async ({ host, peer }) => {
  const { widget, visitorId } = await haveSession(host, peer);
  await host.run(() => {
    window.sdk.on("callStateUpdated", (state: { attributes: Record<string, unknown> }) => {
      window.keep.state = state;
    });
  });
  await widget.post(callMessage(peer, "CALL_STARTED", visitorId, { attributes: { deep: { er: 1 } } }));
  await expectStatus(host, "CALL_STARTED");
  const frozen = await host.run(() => {
    const state = window.keep.state as { attributes: { deep: object } };
    const now = window.sdk.getCurrentCallState();
    return [state, state.attributes, state.attributes.deep, now, now.attributes].map((value) =>
      Object.isFrozen(value),
    );
  });
  expect(frozen).toEqual([true, true, true, true, true]);
});

test("a snapshot doesn't change when the call continues", async ({ host, peer }) => {
  const { widget, visitorId } = await haveSession(host, peer);
  await host.run(() => {
    window.keep.before = window.sdk.getCurrentCallState();
  });
  await widget.post(callMessage(peer, "CALL_STARTED", visitorId));
  await expectStatus(host, "CALL_STARTED");
  expect(await host.run(() => (window.keep.before as { status: string }).status)).toBe("PRE_CALL");
});

test("the only message to the widget is the hang-up, and its target origin is the platform's", async ({
  host,
  peer,
}) => {
  const { widget } = await haveRunningCall(host, peer);
  await host.run(() => window.sdk.endCall());
  expect(widget.received.map(({ data, origin }) => [(data as { type: string }).type, origin])).toEqual([
    ["hangup", host.server.origin],
  ]);
  expect(await widgetOpened(peer)).toBe(widget);
});
