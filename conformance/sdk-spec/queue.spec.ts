import { expect, test } from "./fixtures.ts";
import { HostPage } from "./host-page.ts";
import { standalone } from "./init-options.ts";
import { goOnQueue, signIn } from "./standalone-steps.ts";

const CALL_TYPES = ["chat", "video", "screen"];

test("switchQueue() right after init() joins, and a second one leaves", async ({ host, peer }) => {
  const session = await signIn(host, peer);
  expect(await host.run(() => window.sdk.isOnQueue())).toBe(false);
  await host.run(() => window.sdk.switchQueue());
  expect(await host.run(() => window.sdk.isOnQueue())).toBe(true);
  await host.run(() => window.sdk.switchQueue());
  expect(await host.run(() => window.sdk.isOnQueue())).toBe(false);
  expect((await host.events("inCallsQueue")).map(({ payload }) => payload)).toEqual([true, false]);
  expect(session.reports.filter(({ called }) => called === "join" || called === "leave")).toMatchObject([
    { called: "join", options: { callTypes: CALL_TYPES } },
    { called: "leave", options: { callTypes: CALL_TYPES } },
  ]);
});

test("switchQueue(true) joins and switchQueue(false) leaves, in any state", async ({ host, peer }) => {
  const session = await signIn(host, peer);
  await host.run(() => window.sdk.switchQueue(false));
  expect(await host.run(() => window.sdk.isOnQueue())).toBe(false);
  await host.run(() => window.sdk.switchQueue(true));
  await host.run(() => window.sdk.switchQueue(true));
  expect(await host.run(() => window.sdk.isOnQueue())).toBe(true);
  expect(session.isOnQueue).toBe(true);
  expect(await host.events("inCallsQueue")).toHaveLength(1);
});

test("an agent can leave the queue and immediately join it again", async ({ host, peer }) => {
  const session = await goOnQueue(host, peer);
  for (let round = 0; round < 3; round++) {
    await host.run(() => window.sdk.switchQueue());
    await host.run(() => window.sdk.switchQueue());
  }
  expect(session.isOnQueue).toBe(true);
  expect(await host.run(() => window.sdk.isOnQueue())).toBe(true);
});

