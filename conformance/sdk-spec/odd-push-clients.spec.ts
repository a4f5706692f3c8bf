import { expect, test } from "./fixtures.ts";
import { standalone } from "./init-options.ts";
import { goOnQueue, haveRinging, signIn } from "./standalone-steps.ts";

for (const name of ["leave", "disconnect"] as const)
  test(`destroy() cleans up completely if the push client throws in ${name}`, async ({ host, peer }) => {
    const before = await host.remaining();
    const session = await goOnQueue(host, peer);
    await session.break(name);
    await host.run(() => window.sdk.destroy());
    expect(await host.events("cleanup")).toHaveLength(1);
    expect(await host.remaining()).toEqual(before);
    await expect.poll(() => peer.push.open.length).toBe(0);
    await host.init(standalone(peer));
    expect(await host.run(() => window.sdk.isOnline())).toBe(true);
  });

test("rejecting removes the visitor from the list even if the push client throws", async ({ host, peer }) => {
  const session = await haveRinging(host, peer, { visitorId: "visitor-1" });
  await session.break("hangup");
  await host.run(() => window.sdk.rejectCall("visitor-1"));
  expect(await host.run(() => window.sdk.getReceivedCalls())).toEqual([]);
});

test("after a failed init() its connection emits no events", async ({ host, peer }) => {
  let finish = (): void => {};
  const connected = new Promise<void>((resolve) => {
    finish = resolve;
  });
  peer.push.onConnect = (session) => void session.break("silence").then(finish);
  const init = await host.begin((options) => {
    window.keep.abort = new AbortController();
    const { signal } = window.keep.abort as AbortController;
    return window.sdk.init({ ...options, signal });
  }, standalone(peer));
  await connected;
  await host.run(() => (window.keep.abort as AbortController).abort());
  expect((await init.fails()).code).toBe("OPERATION_ABORTED");
  const late = peer.push.latest!;
  void peer.push.welcome(late);
  void late.ring({ visitorId: "visitor-1" });
  peer.push.onConnect = (session) => void peer.push.welcome(session);
  await host.forgetEvents();
  await host.init(standalone(peer));
  expect(await host.eventNames()).toEqual(["isOnline", "initialized"]);
});

test("duplicate answers and duplicate events have no effect", async ({ host, peer }) => {
  const session = await signIn(host, peer);
  session.joinAnswer = "never";
  const joining = await host.begin(() => window.sdk.switchQueue(true));
  await expect.poll(() => session.called("join").length).toBe(1);
  const [join] = session.called("join");
  await session.reply(join!);
  await session.reply(join!, { code: "late" });
  expect((await joining.outcome()).error).toBeUndefined();
  await session.emit("Connected");
  await session.emit("Connected");
  await session.timetable("on");
  await session.timetable("on");
  await session.ring({ visitorId: "visitor-1" });
  await session.ring({ visitorId: "visitor-1" });
  await session.callEvent("visitor-1-video", "CallEnded");
  await session.callEvent("visitor-1-video", "CallEnded");
  await expect
    .poll(() => host.eventNames())
    .toEqual(["isOnline", "initialized", "inCallsQueue", "incomingCall", "partyLeft", "callRemoved"]);
  expect(session.called("join")).toHaveLength(1);
});

test("a call without caller data isn't an incoming call", async ({ host, peer }) => {
  const session = await goOnQueue(host, peer);
  for (const context of [{}, null, { from: null }, { from: { type: "visitor" } }])
    await session.ringAs("odd", context);
  await session.ring({ visitorId: "visitor-1" });
  await host.event("incomingCall");
  expect(await host.run(() => window.sdk.getReceivedCalls().map(({ visitorId }) => visitorId))).toEqual([
    "visitor-1",
  ]);
});

test("a call with custom data nested thousands of levels deep rings normally", async ({ host, peer }) => {
  const session = await goOnQueue(host, peer);
  let customData: object = {};
  for (let depth = 0; depth < 3_000; depth++) customData = { a: customData };
  await session.ring({ visitorId: "visitor-1", customData: { name: "Ada", customData } });
  await expect
    .poll(() =>
      host.run(() =>
        window.sdk.getReceivedCalls().map(({ customData: data }) => (data as { name: string }).name),
      ),
    )
    .toEqual(["Ada"]);
  await host.forgetEvents();
});

test("leaving the queue resolves if the connection is lost before the platform answers", async ({
  host,
  peer,
}) => {
  const session = await goOnQueue(host, peer);
  session.joinAnswer = "never";
  const leaving = await host.begin(() => window.sdk.switchQueue(false));
  await expect.poll(() => session.called("leave").length).toBe(1);
  session.joinAnswer = "yes";
  session.drop();
  expect((await leaving.outcome()).error).toBeUndefined();
  await expect.poll(() => session.connections).toBe(2);
  await host.event("isOnline", 3);
  expect(await host.run(() => window.sdk.isOnQueue())).toBe(false);
  expect(session.called("join")).toHaveLength(1);
});

test("joining the queue fails immediately if the connection is lost before the platform answers", async ({
  host,
  peer,
}) => {
  const session = await signIn(host, peer);
  session.joinAnswer = "never";
  peer.push.isHeld = true;
  const joining = await host.begin(() => window.sdk.switchQueue(true));
  await expect.poll(() => session.called("join").length).toBe(1);
  session.drop();
  const error = await joining.fails();
  expect(error).toMatchObject({ code: "VE_UNHANDLED_ERROR", context: { isOnline: false } });
  expect(await host.run(() => window.sdk.isOnQueue())).toBe(false);
});

test("the agent stays on the queue when the working hours end and start again", async ({ host, peer }) => {
  const session = await goOnQueue(host, peer);
  await session.timetable("off");
  await session.timetable("on");
  await expect.poll(() => session.called("join").length).toBe(2);
  expect(await host.run(() => window.sdk.isOnQueue())).toBe(true);
  expect((await host.events("inCallsQueue")).map(({ payload }) => payload)).toEqual([true]);
});
