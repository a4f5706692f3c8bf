import { expect, test } from "./fixtures.ts";
import { generic, standalone, withToken } from "./init-options.ts";
import { widgetOpened } from "./standalone-steps.ts";

const OURS = { enablePostMessage: "true", authPopup: "true" };

test("with an API key the widget gets the key and the address, with the organisation before the address", async ({
  host,
  peer,
}) => {
  await host.init(generic(peer));
  await host.run(() => window.sdk.call());
  expect((await widgetOpened(peer)).query).toEqual({
    ...OURS,
    environment: "generic",
    pak: peer.apiKey,
    email: "org-1agent@example.com",
  });
});

test("without an organisation the widget gets the plain address", async ({ host, peer }) => {
  await host.init(generic(peer, { organizationId: undefined }));
  await host.run(() => window.sdk.call());
  expect((await widgetOpened(peer)).query.email).toBe("agent@example.com");
});

test("with Genesys the widget gets the Genesys domain", async ({ host, peer }) => {
  await host.init({ authMethod: "genesys", environment: "mypurecloud.de", domain: peer.origin });
  await host.run(() => window.sdk.call());
  expect((await widgetOpened(peer)).query).toEqual({ ...OURS, environment: "mypurecloud.de" });
});

test("a Genesys domain that the reference doesn't list is accepted with a warning", async ({
  host,
  peer,
}) => {
  await host.init({ authMethod: "genesys", environment: "new.pure.cloud", domain: peer.origin });
  expect(host.consoleLines.join("\n")).toContain("new.pure.cloud");
  await host.run(() => window.sdk.call());
  expect((await widgetOpened(peer)).query.environment).toBe("new.pure.cloud");
});

test("with a token the widget gets the token", async ({ host, peer }) => {
  const options = withToken(peer);
  await host.init(options);
  await host.run(() => window.sdk.call());
  expect((await widgetOpened(peer)).query).toEqual({ ...OURS, token: options.token });
});

for (const name of ["customAuthFunction", "authenticateFn"])
  test(`the widget's address contains the values that ${name} returns, as text`, async ({ host, peer }) => {
    await host.run(
      ([field, domain]) =>
        window.sdk.init({
          authMethod: "custom",
          domain,
          [field]: async () => ({
            pak: "k-1",
            agentEmail: "me@example.com",
            environment: "generic",
            level: 3,
            isNew: false,
          }),
        }),
      [name, peer.origin] as const,
    );
    await host.run(() => window.sdk.call());
    expect((await widgetOpened(peer)).query).toEqual({
      ...OURS,
      pak: "k-1",
      email: "me@example.com",
      environment: "generic",
      level: "3",
      isNew: "false",
    });
  });

test("customAuthFunction can return a token, and can be synchronous", async ({ host, peer }) => {
  await host.run(
    (domain) =>
      window.sdk.init({ authMethod: "custom", domain, customAuthFunction: () => ({ token: "t-1" }) }),
    peer.origin,
  );
  await host.run(() => window.sdk.call());
  expect((await widgetOpened(peer)).query).toEqual({ ...OURS, token: "t-1" });
});

test("if both names are given, the documented one is used", async ({ host, peer }) => {
  await host.run(
    (domain) =>
      window.sdk.init({
        authMethod: "custom",
        domain,
        customAuthFunction: () => ({ token: "documented" }),
        authenticateFn: () => ({ token: "older" }),
      }),
    peer.origin,
  );
  await host.run(() => window.sdk.call());
  expect((await widgetOpened(peer)).query.token).toBe("documented");
});

for (const [what, source] of [
  ["throws", "() => { throw new Error('sign-in closed') }"],
  ["rejects", "() => Promise.reject(new Error('sign-in closed'))"],
] as const)
  test(`a customAuthFunction that ${what} is reported as an SDK error with that cause`, async ({
    host,
    peer,
  }) => {
    await host.keep("customAuthFunction", source);
    const error = await host.fails(async (domain) => {
      const { customAuthFunction } = window.keep;
      await window.sdk.init({ authMethod: "custom", domain, customAuthFunction });
      await window.sdk.call();
    }, peer.origin);
    expect(error.code).toBe("VE_UNHANDLED_ERROR");
    expect(JSON.stringify(error.cause)).toContain("sign-in closed");
  });

for (const [more, why] of [
  [{ authMethod: "genesys", environment: "mypurecloud.de" }, "genesys"],
  [{ authMethod: "custom" }, "custom"],
] as const)
  test(`standalone mode with ${why} is refused: the two can't be combined`, async ({ host, peer }) => {
    const error = await host.fails(
      ([given, domain]) =>
        window.sdk.init({
          ...given,
          domain,
          customAuthFunction: () => ({ token: "x" }),
          standaloneMode: true,
        }),
      [more, peer.origin] as const,
    );
    expect(error.code).toBe("AUTH_METHOD_NOT_SUPPORTED");
    expect(error.message.toLowerCase()).toContain("standalone");
  });

test("in standalone mode the widget gets the token instead of key and address", async ({ host, peer }) => {
  await host.init(standalone(peer));
  await host.run(() => window.sdk.call());
  expect((await widgetOpened(peer)).query).toEqual({ ...OURS, token: peer.everIssued[0] });
});

test("in standalone mode with a token the widget gets that token", async ({ host, peer }) => {
  const options = withToken(peer, { standaloneMode: true });
  await host.init(options);
  await host.run(() => window.sdk.call());
  expect((await widgetOpened(peer)).query).toEqual({ ...OURS, token: options.token });
});

const REQUIRED: readonly (readonly [string, string, Readonly<Record<string, unknown>>])[] = [
  ["apiKey", "AUTH_GENERIC_API_KEY_REQUIRED", {}],
  ["agentEmail", "AUTH_GENERIC_AGENT_EMAIL_REQUIRED", {}],
  ["domain", "CONFIG_DOMAIN_REQUIRED", {}],
  ["externalId", "AUTH_GENERIC_EXTERNAL_ID_REQUIRED", { standaloneMode: true }],
  ["token", "AUTH_TOKEN_REQUIRED", { authMethod: "token" }],
  ["environment", "AUTH_GENESYS_ENVIRONMENT_REQUIRED", { authMethod: "genesys" }],
];

test("a required option must be a non-empty string", async ({ host, peer }) => {
  for (const [field, code, more] of REQUIRED) {
    const codes = await host.run(
      async ([options, name]) => {
        const got: unknown[] = [];
        for (const value of ["", "   ", 7, null, undefined, {}, () => "value"])
          got.push(
            await window.sdk.init({ ...options, [name]: value }).then(
              () => "resolved",
              (error: { code: unknown }) => error.code,
            ),
          );
        return got;
      },
      [generic(peer, more), field] as const,
    );
    expect(codes, field).toEqual(Array.from({ length: 7 }, () => code));
  }
});

test("options that aren't an object are refused", async ({ host }) => {
  const codes = await host.run(async () => {
    const got: unknown[] = [];
    for (const options of [undefined, null, 7, "options", [], () => {}])
      got.push(
        await window.sdk.init(options).then(
          () => "resolved",
          (error: { code: unknown }) => error.code,
        ),
      );
    return got;
  });
  expect(codes).toEqual(Array.from({ length: 6 }, () => "INVALID_ARGUMENT"));
});
