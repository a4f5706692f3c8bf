import { expect, test } from "./fixtures.ts";
import { goOnQueue, haveRinging, ring, signIn } from "./standalone-steps.ts";

const VISITOR = { visitorId: "visitor-1", name: "Grace Hopper" };

const waiting = () => window.sdk.getReceivedCalls().map(({ visitorId }) => visitorId);

test("rejecting removes the visitor from the list immediately, and rejects all their calls", async ({
  host,
  peer,
}) => {
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

test("rejecting doesn't affect other visitors", async ({ host, peer }) => {
  const session = await goOnQueue(host, peer);
  await ring(host, session, { visitorId: "visitor-1" });
  await ring(host, session, { visitorId: "visitor-2" });
  await host.run(() => window.sdk.rejectCall("visitor-1"));
  expect(await host.run(waiting)).toEqual(["visitor-2"]);
});

test("reject() of an incoming call rejects it", async ({ host, peer }) => {
  const session = await haveRinging(host, peer, VISITOR);
  await host.run(() => window.sdk.getReceivedCalls()[0]!.reject());
  await expect.poll(() => session.called("hangup").length).toBe(1);
  expect(await host.run(waiting)).toEqual([]);
});

for (const method of ["acceptCall", "rejectCall"] as const) {
  test(`${method}() of a visitor that has left, of one that never rang, and without a visitor`, async ({
    host,
    peer,
  }) => {
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
    expect(codes).toEqual([
      "VISITOR_HAS_LEFT_SESSION",
      "SESSION_NOT_FOUND",
      "INVALID_ARGUMENT",
      "INVALID_ARGUMENT",
      "REQUIRED_FIELD_MISSING",
      "REQUIRED_FIELD_MISSING",
      "REQUIRED_FIELD_MISSING",
    ]);
  });
}

test("a visitor can't be rejected twice", async ({ host, peer }) => {
  const session = await haveRinging(host, peer, VISITOR);
  await host.run(() => window.sdk.rejectCall("visitor-1"));
  expect((await host.fails(() => window.sdk.rejectCall("visitor-1"))).code).toBe("VISITOR_HAS_LEFT_SESSION");
  await expect.poll(() => session.called("hangup").length).toBe(1);
});

test("a listener can reject the call", async ({ host, peer }) => {
  const session = await signIn(host, peer);
  await host.run(() => {
    window.sdk.on("incomingCall", (call: { visitorId: string }) => window.sdk.rejectCall(call.visitorId));
  });
  await host.run(() => window.sdk.switchQueue());
  await ring(host, session, VISITOR);
  await host.event("callRemoved");
  expect(await host.run(waiting)).toEqual([]);
});
