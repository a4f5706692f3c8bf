import { expect, test } from "./fixtures.ts";
import { standalone } from "./init-options.ts";

const FAILING: readonly (readonly [
  "impersonateCreate" | "settings" | "signalling" | "pushScript",
  RegExp,
])[] = [
  ["impersonateCreate", /\/api\/partners\/impersonateCreate/],
  ["settings", /\/api\/brokerages\/users\/me/],
  ["signalling", /\/api\/signalling\/endpoint/],
  ["pushScript", /push\.bundle\.v3\.js/],
];

for (const [endpoint, path] of FAILING)
  test(`if ${endpoint} fails, the error names it, and init() can be retried`, async ({ host, peer }) => {
    for (const answer of [{ status: 503 }, "drop"] as const) {
      peer.answers.set(endpoint, answer);
      const error = await host.fails((options) => window.sdk.init(options), standalone(peer));
      expect(error).toMatchObject({ code: "VE_UNHANDLED_ERROR", retryable: true });
      expect(String(error.context.path)).toMatch(path);
      if (answer !== "drop" && endpoint !== "pushScript") expect(error.context.status).toBe(503);
    }
    peer.answers.set(endpoint, "normal");
    await host.init(standalone(peer));
    expect(await host.run(() => window.sdk.isOnline())).toBe(true);
  });

test("an invalid response is reported as an SDK error", async ({ host, peer }) => {
  for (const body of ["not json", [], null, {}, { token: 7 }]) {
    peer.answers.next("impersonateCreate", { status: 200, body });
    const error = await host.fails((options) => window.sdk.init(options), standalone(peer));
    expect(error.code, JSON.stringify(body)).toBe("VE_UNHANDLED_ERROR");
  }
});

test("a script that sets no push client is reported as an SDK error", async ({ host, peer }) => {
  peer.answers.set("pushScript", { status: 200, body: 1 });
  const error = await host.fails((options) => window.sdk.init(options), standalone(peer));
  expect(error.code).toBe("VE_UNHANDLED_ERROR");
});

test("a failed init() leaves nothing behind, and can be retried", async ({ host, peer }) => {
  const before = await host.remaining();
  peer.answers.next("signalling", { status: 500 });
  await host.fails((options) => window.sdk.init(options), standalone(peer));
  expect(await host.remaining()).toEqual(before);
  expect(await host.run(() => window.sdk.isInitialized())).toBe(false);
  await host.init(standalone(peer));
});

test.describe("in time", () => {
  test.use({ virtualTime: true });

  for (const [endpoint] of FAILING)
    test(`if ${endpoint} never answers, init() times out and leaves nothing behind`, async ({
      host,
      peer,
    }) => {
      const before = await host.remaining();
      peer.answers.next(endpoint, "hang");
      const init = await host.begin(
        (options) => window.sdk.init(options),
        standalone(peer, { timeoutMs: 60_000 }),
      );
      // The page's clock also follows the real one, so the margin is wide.
      await host.passTime(45_000);
      expect(await init.isSettled()).toBe(false);
      await host.passTime(16_000);
      expect((await init.fails()).code).toBe("OPERATION_TIMEOUT");
      expect(await host.remaining()).toEqual(before);
    });

  test("if the connection never opens, init() ends in OPERATION_TIMEOUT", async ({ host, peer }) => {
    peer.push.isHeld = true;
    const init = await host.begin((options) => window.sdk.init(options), standalone(peer));
    await expect.poll(() => peer.push.sessions.length).toBe(1);
    await host.passTime(31_000);
    expect((await init.fails()).code).toBe("OPERATION_TIMEOUT");
    expect((await host.remaining()).iframes).toBe(0);
  });

  test("a custom authentication function that never answers ends in OPERATION_TIMEOUT", async ({
    host,
    peer,
  }) => {
    const call = await host.begin(async (domain) => {
      const customAuthFunction = (): Promise<never> => new Promise(() => {});
      await window.sdk.init({ authMethod: "custom", domain, customAuthFunction });
      await window.sdk.call();
    }, peer.origin);
    await host.passUntilSettled(call, 61_000);
    expect((await call.fails()).code).toBe("OPERATION_TIMEOUT");
  });
});
