import { expect, test } from "./fixtures.ts";
import { goOnQueue, haveRinging, ring, signIn } from "./standalone-steps.ts";

const VISITOR = { visitorId: "visitor-1", name: "Grace+Hopper", customData: { order: { number: 7 } } };

const waiting = () => window.sdk.getReceivedCalls().map(({ visitorId }) => visitorId);

test("an incoming call names the caller, in every spelling that the reference uses", async ({
  host,
  peer,
}) => {
  await haveRinging(host, peer, VISITOR);
  expect(await host.event("incomingCall")).toMatchObject({
    visitorId: "visitor-1",
    caller: { id: "visitor-1", type: "visitor" },
    displayName: "Grace Hopper",
    callerName: "Grace Hopper",
    context: { from: { id: "visitor-1", type: "visitor" }, customData: { order: { number: 7 } } },
    customData: { order: { number: 7 } },
    calls: { "visitor-1-video": expect.anything() as unknown },
  });
});

test("a visitor without a name is called Visitor", async ({ host, peer }) => {
  await haveRinging(host, peer, { visitorId: "visitor-1", name: "" });
  expect(await host.event("incomingCall")).toMatchObject({ displayName: "Visitor", callerName: "Visitor" });
});

test("an incoming call is a frozen copy; its controls work", async ({ host, peer }) => {
  await haveRinging(host, peer, VISITOR);
  const frozen = await host.run(() => {
    const [call] = window.sdk.getReceivedCalls();
    const { context, customData, caller, calls } = call!;
    return [call, context, (context as { from: object }).from, customData, caller, calls].map((value) =>
      Object.isFrozen(value),
    );
  });
  expect(frozen).toEqual([true, true, true, true, true, true]);
  const control = await host.run(() => window.sdk.getReceivedCalls()[0]!.calls["visitor-1-video"]!.getId());
  expect(control).toBe("visitor-1-video");
});

test("getReceivedCalls() returns a copy of the list", async ({ host, peer }) => {
  await haveRinging(host, peer, VISITOR);
  await host.run(() => {
    try {
      (window.sdk.getReceivedCalls() as unknown[]).pop();
    } catch {}
  });
  expect(await host.run(waiting)).toEqual(["visitor-1"]);
});

test("visitors are listed in the order of their arrival", async ({ host, peer }) => {
  const session = await goOnQueue(host, peer);
  for (const visitorId of ["visitor-2", "visitor-1", "visitor-3"]) await ring(host, session, { visitorId });
  expect(await host.run(waiting)).toEqual(["visitor-2", "visitor-1", "visitor-3"]);
});

test("several calls of one visitor are one entry and one event", async ({ host, peer }) => {
  const session = await goOnQueue(host, peer);
  await ring(host, session, { visitorId: "visitor-1", callId: "video-1" });
  await session.ring({ visitorId: "visitor-1", callId: "chat-1" });
  expect(await host.events("incomingCall")).toHaveLength(1);
  const calls = await host.run(() => window.sdk.getReceivedCalls().map((call) => Object.keys(call.calls)));
  expect(calls).toEqual([["video-1", "chat-1"]]);
});

test("a visitor stays in the list while one of their calls rings", async ({ host, peer }) => {
  const session = await goOnQueue(host, peer);
  await ring(host, session, { visitorId: "visitor-1", callId: "video-1" });
  await session.ring({ visitorId: "visitor-1", callId: "chat-1" });
  await session.callEvent("video-1", "CallEnded");
  expect(await host.run(waiting)).toEqual(["visitor-1"]);
  await session.callEvent("chat-1", "CallEnded");
  await host.event("callRemoved");
  expect(await host.run(waiting)).toEqual([]);
  expect(await host.events("callRemoved")).toHaveLength(1);
});

for (const [what, type] of [
  ["another agent", "agent"],
  ["an unknown kind of caller", "robot"],
] as const)
  test(`a call from ${what} isn't an incoming call`, async ({ host, peer }) => {
    const session = await goOnQueue(host, peer);
    await session.ring({ visitorId: "agent-2", type });
    await ring(host, session, { visitorId: "visitor-1" });
    expect(await host.run(waiting)).toEqual(["visitor-1"]);
    expect(await host.events("incomingCall")).toHaveLength(1);
  });

