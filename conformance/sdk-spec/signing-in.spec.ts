import { expect, test } from "./fixtures.ts";
import { generic, standalone, withToken } from "./init-options.ts";
import { goOnQueue, signIn } from "./standalone-steps.ts";

const SCRIPT_PATH = "/static/widgets/push.bundle.v3.js";

test("an API key signs in as the contract says, field by field", async ({ host, peer }) => {
  await host.init(standalone(peer, { firstName: "John", lastName: "Doe", contactEmail: "john@example.com" }));
  const [created] = peer.requestsTo("/api/partners/impersonateCreate");
  expect(created?.method).toBe("POST");
  expect(created?.body).toEqual({
    pak: peer.apiKey,
    division: "agent-123",
    email: "org-1agent@example.com",
    organizationId: "org-1",
    firstName: "John",
    lastName: "Doe",
    contactEmail: "john@example.com",
  });
  const [settings] = peer.requestsTo("/api/brokerages/users/me");
  expect(settings?.headers.authorization).toBe(`Bearer ${peer.everIssued[0]}`);
  expect(peer.requestsTo("/api/signalling/endpoint/tenant-1/null")).toHaveLength(1);
  const [script] = peer.requestsTo(SCRIPT_PATH);
  expect(script?.headers).toMatchObject({ origin: host.server.origin, "sec-fetch-mode": "cors" });
  expect(script?.headers.cookie).toBeUndefined();
});

test("names that aren't given aren't sent", async ({ host, peer }) => {
  await host.init(standalone(peer, { organizationId: undefined }));
  expect(peer.requestsTo("/api/partners/impersonateCreate")[0]?.body).toEqual({
    pak: peer.apiKey,
    division: "agent-123",
    email: "agent@example.com",
  });
});

test("with a token the SDK requests no other token", async ({ host, peer }) => {
  const options = withToken(peer, { standaloneMode: true });
  await host.init(options);
  expect(peer.requestsTo("/api/partners/impersonateCreate")).toHaveLength(0);
  expect(peer.requestsTo("/api/brokerages/users/me")[0]?.headers.authorization).toBe(
    `Bearer ${String(options.token)}`,
  );
});

test("the push client connects with the values from settings and signalling", async ({ host, peer }) => {
  const session = await signIn(host, peer);
  const { url, ...rest } = session.options;
  expect(rest).toEqual({
    tenantId: "tenant-1",
    token: peer.everIssued[0],
    userId: "org-1agent@example.com",
  });
  const parsed = new URL(url);
  expect(`${parsed.origin}${parsed.pathname}`).toBe(`${peer.origin}/push`);
  expect(Object.fromEntries(parsed.searchParams)).toEqual({ region: "here", signallingId: "signalling-42" });
});

test("after init() the agent is online", async ({ host, peer }) => {
  await signIn(host, peer);
  expect(await host.run(() => [window.sdk.isOnline(), window.sdk.isInitialized()])).toEqual([true, true]);
  expect((await host.events("isOnline")).map(({ payload }) => payload)).toEqual([true]);
});

test("init() waits for the connection", async ({ host, peer }) => {
  peer.push.isHeld = true;
  const init = await host.begin((options) => window.sdk.init(options), standalone(peer));
  await expect.poll(() => peer.push.sessions.length).toBe(1);
  expect(await init.isSettled()).toBe(false);
  expect(await host.run(() => window.sdk.isOnline())).toBe(false);
  peer.push.release();
  expect((await init.outcome()).error).toBeUndefined();
  expect(await host.run(() => window.sdk.isOnline())).toBe(true);
});

test("Connected without a session id doesn't count as a connection", async ({ host, peer }) => {
  peer.push.onConnect = (session) => void session.emit("Connected");
  const init = await host.begin((options) => window.sdk.init(options), standalone(peer));
  await expect.poll(() => peer.push.latest?.isOpen).toBe(true);
  await peer.push.latest!.emit("Connecting");
  expect(await init.isSettled()).toBe(false);
  expect(await host.run(() => window.sdk.isOnline())).toBe(false);
  await peer.push.welcome(peer.push.latest!);
  expect((await init.outcome()).error).toBeUndefined();
});

test("the push script loads while the agent is being authenticated", async ({ host, peer }) => {
  peer.answers.next("impersonateCreate", "hang");
  await host.begin((options) => window.sdk.init(options), standalone(peer));
  await expect.poll(() => peer.requestsTo(SCRIPT_PATH).length).toBe(1);
  expect(peer.everIssued).toHaveLength(0);
});

test("the push script leaves no global in the application's page", async ({ host, peer }) => {
  await goOnQueue(host, peer);
  const { globals, scripts } = await host.remaining();
  expect({ globals, scripts }).toEqual({ globals: [], scripts: [] });
  expect(await host.run(() => "push" in window)).toBe(false);
});

const NAMES: readonly (readonly [string, object, string])[] = [
  ["first and last name", {}, "Ada Lovelace"],
  ["one name alone", { firstName: " Ada ", lastName: "" }, "Ada"],
  ["the contact address, without a name", { firstName: "", lastName: " " }, "ada@example.com"],
  [
    "the account's contact address, without those",
    { firstName: "", lastName: "", contactEmail: "" },
    "ada.account@example.com",
  ],
  [
    "the address without the organisation, without any of those",
    {
      firstName: "",
      lastName: "",
      contactEmail: "",
      _account: { _id: "1", email: "org-1agent@example.com", contactEmail: "", organizationId: "org-1" },
    },
    "agent@example.com",
  ],
];

test("the display name is the best one in the settings", async ({ host, peer }) => {
  const { ...settings } = peer.settings;
  for (const [what, changed, name] of NAMES) {
    Object.assign(peer.settings, settings, changed);
    await signIn(host, peer);
    expect(await host.run(() => window.sdk.getDisplayName()), what).toBe(name);
    await host.run(() => window.sdk.destroy());
  }
});

test("agentSettings() returns all of the platform's settings as a frozen snapshot", async ({
  host,
  peer,
}) => {
  Object.assign(peer.settings, { brandNew: { field: 1 } });
  await signIn(host, peer);
  expect(await host.run(() => window.sdk.agentSettings())).toEqual(peer.settings);
  const frozen = await host.run(() => {
    const settings = window.sdk.agentSettings() as { branding: object };
    return [Object.isFrozen(settings), Object.isFrozen(settings.branding)];
  });
  expect(frozen).toEqual([true, true]);
});

test("initialized contains the options without their secrets", async ({ host, peer }) => {
  await signIn(host, peer);
  const options = (await host.event("initialized")) as Record<string, unknown>;
  expect(options).toMatchObject({
    authMethod: "generic",
    agentEmail: "agent@example.com",
    standaloneMode: true,
  });
  expect(JSON.stringify(options)).not.toContain(peer.apiKey);
});

test("a key that is refused with 401 or 403 is an authentication failure", async ({ host, peer }) => {
  for (const status of [401, 403]) {
    peer.answers.next("impersonateCreate", { status });
    const error = await host.fails((options) => window.sdk.init(options), standalone(peer));
    expect(error.code, String(status)).toBe("AGENT_NOT_AUTHENTICATED");
  }
});

test("a token that is refused is an authentication failure", async ({ host, peer }) => {
  const error = await host.fails(
    (options) => window.sdk.init(options),
    withToken(peer, { token: "wrong-one", standaloneMode: true }),
  );
  expect(error.code).toBe("AGENT_NOT_AUTHENTICATED");
});

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
