import { callMessage, helloOnly } from "../platform-peer/widget-scripts.ts";
import { CALL, expectClean, haveBegun, TAKEN_BY_ANOTHER, takenByMe, VISITOR } from "./accepting-steps.ts";
import { expect, test } from "./fixtures.ts";
import { haveRinging, widgetOpened } from "./standalone-steps.ts";

test.use({ virtualTime: true });

test("a camera prompt may take its time: a claim is waited for up to 120 s", async ({ host, peer }) => {
  const { accept, widget } = await haveBegun(host, peer);
  await widget.post({ ve: 1, type: "claimed", visitorId: "visitor-1" });
  await host.passTime(115_000);
  expect(await accept.isSettled()).toBe(false);
  await widget.post(callMessage(peer, "PRE_CALL", "visitor-1"));
  await widget.post(callMessage(peer, "CALL_STARTED", "visitor-1"));
  expect((await accept.outcome()).error).toBeUndefined();
});

test("a claim that comes to nothing ends in OPERATION_TIMEOUT after 120 s", async ({ host, peer }) => {
  const { accept, widget, session } = await haveBegun(host, peer);
  await widget.post({ ve: 1, type: "claimed", visitorId: "visitor-1" });
  await host.passTime(125_000);
  expect((await accept.fails()).code).toBe("OPERATION_TIMEOUT");
  await session.callEvent(CALL, "CallEnded");
  await expectClean(host, peer, session);
});

test("a slow PRE_CALL counts like a claim", async ({ host, peer }) => {
  const { accept, widget } = await haveBegun(host, peer);
  await host.passTime(20_000);
  await widget.post(callMessage(peer, "PRE_CALL", "visitor-1"));
  await host.passTime(100_000);
  expect(await accept.isSettled()).toBe(false);
  await widget.post(callMessage(peer, "CALL_STARTED", "visitor-1"));
  expect((await accept.outcome()).error).toBeUndefined();
});

test("taken on another device, and the widget says nothing: known after 10 s", async ({ host, peer }) => {
  const { accept, session } = await haveBegun(host, peer);
  await session.callEvent(CALL, "AcceptedElsewhere", takenByMe(peer));
  await host.passTime(9_500);
  expect(await accept.isSettled()).toBe(false);
  await host.passTime(1_000);
  expect((await accept.fails()).code).toBe("SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE");
  await expectClean(host, peer, session);
});

test("FINISHED first and the news of another agent within 1 s: another agent has it", async ({
  host,
  peer,
}) => {
  const { accept, widget, session } = await haveBegun(host, peer);
  await widget.post(callMessage(peer, "FINISHED", "visitor-1"));
  await host.passTime(800);
  await session.callEvent(CALL, "AcceptedElsewhere", TAKEN_BY_ANOTHER);
  expect((await accept.fails()).code).toBe("SESSION_ACCEPTED_BY_ANOTHER_AGENT");
  await expectClean(host, peer, session);
});

test("FINISHED first and the news of one's own device within 1 s: the other device has it", async ({
  host,
  peer,
}) => {
  const { accept, widget, session } = await haveBegun(host, peer);
  await widget.post(callMessage(peer, "FINISHED", "visitor-1"));
  await session.callEvent(CALL, "AcceptedElsewhere", takenByMe(peer));
  expect((await accept.fails()).code).toBe("SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE");
});

test("FINISHED, and nobody took the call: it is over", async ({ host, peer }) => {
  const { accept, widget, session } = await haveBegun(host, peer);
  await widget.post(callMessage(peer, "FINISHED", "visitor-1"));
  await host.passTime(1_100);
  expect((await accept.fails()).code).toBe("CALL_ALREADY_FINISHED");
  await session.callEvent(CALL, "CallEnded");
  await expectClean(host, peer, session);
});

test("nothing at all for 30 s: the session failed to start", async ({ host, peer }) => {
  const { accept, session } = await haveBegun(host, peer);
  await host.passTime(29_000);
  expect(await accept.isSettled()).toBe(false);
  await host.passTime(1_500);
  expect((await accept.fails()).code).toBe("SESSION_FAILED_TO_START");
  await session.callEvent(CALL, "CallEnded");
  await expectClean(host, peer, session);
});

test("timeoutMs shortens the wait for a widget that says nothing", async ({ host, peer }) => {
  peer.widgets.script = helloOnly();
  await haveRinging(host, peer, VISITOR);
  const accept = await host.begin(() => window.sdk.acceptCall("visitor-1", { timeoutMs: 2_000 }));
  await (await widgetOpened(peer)).hello();
  await host.passTime(2_500);
  expect((await accept.fails()).code).toBe("SESSION_FAILED_TO_START");
});
