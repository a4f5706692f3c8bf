import { expect, test } from "./fixtures.ts";
import { standalone, withToken } from "./init-options.ts";
import { goOnQueue, ring, signIn } from "./standalone-steps.ts";

test("a lost connection shows, and is restored automatically", async ({ host, peer }) => {
  const session = await signIn(host, peer);
  peer.push.isHeld = true;
  session.drop();
  expect(await host.event("isOnline", 2)).toBe(false);
  expect(await host.run(() => window.sdk.isOnline())).toBe(false);
  peer.push.release();
  expect(await host.event("isOnline", 3)).toBe(true);
  expect(await host.run(() => window.sdk.isOnline())).toBe(true);
  expect(session.connections).toBe(2);
});

test("after a lost connection the agent is on the queue again, for the platform and for the application", async ({
  host,
  peer,
}) => {
  const session = await goOnQueue(host, peer);
  peer.push.isHeld = true;
  session.drop();
  await host.event("isOnline", 2);
  peer.push.release();
  await expect.poll(() => session.called("join").length).toBe(2);
  await expect
    .poll(() => host.run(() => [window.sdk.isOnline(), window.sdk.isOnQueue()]))
    .toEqual([true, true]);
  expect(await host.event("inCallsQueue", (await host.events("inCallsQueue")).length)).toBe(true);
  await ring(host, session, { visitorId: "visitor-1" });
});

test("an agent that wasn't on the queue stays off it after a lost connection", async ({ host, peer }) => {
  const session = await signIn(host, peer);
  session.drop();
  await host.event("isOnline", 3);
  await session.timetable("on");
  expect(session.called("join")).toHaveLength(0);
  expect(await host.run(() => window.sdk.isOnQueue())).toBe(false);
});

test("ringing calls survive a lost connection, and ring once", async ({ host, peer }) => {
  const session = await goOnQueue(host, peer);
  await ring(host, session, { visitorId: "visitor-1" });
  await ring(host, session, { visitorId: "visitor-2" });
  session.drop();
  await host.event("isOnline", 3);
  await session.ring({ visitorId: "visitor-1" });
  await session.ring({ visitorId: "visitor-2" });
  expect(await host.events("incomingCall")).toHaveLength(2);
  expect(await host.events("callRemoved")).toEqual([]);
  const waiting = await host.run(() => window.sdk.getReceivedCalls().map(({ visitorId }) => visitorId));
  expect(waiting).toEqual(["visitor-1", "visitor-2"]);
});

test("a call that was accepted while the connection was down is removed with that reason", async ({
  host,
  peer,
}) => {
  const session = await goOnQueue(host, peer);
  await ring(host, session, { visitorId: "visitor-1" });
  session.drop();
  await host.event("isOnline", 3);
  await session.callEvent("visitor-1-video", "AcceptedElsewhere", { userId: "another@example.com" });
  await host.event("callRemoved");
  expect((await host.events("callRemoved"))[0]).toEqual({
    type: "callRemoved",
    payload: "visitor-1",
    detail: { reason: "accepted-elsewhere", by: "another@example.com" },
  });
});

test("an expired token is renewed and the agent stays online", async ({ host, peer }) => {
  const session = await goOnQueue(host, peer);
  peer.tokens.clear();
  await session.emit("Expired");
  await expect.poll(() => peer.everIssued.length).toBe(2);
  await expect
    .poll(() => peer.push.sessions.some(({ options }) => options.token === peer.everIssued[1]))
    .toBe(true);
  await expect.poll(() => peer.push.latest?.isOnQueue).toBe(true);
  await expect
    .poll(() => host.run(() => [window.sdk.isOnline(), window.sdk.isOnQueue()]))
    .toEqual([true, true]);
  expect(peer.push.open).toHaveLength(1);
});

test("the next widget gets the renewed token", async ({ host, peer }) => {
  const session = await signIn(host, peer);
  peer.tokens.clear();
  await session.emit("Expired");
  await expect
    .poll(() => peer.push.sessions.some(({ options }) => options.token === peer.everIssued[1]))
    .toBe(true);
  await expect.poll(() => host.run(() => window.sdk.isOnline())).toBe(true);
  await host.run(() => window.sdk.call());
  expect(peer.widgets.latest?.query.token).toBe(peer.everIssued[1]);
});