test("switchQueue() waits for a late timetable", async ({ host, peer }) => {
  peer.push.defaults.timetable = "late";
  const session = await signIn(host, peer);
  const joining = await host.begin(() => window.sdk.switchQueue());
  await host.run(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  expect(await joining.isSettled()).toBe(false);
  expect(session.called("join")).toHaveLength(0);
  await session.timetable("on");
  expect((await joining.outcome()).error).toBeUndefined();
  expect(await host.run(() => window.sdk.isOnQueue())).toBe(true);
});

test("a disabled timetable permits joining", async ({ host, peer }) => {
  peer.push.defaults.timetable = "disabled";
  await goOnQueue(host, peer);
  expect(await host.run(() => window.sdk.isOnQueue())).toBe(true);
});

test("a timetable in a change of the call information is also used", async ({ host, peer }) => {
  peer.push.defaults.timetableBy = "callInfoDelta";
  await goOnQueue(host, peer);
  expect(await host.run(() => window.sdk.isOnQueue())).toBe(true);
});

test("outside the working hours joining is refused with that reason", async ({ host, peer }) => {
  peer.push.defaults.timetable = "off";
  const session = await signIn(host, peer);
  const error = await host.fails(() => window.sdk.switchQueue());
  expect(error.message).toMatch(/timetable|working hours/i);
  expect(session.called("join")).toHaveLength(0);
  expect(await host.run(() => window.sdk.isOnQueue())).toBe(false);
});

test("when the working hours begin, joining works", async ({ host, peer }) => {
  peer.push.defaults.timetable = "off";
  const session = await signIn(host, peer);
  await host.fails(() => window.sdk.switchQueue());
  await session.timetable("on");
  await host.run(() => window.sdk.switchQueue());
});

test("an agent can leave at any time", async ({ host, peer }) => {
  const session = await goOnQueue(host, peer);
  await session.timetable("off");
  await host.run(() => window.sdk.switchQueue(false));
  expect([session.isOnQueue, await host.run(() => window.sdk.isOnQueue())]).toEqual([false, false]);
});

test("a push client can answer synchronously", async ({ host, peer }) => {
  peer.push.defaults.join = "sync";
  const session = await goOnQueue(host, peer);
  expect(await host.run(() => window.sdk.isOnQueue())).toBe(true);
  await host.run(() => window.sdk.switchQueue());
  await expect.poll(() => session.isOnQueue).toBe(false);
});

test("a refused switch doesn't change the agent's state", async ({ host, peer }) => {
  const session = await signIn(host, peer);
  session.joinAnswer = "no";
  const error = await host.fails(() => window.sdk.switchQueue());
  expect(error.isVeError).toBe(true);
  expect(await host.run(() => window.sdk.isOnQueue())).toBe(false);
  expect(await host.events("inCallsQueue")).toEqual([]);
  session.joinAnswer = "yes";
  await host.run(() => window.sdk.switchQueue());
  session.joinAnswer = "no";
  await host.fails(() => window.sdk.switchQueue());
  expect(await host.run(() => window.sdk.isOnQueue())).toBe(true);
});

test("a push client that throws is reported as an SDK error", async ({ host, peer }) => {
  peer.push.defaults.join = "throws";
  await signIn(host, peer);
  const error = await host.fails(() => window.sdk.switchQueue());
  expect(error.code).toBe("VE_UNHANDLED_ERROR");
  expect(JSON.stringify(error.cause)).toContain("the push script failed");
});

test("switchQueue() while offline is refused", async ({ host, peer }) => {
  const session = await signIn(host, peer);
  peer.push.isHeld = true;
  session.drop();
  await host.event("isOnline", 2);
  const error = await host.fails(() => window.sdk.switchQueue());
  expect(error.message).toMatch(/offline|online|connect/i);
  expect(await host.run(() => window.sdk.isOnQueue())).toBe(false);
});

test("switchQueue() accepts only true, false or no value", async ({ host, peer }) => {
  await signIn(host, peer);
  expect((await host.fails(() => window.sdk.switchQueue("yes"))).code).toBe("INVALID_ARGUMENT");
});

test("a switch can be aborted", async ({ host, peer }) => {
  const session = await signIn(host, peer);
  session.joinAnswer = "never";
  const joining = await host.begin(() => {
    const abort = new AbortController();
    window.keep.abort = abort;
    return window.sdk.switchQueue(true, { signal: abort.signal });
  });
  await expect.poll(() => session.called("join").length).toBe(1);
  await host.run(() => (window.keep.abort as AbortController).abort());
  expect((await joining.fails()).code).toBe("OPERATION_ABORTED");
});

test("a page starts off the queue, even if it is still on the queue for the platform", async ({
  host,
  peer,
}) => {
  peer.push.defaults.floor = { video: 1, chat: 1, screen: 1 };
  await signIn(host, peer);
  await expect.poll(() => peer.push.latest!.called("leave").length).toBe(1);
  expect(await host.run(() => window.sdk.isOnQueue())).toBe(false);
  await host.run(() => window.sdk.switchQueue());
  expect(await host.run(() => window.sdk.isOnQueue())).toBe(true);
});

test("with resumeQueue a reload restores this tab's choice", async ({ host, peer }) => {
  await goOnQueue(host, peer, { resumeQueue: true });
  await host.open();
  await host.init(standalone(peer, { resumeQueue: true }));
  await expect.poll(() => host.run(() => window.sdk.isOnQueue())).toBe(true);
  await host.run(() => window.sdk.switchQueue(false));
  await host.open();
  await host.init(standalone(peer, { resumeQueue: true }));
  await peer.push.latest!.timetable("on");
  expect(await host.run(() => window.sdk.isOnQueue())).toBe(false);
});

test("without resumeQueue a reload starts off the queue", async ({ host, peer }) => {
  await goOnQueue(host, peer);
  await host.open();
  const session = await signIn(host, peer);
  await session.timetable("on");
  expect(await host.run(() => window.sdk.isOnQueue())).toBe(false);
  expect(session.called("join")).toHaveLength(0);
});

test("each tab has its own queue state", { tag: "@chromium" }, async ({
  host,
  peer,
  context,
  hostServer,
}) => {
  await goOnQueue(host, peer, { resumeQueue: true });
  const second = new HostPage(await context.newPage(), hostServer);
  await second.open();
  await second.init(standalone(peer, { resumeQueue: true }));
  await peer.push.latest!.timetable("on");
  expect(await second.run(() => window.sdk.isOnQueue())).toBe(false);
  expect(await host.run(() => window.sdk.isOnQueue())).toBe(true);
  await second.page.close();
});

test("destroy() leaves the queue", async ({ host, peer }) => {
  const session = await goOnQueue(host, peer);
  await host.run(() => window.sdk.destroy());
  await expect.poll(() => session.called("leave").length).toBe(1);
  await expect.poll(() => session.isOpen).toBe(false);
  expect(await host.run(() => window.sdk.isOnQueue())).toBe(false);
});

test.describe("in time", () => {
  test.use({ virtualTime: true });

  test("if the timetable never arrives, the switch times out", async ({ host, peer }) => {
    peer.push.defaults.timetable = "late";
    await signIn(host, peer);
    const joining = await host.begin(() => window.sdk.switchQueue());
    await host.passUntilSettled(joining, 61_000);
    expect((await joining.fails()).code).toBe("OPERATION_TIMEOUT");
    expect(await host.run(() => window.sdk.isOnQueue())).toBe(false);
  });

  test("if the platform never answers, the switch times out", async ({ host, peer }) => {
    const session = await signIn(host, peer);
    session.joinAnswer = "never";
    const joining = await host.begin(() => window.sdk.switchQueue());
    await expect.poll(() => session.called("join").length).toBe(1);
    await host.passUntilSettled(joining, 61_000);
    expect((await joining.fails()).code).toBe("OPERATION_TIMEOUT");
    session.joinAnswer = "yes";
    await host.run(() => window.sdk.switchQueue(true));
    expect(await host.run(() => window.sdk.isOnQueue())).toBe(true);
  });
});