test("a listener that is added late gets the calls that still ring", async ({ host, peer }) => {
  const session = await goOnQueue(host, peer);
  await ring(host, session, { visitorId: "visitor-1" });
  await ring(host, session, { visitorId: "visitor-2" });
  await session.callEvent("visitor-1-video", "CallEnded");
  await host.event("callRemoved");
  await host.run(() => {
    const late: string[] = [];
    window.keep.late = late;
    window.sdk.on("incomingCall", (call: { visitorId: string }) => late.push(call.visitorId));
  });
  await expect.poll(() => host.run(() => window.keep.late)).toEqual(["visitor-2"]);
  await ring(host, session, { visitorId: "visitor-3" });
  expect(await host.run(() => window.keep.late)).toEqual(["visitor-2", "visitor-3"]);
});

const REMOVALS: readonly (readonly [string, string, unknown, object])[] = [
  ["left", "CallEnded", undefined, { reason: "visitor-left" }],
  ["still waits, but not for this agent", "CallEnded", { reason: "not-for-you" }, { reason: "withdrawn" }],
  ["was lost by a failure", "CallFailed", { message: "no route" }, { reason: "failed" }],
  [
    "was taken by another agent",
    "AcceptedElsewhere",
    { userId: "another@example.com" },
    { reason: "accepted-elsewhere", by: "another@example.com" },
  ],
  [
    "was taken by this agent on another device",
    "AcceptedElsewhere",
    { userId: "org-1agent@example.com", deviceId: "telephone" },
    { reason: "accepted-elsewhere", by: "org-1agent@example.com" },
  ],
];

for (const [how, event, detail, expected] of REMOVALS)
  test(`a visitor that ${how} is removed from the list once, with the reason`, async ({ host, peer }) => {
    const session = await haveRinging(host, peer, VISITOR);
    await host.run(() => {
      window.sdk.on("callRemoved", () => {
        window.keep.left = window.sdk.getReceivedCalls().length;
      });
    });
    await session.callEvent("visitor-1-video", event, detail);
    await session.callEvent("visitor-1-video", "CallEnded");
    await host.event("callRemoved");
    expect(await host.events("callRemoved")).toEqual([
      { type: "callRemoved", payload: "visitor-1", detail: expected },
    ]);
    expect(await host.run(() => window.keep.left)).toBe(0);
  });

test("acceptedElsewhere names the agent who accepted the call", async ({ host, peer }) => {
  const session = await haveRinging(host, peer, VISITOR);
  await session.callEvent("visitor-1-video", "AcceptedElsewhere", { userId: "another@example.com" });
  expect(await host.event("acceptedElsewhere")).toMatchObject({ userId: "another@example.com" });
});

test("partyLeft is emitted when a visitor leaves", async ({ host, peer }) => {
  const session = await haveRinging(host, peer, VISITOR);
  await session.callEvent("visitor-1-video", "CallEnded");
  expect(JSON.stringify(await host.event("partyLeft"))).toContain("visitor-1");
});

test("a visitor that left can ring again", async ({ host, peer }) => {
  const session = await haveRinging(host, peer, VISITOR);
  await session.callEvent("visitor-1-video", "CallEnded");
  await host.event("callRemoved");
  await ring(host, session, { ...VISITOR, callId: "video-again" });
  expect(await host.events("incomingCall")).toHaveLength(2);
  expect(await host.run(waiting)).toEqual(["visitor-1"]);
});

test("a listener can read the list", async ({ host, peer }) => {
  const session = await signIn(host, peer);
  await host.run(() => {
    window.sdk.on("incomingCall", () => {
      window.keep.inside = window.sdk.getReceivedCalls().length;
    });
  });
  await host.run(() => window.sdk.switchQueue());
  await ring(host, session, VISITOR);
  expect(await host.run(() => window.keep.inside)).toBe(1);
});