test("a token that expired while the connection was down is also renewed", async ({ host, peer }) => {
  const session = await goOnQueue(host, peer);
  peer.tokens.clear();
  session.drop();
  await expect.poll(() => peer.everIssued.length).toBe(2);
  await expect
    .poll(() => host.run(() => [window.sdk.isOnline(), window.sdk.isOnQueue()]))
    .toEqual([true, true]);
});

test("the SDK gets the next token from the tokenProvider", async ({ host, peer }) => {
  const next = peer.issueToken();
  const first = withToken(peer, { standaloneMode: true });
  await host.run(([options, token]) => window.sdk.init({ ...options, tokenProvider: async () => token }), [
    first,
    next,
  ] as const);
  peer.tokens.delete(first.token as string);
  await peer.push.latest!.emit("Expired");
  await expect.poll(() => peer.push.sessions.some(({ options }) => options.token === next)).toBe(true);
  await expect.poll(() => host.run(() => window.sdk.isOnline())).toBe(true);
});

test("without a tokenProvider the agent goes offline when the token expires, and the next operation says why", async ({
  host,
  peer,
}) => {
  await host.init(withToken(peer, { standaloneMode: true }));
  peer.tokens.clear();
  await peer.push.latest!.emit("Expired");
  expect(await host.event("isOnline", 2)).toBe(false);
  expect((await host.fails(() => window.sdk.switchQueue())).code).toBe("AGENT_NOT_AUTHENTICATED");
});

test("the agent goes offline when the key is revoked, and the next operation says why", async ({
  host,
  peer,
}) => {
  const session = await signIn(host, peer);
  peer.tokens.clear();
  peer.answers.set("impersonateCreate", { status: 401 });
  await session.emit("Expired");
  await expect.poll(() => host.run(() => window.sdk.isOnline())).toBe(false);
  await expect.poll(() => peer.requestsTo("/api/partners/impersonateCreate").length).toBe(2);
  expect((await host.fails(() => window.sdk.switchQueue())).code).toBe("AGENT_NOT_AUTHENTICATED");
});

test("the SDK reopens a session that the platform closed", async ({ host, peer }) => {
  const session = await goOnQueue(host, peer);
  await session.establish("NO-SESSION");
  await session.emit("SessionClosed");
  await peer.push.welcome(session);
  await expect
    .poll(() => host.run(() => [window.sdk.isOnline(), window.sdk.isOnQueue()]))
    .toEqual([true, true]);
});

test.describe("in time", () => {
  test.use({ virtualTime: true });

  test("the SDK reconnects a push client that has given up", async ({ host, peer }) => {
    const session = await signIn(host, peer);
    await session.establish("NO-SESSION");
    await session.emit("Failed");
    expect(await host.event("isOnline", 2)).toBe(false);
    await expect
      .poll(async () => {
        await host.passTime(5_000);
        return session.connections + peer.push.sessions.length;
      })
      .toBeGreaterThan(2);
    await expect.poll(() => host.run(() => window.sdk.isOnline())).toBe(true);
  });
});

test("unknown events of the push client are ignored", async ({ host, peer }) => {
  const session = await signIn(host, peer);
  await session.emit("SomethingNew", { a: 1 });
  await session.userInfo("weather", "rain");
  await session.callInfoDelta({ mrg: { other: {} } });
  await session.callInfoDelta(null);
  expect(await host.run(() => window.sdk.isOnline())).toBe(true);
});

test("while on the queue, the SDK preloads the widget's code if the platform names a page for it", async ({
  host,
  peer,
}) => {
  Object.assign(peer.settings, { widgetPreloadUrl: `${peer.origin}/preload` });
  await host.init(standalone(peer));
  expect(peer.requestsTo("/preload")).toHaveLength(0);
  await host.run(() => window.sdk.switchQueue());
  await expect.poll(() => peer.requestsTo("/preload").length).toBe(1);
  expect(await host.run(() => window.sdk.isIframeOpened())).toBe(false);
  expect(await host.events("iframeStateChanged")).toEqual([]);
  await host.run(() => window.sdk.destroy());
  expect((await host.remaining()).iframes).toBe(0);
});

test("a preload address that is a javascript: URL is never run", async ({ host, peer, page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  Object.assign(peer.settings, { widgetPreloadUrl: "javascript:alert(1)" });
  await goOnQueue(host, peer);
  expect(asked.filter((url) => url.startsWith("javascript:"))).toEqual([]);
  expect(host.uncaught).toEqual([]);
});
