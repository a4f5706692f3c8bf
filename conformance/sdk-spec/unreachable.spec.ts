import { callMessage, helloOnly } from "../platform-peer/widget-scripts.ts";
import { haveBegun } from "./accepting-steps.ts";
import { expect, test } from "./fixtures.ts";
import { generic } from "./init-options.ts";
import { expectStatus, haveRunningCall, widgetOpened } from "./standalone-steps.ts";

const unreachable = (cause: string) => ({ ve: 1, type: "unreachable", cause });
const REACHABLE = { ve: 1, type: "reachable" };

test("a running call's state says why it doesn't connect, and the log says what to do", async ({
  host,
  peer,
}) => {
  const { widget } = await haveRunningCall(host, peer);
  await host.forgetEvents();
  await widget.post(unreachable("udp-blocked"));
  expect(await host.event("callStateUpdated")).toMatchObject({
    status: "CALL_STARTED",
    unreachable: "udp-blocked",
    inActiveSession: true,
  });
  expect(host.consoleLines.join("\n")).toMatch(/doesn't connect.*firewall or VPN blocks UDP/);
});

test("`unreachable` leaves the state when the call connects again", async ({ host, peer }) => {
  const { widget } = await haveRunningCall(host, peer);
  await widget.post(unreachable("websockets-blocked"));
  await host.event("callStateUpdated", 3);
  await widget.post(REACHABLE);
  expect(await host.event("callStateUpdated", 4)).not.toHaveProperty("unreachable");
});

test("a cause of a newer widget is unknown to the SDK, and the call is unreachable all the same", async ({
  host,
  peer,
}) => {
  const { widget } = await haveRunningCall(host, peer);
  await widget.post(unreachable("solar-flare"));
  await expect.poll(() => host.run(() => window.sdk.getCurrentCallState().unreachable)).toBe("unknown");
});

test("an ended session keeps the cause", async ({ host, peer }) => {
  const { widget, visitorId } = await haveRunningCall(host, peer);
  await widget.post(unreachable("relay-unreachable"));
  await widget.post(callMessage(peer, "FINISHED", visitorId, { attributes: { endReason: "lost" } }));
  expect(await host.event("sessionEnded")).toMatchObject({ unreachable: "relay-unreachable" });
  await expectStatus(host, "NONE");
  expect(await host.run(() => window.sdk.getCurrentCallState())).not.toHaveProperty("unreachable");
});

test("call() fails with the cause if the widget doesn't reach the platform", async ({ host, peer }) => {
  peer.widgets.script = helloOnly();
  await host.init(generic(peer));
  const call = await host.begin(() => window.sdk.call());
  const widget = await widgetOpened(peer);
  await widget.post({ status: "FINISHED", attributes: { error: "unreachable" } });
  expect(await call.fails()).toMatchObject({
    code: "SESSION_FAILED_TO_START",
    message: "The widget can't reach the platform. Check the network and try again.",
    context: { operation: "call", cause: "platform-unreachable" },
  });
});

test.describe("accepting a call that never connects", () => {
  test.use({ virtualTime: true });

  for (const [cause, remedy] of [
    ["no-relay", /Set its TURN_URLS and TURN_SECRET/],
    ["udp-blocked", /Allow UDP, or add a turns: address/],
    ["relay-unreachable", /platform doctor/],
    ["unknown", /another network/],
    ["websockets-blocked", /Allow wss/],
    ["platform-unreachable", /Check the network/],
  ] as const)
    test(`fails with a message that names the remedy: ${cause}`, async ({ host, peer }) => {
      const { accept, widget } = await haveBegun(host, peer, { isPaused: true });
      await widget.post({ ve: 1, type: "claimed", visitorId: "visitor-1" });
      await widget.post(callMessage(peer, "PRE_CALL", "visitor-1"));
      await widget.post(unreachable(cause));
      await host.passTime(125_000);
      const error = await accept.fails();
      expect(error).toMatchObject({ code: "OPERATION_TIMEOUT", context: { cause, timeoutMs: 120_000 } });
      expect(error.message).toMatch(/^acceptCall\(\) did not finish within 120000 ms\. /);
      expect(error.message).toMatch(remedy);
    });

  test("fails with the usual message if the cause was over by then", async ({ host, peer }) => {
    const { accept, widget } = await haveBegun(host, peer, { isPaused: true });
    await widget.post({ ve: 1, type: "claimed", visitorId: "visitor-1" });
    await widget.post(unreachable("websockets-blocked"));
    await widget.post(REACHABLE);
    await host.passTime(125_000);
    const error = await accept.fails();
    expect(error.message).toMatch(/while waiting for the call to connect/);
    expect(error.context).not.toHaveProperty("cause");
  });
});
