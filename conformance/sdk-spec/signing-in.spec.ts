import { expect, test } from "./fixtures.ts";
import { standalone, withToken } from "./init-options.ts";
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
