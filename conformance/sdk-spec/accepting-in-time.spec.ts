import { callMessage, helloOnly } from "../platform-peer/widget-scripts.ts";
import { CALL, expectClean, haveBegun, TAKEN_BY_ANOTHER, takenByMe, VISITOR } from "./accepting-steps.ts";
import { expect, test } from "./fixtures.ts";
import { haveRinging, widgetOpened } from "./standalone-steps.ts";

test.use({ virtualTime: true });

/** Only the test moves the clock, so a slow machine has no influence. */
const PAUSED = { isPaused: true };

test("a camera prompt can take long: the SDK waits up to 120 s after a claim", async ({ host, peer }) => {
  const { accept, widget } = await haveBegun(host, peer, PAUSED);
  await widget.post({ ve: 1, type: "claimed", visitorId: "visitor-1" });
  await host.passTime(115_000);
  expect(await accept.isSettled()).toBe(false);
  await widget.post(callMessage(peer, "PRE_CALL", "visitor-1"));
  await widget.post(callMessage(peer, "CALL_STARTED", "visitor-1"));
  expect((await accept.outcome()).error).toBeUndefined();
});

test("a claim without a call ends in OPERATION_TIMEOUT after 120 s", async ({ host, peer }) => {
  const { accept, widget, session } = await haveBegun(host, peer, PAUSED);
  await widget.post({ ve: 1, type: "claimed", visitorId: "visitor-1" });
  await host.passTime(125_000);
  expect((await accept.fails()).code).toBe("OPERATION_TIMEOUT");
  await session.callEvent(CALL, "CallEnded");
  await expectClean(host, peer, session);
});

test("PRE_CALL extends the wait like a claim", async ({ host, peer }) => {
  const { accept, widget } = await haveBegun(host, peer, PAUSED);
  await host.passTime(20_000);
  await widget.post(callMessage(peer, "PRE_CALL", "visitor-1"));
  await host.passTime(100_000);
  expect(await accept.isSettled()).toBe(false);
  await widget.post(callMessage(peer, "CALL_STARTED", "visitor-1"));
  expect((await accept.outcome()).error).toBeUndefined();
});

test("accepted on another device while the widget is silent: reported after 10 s", async ({ host, peer }) => {
  const { accept, session } = await haveBegun(host, peer, PAUSED);
  await session.callEvent(CALL, "AcceptedElsewhere", takenByMe(peer));
  await host.passTime(9_500);
  expect(await accept.isSettled()).toBe(false);
  await host.passTime(1_000);
  expect((await accept.fails()).code).toBe("SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE");
  await expectClean(host, peer, session);
});

test("FINISHED, then AcceptedElsewhere of another agent within 1 s: another agent accepted", async ({
  host,
  peer,
}) => {
  const { accept, widget, session } = await haveBegun(host, peer, PAUSED);
  await widget.post(callMessage(peer, "FINISHED", "visitor-1"));
  await host.passTime(800);
  await session.callEvent(CALL, "AcceptedElsewhere", TAKEN_BY_ANOTHER);
  expect((await accept.fails()).code).toBe("SESSION_ACCEPTED_BY_ANOTHER_AGENT");
  await expectClean(host, peer, session);
});

test("FINISHED, then AcceptedElsewhere of the agent's other device within 1 s: the other device accepted", async ({
  host,
  peer,
}) => {
  const { accept, widget, session } = await haveBegun(host, peer, PAUSED);
  await widget.post(callMessage(peer, "FINISHED", "visitor-1"));
  await session.callEvent(CALL, "AcceptedElsewhere", takenByMe(peer));
  expect((await accept.fails()).code).toBe("SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE");
});

test("FINISHED without AcceptedElsewhere: the call is over", async ({ host, peer }) => {
  const { accept, widget, session } = await haveBegun(host, peer, PAUSED);
  await widget.post(callMessage(peer, "FINISHED", "visitor-1"));
  await host.passTime(1_100);
  expect((await accept.fails()).code).toBe("CALL_ALREADY_FINISHED");
  await session.callEvent(CALL, "CallEnded");
  await expectClean(host, peer, session);
});

test("no message for 30 s: the session failed to start", async ({ host, peer }) => {
  const { accept, session } = await haveBegun(host, peer, PAUSED);
  await host.passTime(29_000);
  expect(await accept.isSettled()).toBe(false);
  await host.passTime(1_500);
  expect((await accept.fails()).code).toBe("SESSION_FAILED_TO_START");
  await session.callEvent(CALL, "CallEnded");
  await expectClean(host, peer, session);
});

test("timeoutMs shortens the wait for a silent widget", async ({ host, peer }) => {
  peer.widgets.script = helloOnly();
  await haveRinging(host, peer, VISITOR);
  await host.pauseTime();
  const accept = await host.begin(() => window.sdk.acceptCall("visitor-1", { timeoutMs: 2_000 }));
  await (await widgetOpened(peer)).hello();
  await host.passTime(2_500);
  expect((await accept.fails()).code).toBe("SESSION_FAILED_TO_START");
});
