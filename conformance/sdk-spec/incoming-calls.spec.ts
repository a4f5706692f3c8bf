import { expect, test } from "./fixtures.ts";
import { goOnQueue, haveRinging, ring, signIn } from "./standalone-steps.ts";

const VISITOR = { visitorId: "visitor-1", name: "Grace+Hopper", customData: { order: { number: 7 } } };

const waiting = () => window.sdk.getReceivedCalls().map(({ visitorId }) => visitorId);

test("an incoming call tells who calls, in every spelling that the reference uses", async ({
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

test("an incoming call is a frozen copy; only its controls live", async ({ host, peer }) => {
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

test("the list that getReceivedCalls() gives is the caller's own", async ({ host, peer }) => {
  await haveRinging(host, peer, VISITOR);
  await host.run(() => {
    try {
      (window.sdk.getReceivedCalls() as unknown[]).pop();
    } catch {}
  });
  expect(await host.run(waiting)).toEqual(["visitor-1"]);
});

test("visitors wait in the order in which they came", async ({ host, peer }) => {
  const session = await goOnQueue(host, peer);
  for (const visitorId of ["visitor-2", "visitor-1", "visitor-3"]) await ring(host, session, { visitorId });
  expect(await host.run(waiting)).toEqual(["visitor-2", "visitor-1", "visitor-3"]);
});

test("several calls of one visitor are one entry, told once", async ({ host, peer }) => {
  const session = await goOnQueue(host, peer);
  await ring(host, session, { visitorId: "visitor-1", callId: "video-1" });
  await session.ring({ visitorId: "visitor-1", callId: "chat-1" });
  expect(await host.events("incomingCall")).toHaveLength(1);
  const calls = await host.run(() => window.sdk.getReceivedCalls().map((call) => Object.keys(call.calls)));
  expect(calls).toEqual([["video-1", "chat-1"]]);
});

test("a visitor stays in the list as long as one of the calls rings", async ({ host, peer }) => {
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
  ["a kind that nobody knows", "robot"],
] as const)
  test(`a call of ${what} is no incoming call`, async ({ host, peer }) => {
    const session = await goOnQueue(host, peer);
    await session.ring({ visitorId: "agent-2", type });
    await ring(host, session, { visitorId: "visitor-1" });
    expect(await host.run(waiting)).toEqual(["visitor-1"]);
    expect(await host.events("incomingCall")).toHaveLength(1);
  });

test("a listener that comes late is given the calls that still ring", async ({ host, peer }) => {
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

const REMOVALS: readonly (readonly [string, string, unknown, string])[] = [
  ["left", "CallEnded", undefined, "visitor-left"],
  ["was lost by a failure", "CallFailed", { message: "no route" }, "failed"],
  [
    "was taken by another agent",
    "AcceptedElsewhere",
    { userId: "another@example.com" },
    "accepted-elsewhere",
  ],
  [
    "was taken by this agent on another device",
    "AcceptedElsewhere",
    { userId: "org-1agent@example.com", deviceId: "telephone" },
    "accepted-elsewhere",
  ],
];

for (const [how, event, detail, reason] of REMOVALS)
  test(`a visitor that ${how} leaves the list, once, and the reason is told`, async ({ host, peer }) => {
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
      { type: "callRemoved", payload: "visitor-1", detail: { reason } },
    ]);
    expect(await host.run(() => window.keep.left)).toBe(0);
  });

test("acceptedElsewhere tells who took the call", async ({ host, peer }) => {
  const session = await haveRinging(host, peer, VISITOR);
  await session.callEvent("visitor-1-video", "AcceptedElsewhere", { userId: "another@example.com" });
  expect(await host.event("acceptedElsewhere")).toMatchObject({ userId: "another@example.com" });
});

test("partyLeft tells that a visitor went away", async ({ host, peer }) => {
  const session = await haveRinging(host, peer, VISITOR);
  await session.callEvent("visitor-1-video", "CallEnded");
  expect(JSON.stringify(await host.event("partyLeft"))).toContain("visitor-1");
});

test("a visitor that left may ring again", async ({ host, peer }) => {
  const session = await haveRinging(host, peer, VISITOR);
  await session.callEvent("visitor-1-video", "CallEnded");
  await host.event("callRemoved");
  await ring(host, session, { ...VISITOR, callId: "video-again" });
  expect(await host.events("incomingCall")).toHaveLength(2);
  expect(await host.run(waiting)).toEqual(["visitor-1"]);
});

test("rejecting takes the visitor off the list at once, and refuses every call", async ({ host, peer }) => {
  const session = await goOnQueue(host, peer);
  await ring(host, session, { visitorId: "visitor-1", callId: "video-1" });
  await session.ring({ visitorId: "visitor-1", callId: "chat-1" });
  await host.run(() => window.sdk.rejectCall("visitor-1"));
  expect(await host.run(waiting)).toEqual([]);
  await expect
    .poll(() => session.called("hangup"))
    .toMatchObject([
      { id: "video-1", reason: "RejectedByAgent" },
      { id: "chat-1", reason: "RejectedByAgent" },
    ]);
  await session.callEvent("video-1", "CallEnded");
  await session.callEvent("chat-1", "CallEnded");
  expect(await host.events("callRemoved")).toEqual([
    { type: "callRemoved", payload: "visitor-1", detail: { reason: "rejected" } },
  ]);
});

test("rejecting leaves the other visitors alone", async ({ host, peer }) => {
  const session = await goOnQueue(host, peer);
  await ring(host, session, { visitorId: "visitor-1" });
  await ring(host, session, { visitorId: "visitor-2" });
  await host.run(() => window.sdk.rejectCall("visitor-1"));
  expect(await host.run(waiting)).toEqual(["visitor-2"]);
});

test("an incoming call rejects itself", async ({ host, peer }) => {
  const session = await haveRinging(host, peer, VISITOR);
  await host.run(() => window.sdk.getReceivedCalls()[0]!.reject());
  await expect.poll(() => session.called("hangup").length).toBe(1);
  expect(await host.run(waiting)).toEqual([]);
});

for (const method of ["acceptCall", "rejectCall"] as const) {
  test(`${method}() of a visitor that has left, one that never rang, and none`, async ({ host, peer }) => {
    const session = await haveRinging(host, peer, VISITOR);
    await session.callEvent("visitor-1-video", "CallEnded");
    await host.event("callRemoved");
    const codes = await host.run(async (name) => {
      const got: unknown[] = [];
      for (const visitor of ["visitor-1", "nobody", 7, {}, null, undefined, ""])
        got.push(
          await window.sdk[name](visitor).then(
            () => "resolved",
            (error: { code: unknown }) => error.code,
          ),
        );
      return got;
    }, method);
    expect(codes.slice(0, 4)).toEqual([
      "VISITOR_HAS_LEFT_SESSION",
      "SESSION_NOT_FOUND",
      "INVALID_ARGUMENT",
      "INVALID_ARGUMENT",
    ]);
    expect(["INVALID_ARGUMENT", "REQUIRED_FIELD_MISSING"]).toContain(codes[4]);
    expect(codes[5]).toBe("REQUIRED_FIELD_MISSING");
    expect(["INVALID_ARGUMENT", "REQUIRED_FIELD_MISSING"]).toContain(codes[6]);
  });
}

test("a visitor can't be rejected twice", async ({ host, peer }) => {
  const session = await haveRinging(host, peer, VISITOR);
  await host.run(() => window.sdk.rejectCall("visitor-1"));
  expect((await host.fails(() => window.sdk.rejectCall("visitor-1"))).code).toBe("VISITOR_HAS_LEFT_SESSION");
  await expect.poll(() => session.called("hangup").length).toBe(1);
});

test("the application may read the list from inside its listener", async ({ host, peer }) => {
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

test("the application may reject from inside its listener", async ({ host, peer }) => {
  const session = await signIn(host, peer);
  await host.run(() => {
    window.sdk.on("incomingCall", (call: { visitorId: string }) => window.sdk.rejectCall(call.visitorId));
  });
  await host.run(() => window.sdk.switchQueue());
  await ring(host, session, VISITOR);
  await host.event("callRemoved");
  expect(await host.run(waiting)).toEqual([]);
});
