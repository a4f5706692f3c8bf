import { expect, test } from "./fixtures.ts";
import { generic, standalone } from "./init-options.ts";
import { goOnQueue, haveSession, signIn } from "./standalone-steps.ts";

test("mounting and unmounting a component twice in immediate succession leaves no agent behind", async ({
  host,
  peer,
}) => {
  const before = await host.remaining();
  const outcomes = await host.run(async (options) => {
    const { sdk } = window;
    const first = sdk.init(options);
    const unmounted = sdk.destroy();
    const second = sdk.init(options);
    const gone = sdk.destroy();
    const settled = await Promise.allSettled([first, second, unmounted, gone]);
    return settled.map(({ status }) => status);
  }, standalone(peer));
  expect(outcomes).toEqual(["rejected", "rejected", "fulfilled", "fulfilled"]);
  expect(await host.run(() => window.sdk.isInitialized())).toBe(false);
  expect(await host.remaining()).toEqual(before);
});

test("destroy() ends an init() that started while the previous destroy() was running", async ({
  host,
  peer,
}) => {
  await haveSession(host, peer);
  const outcome = await host.run(async (options) => {
    const { sdk } = window;
    const received: string[] = [];
    const leaving = sdk.destroy();
    sdk.on("*", (type: string) => received.push(type));
    const again = sdk.init(options).then(
      () => "resolved",
      (error: { code: string }) => error.code,
    );
    await sdk.destroy();
    await leaving;
    return { again: await again, received, isInitialized: sdk.isInitialized() };
  }, generic(peer));
  expect(outcome).toEqual({ again: "OPERATION_ABORTED", received: ["cleanup"], isInitialized: false });
});

test("init() immediately after destroy() signs in the next agent", async ({ host, peer }) => {
  await goOnQueue(host, peer);
  const names = await host.run(
    async ([first, second]) => {
      const { sdk } = window;
      void sdk.destroy();
      await sdk.init({ ...first, agentEmail: "second@example.com", ...second });
      return [sdk.isInitialized(), sdk.isOnline(), sdk.isOnQueue()];
    },
    [standalone(peer), {}] as const,
  );
  expect(names).toEqual([true, true, false]);
  expect(peer.push.open).toHaveLength(1);
});

test("destroy() from a listener of isOnline, while init() runs, ends the init() and leaves nothing behind", async ({
  host,
  peer,
}) => {
  const before = await host.remaining();
  const error = await host.fails(async (options) => {
    window.sdk.on("isOnline", () => window.sdk.destroy());
    await window.sdk.init(options);
  }, standalone(peer));
  expect(error.code).toBe("OPERATION_ABORTED");
  await host.run(() => window.sdk.destroy());
  expect(await host.run(() => [window.sdk.isInitialized(), window.sdk.isOnline()])).toEqual([false, false]);
  expect(await host.remaining()).toEqual(before);
});

test("destroy() from a listener of initialized leaves nothing behind", async ({ host, peer }) => {
  const before = await host.remaining();
  await host.attempt(async (options) => {
    window.sdk.on("initialized", () => window.sdk.destroy());
    await window.sdk.init(options);
  }, standalone(peer));
  await host.run(() => window.sdk.destroy());
  expect(await host.run(() => window.sdk.isInitialized())).toBe(false);
  expect(await host.remaining()).toEqual(before);
});

test("init() from a listener of cleanup signs in again", async ({ host, peer }) => {
  await signIn(host, peer);
  await host.run(async (options) => {
    const again = new Promise((resolve, reject) => {
      window.sdk.on("cleanup", () => window.sdk.init(options).then(resolve, reject));
    });
    await window.sdk.destroy();
    await again;
  }, standalone(peer));
  expect(await host.run(() => [window.sdk.isInitialized(), window.sdk.isOnline()])).toEqual([true, true]);
});

test("events and getters agree about the connection, from the first event on", async ({ host, peer }) => {
  const seen = await host.run(async (options) => {
    const received: unknown[] = [];
    window.sdk.on("isOnline", (isOnline: boolean) => received.push([isOnline, window.sdk.isOnline()]));
    await window.sdk.init(options);
    return received;
  }, standalone(peer));
  expect(seen).toEqual([[true, true]]);
});

test("an application can join the queue in its listener of isOnline", async ({ host, peer }) => {
  await host.run(async (options) => {
    const joined = new Promise((resolve, reject) => {
      window.sdk.once("isOnline", () => window.sdk.switchQueue(true).then(resolve, reject));
    });
    await window.sdk.init(options);
    await joined;
  }, standalone(peer));
  expect(await host.run(() => window.sdk.isOnQueue())).toBe(true);
});

type Options = ReturnType<typeof standalone>;

const OPERATIONS: Readonly<Record<string, (options: Options) => unknown>> = {
  "init()": (options) => window.sdk.init({ ...options, signal: AbortSignal.abort() }),
  "call()": () => window.sdk.call({ signal: AbortSignal.abort() }),
  "endCall()": () => window.sdk.endCall({ signal: AbortSignal.abort() }),
  "acceptCall()": () => window.sdk.acceptCall("visitor-1", { signal: AbortSignal.abort() }),
  "rejectCall()": () => window.sdk.rejectCall("visitor-1", "busy", { signal: AbortSignal.abort() }),
  "switchQueue()": () => window.sdk.switchQueue(true, { signal: AbortSignal.abort() }),
};

for (const [name, operate] of Object.entries(OPERATIONS))
  test(`${name} with an aborted signal does nothing and rejects`, async ({ host, peer }) => {
    if (name !== "init()") {
      const session = await signIn(host, peer);
      await session.ring({ visitorId: "visitor-1" });
      await host.event("incomingCall");
    }
    const before = await host.events();
    const asked = peer.requests.length;
    const error = await host.fails(operate, standalone(peer));
    expect(error.code).toBe("OPERATION_ABORTED");
    expect(await host.events()).toEqual(before);
    expect(peer.requests.slice(asked)).toEqual([]);
    expect(await host.run(() => [window.sdk.isIframeOpened(), window.sdk.isOnQueue()])).toEqual([
      false,
      false,
    ]);
  });

test("an invalid signal is refused", async ({ host, peer }) => {
  const error = await host.fails((options) => window.sdk.init(options), generic(peer, { signal: "now" }));
  expect(error.code).toBe("INVALID_ARGUMENT");
});
