import { expect, test } from "./fixtures.ts";
import { generic } from "./init-options.ts";

test("functions of standalone mode throw outside it and before init(), with the reason", async ({
  host,
  peer,
}) => {
  const names = ["getDisplayName", "agentSettings", "getReceivedCalls"] as const;
  for (const name of names)
    expect((await host.throws((method) => window.sdk[method](), name)).code).toBe("AGENT_NOT_INITIALIZED");
  await host.init(generic(peer));
  for (const name of names)
    expect((await host.throws((method) => window.sdk[method](), name)).code).toBe(
      "AGENT_NOT_IN_STANDALONE_MODE",
    );
});

for (const name of ["acceptCall", "rejectCall", "switchQueue"] as const)
  test(`${name}() outside standalone mode and before init() rejects with the reason`, async ({
    host,
    peer,
  }) => {
    const before = await host.fails((method) => window.sdk[method]("visitor-1"), name);
    expect(before.code).toBe("AGENT_NOT_INITIALIZED");
    await host.init(generic(peer));
    const error = await host.fails(
      (method) => (method === "switchQueue" ? window.sdk.switchQueue() : window.sdk[method]("visitor-1")),
      name,
    );
    expect(error.code).toBe("AGENT_NOT_IN_STANDALONE_MODE");
  });

test("isOnQueue() and isOnline() return false outside standalone mode and don't throw", async ({
  host,
  peer,
}) => {
  expect(await host.run(() => [window.sdk.isOnQueue(), window.sdk.isOnline()])).toEqual([false, false]);
  await host.init(generic(peer));
  expect(await host.run(() => [window.sdk.isOnQueue(), window.sdk.isOnline()])).toEqual([false, false]);
});
