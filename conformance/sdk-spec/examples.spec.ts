import { callMessage } from "../platform-peer/widget-scripts.ts";
import { expect, test } from "./fixtures.ts";
import type { HostPage } from "./host-page.ts";
import { generic } from "./init-options.ts";
import { joinExample, openExample } from "./reference-example.ts";
import { widgetOpened } from "./standalone-steps.ts";

const importing = (...names: string[]): string =>
  `import { ${names.join(", ")} } from 'videoengager-agent-sdk';`;

async function expectLine(host: HostPage, line: string): Promise<void> {
  await expect.poll(() => host.consoleLines.join("\n")).toContain(line);
}

test("basic usage: the first call, from its start to its end", async ({ host, peer }) => {
  await openExample(host, peer, "Basic usage");
  await expectLine(host, "Video session started: visitor-of-widget-1");
  const widget = await widgetOpened(peer);
  expect(widget.query).toMatchObject({ veinteraction: "customer-123", email: "agent@example.com" });
  await widget.post(callMessage(peer, "FINISHED", "visitor-of-widget-1"));
  await expectLine(host, "Video session ended");
});

test("script tag: the call opens in the page's own container", async ({ host, peer }) => {
  await openExample(host, peer, "Script tag");
  await expect.poll(() => host.count("#video-engager-container > iframe")).toBe(1);
  expect((await widgetOpened(peer)).query.veinteraction).toBe("customer-123");
});

test("custom handlers: the widget opens where they put it, and has a camera", async ({ host, peer }) => {
  await openExample(host, peer, "Custom handlers", { body: '<div id="my-custom-container"></div>' });
  await joinExample(host);
  await expect.poll(() => host.run(() => window.sdk.isInitialized())).toBe(true);
  await host.run(() => window.sdk.call());
  expect(await host.place("#my-custom-container > iframe")).toMatchObject({ height: 600 });
  expect(peer.widgets.latest?.allowed).toContain("camera");
  await host.run(() => window.sdk.endCall());
  await expect.poll(() => host.count("iframe")).toBe(0);
});

test("setUiHandler: the widget opens where the handlers put it", async ({ host, peer }) => {
  await openExample(host, peer, "setUiHandler", {
    before: `${importing("init")} await init(${JSON.stringify(generic(peer))});`,
  });
  await joinExample(host);
  await expect.poll(() => host.run(() => window.sdk.isInitialized())).toBe(true);
  await host.run(() => window.sdk.call());
  expect(await host.count("body > iframe")).toBe(1);
  expect(peer.widgets.latest?.allowed).toContain("camera");
  await host.run(() => window.sdk.endCall());
});

test("instance: the one agent of the page makes the call", async ({ host, peer }) => {
  await openExample(host, peer, "Instance", {
    before: `${importing("init")} await init(${JSON.stringify(generic(peer))});`,
  });
  expect((await widgetOpened(peer)).query.veinteraction).toBe("customer-123");
});

for (const title of ["Event listeners: on", "Event listeners: off"])
  test(`${title.toLowerCase()}, and the listener is gone afterwards`, async ({ host, peer }) => {
    const before = title.endsWith("off") ? importing("on") : "";
    await openExample(host, peer, title, { before, after: "window.keep.done = true;" });
    await expect.poll(() => host.page.evaluate(() => window.keep.done)).toBe(true);
    await joinExample(host);
    await host.init(generic(peer, { logger: false }));
    await host.run(() => window.sdk.call());
    expect(host.consoleLines).toEqual([]);
  });

test("custom authentication: the widget gets the values of the application's service", async ({
  host,
  peer,
}) => {
  const service = { apiKey: "k-1", email: "agent@example.com", environment: "generic" };
  await openExample(host, peer, "Custom authentication", {
    before: `${importing("init", "call")}
      const yourAuthService = { authenticate: async () => (${JSON.stringify(service)}) };`,
    after: "await call();",
  });
  const { query } = await widgetOpened(peer);
  expect(query).toMatchObject({ pak: "k-1", email: "agent@example.com", environment: "generic" });
});

test("error detection: the error has all its parts", async ({ host, peer }) => {
  await openExample(host, peer, "Error detection", { before: importing("call") });
  await expectLine(host, "VideoEngager Error: AGENT_NOT_INITIALIZED");
  await expectLine(
    host,
    "Details: The agent is not initialized. Call init() and wait for its promise first.",
  );
  await expectLine(host, "Context:");
  expect(host.consoleLines.find((line) => line.startsWith("Message: "))!.length).toBeGreaterThan(20);
});

test.describe("error handling best practices", () => {
  test.use({ virtualTime: true });
  const after = "Object.assign(window.keep, { safeInitialize, safeCall, callWithRetry });";
  const title = "Error handling best practices and retry";

  test("a second initialisation is skipped, and a call before the first one initialises", async ({
    host,
    peer,
  }) => {
    await openExample(host, peer, title, { after });
    await joinExample(host);
    await host.run(() => (window.keep.safeCall as (id: string) => Promise<void>)("customer-123"));
    await expectLine(host, "Must initialize agent first");
    expect(await host.run(() => window.sdk.isInitialized())).toBe(true);
    await host.run(() => (window.keep.safeInitialize as () => Promise<void>)());
    await expectLine(host, "Agent already initialized, skipping...");
    await host.run(() => (window.keep.safeCall as (id: string) => Promise<void>)("customer-123"));
    await host.run(() => (window.keep.safeCall as (id: string) => Promise<void>)("customer-123"));
    await expectLine(host, "Session already active");
  });

  test("a call without a reference goes through the same code", async ({ host, peer }) => {
    await openExample(host, peer, title, { after });
    await joinExample(host);
    await host.init(generic(peer));
    await host.run(() => (window.keep.safeCall as () => Promise<void>)());
    expect(peer.widgets.latest?.query).not.toHaveProperty("veinteraction");
  });

  test("a widget that fails to load is retried", async ({ host, peer }) => {
    peer.answers.set("widgetPage", "drop");
    peer.answers.set("probe", "drop");
    await openExample(host, peer, title, { after });
    await joinExample(host);
    await host.init(generic(peer));
    const call = await host.begin(() =>
      (window.keep.callWithRetry as (id: string) => Promise<void>)("customer-123"),
    );
    await expectLine(host, "Attempt 1 failed, retrying...");
    peer.answers.set("widgetPage", "normal");
    peer.answers.set("probe", "normal");
    await host.passTime(1_100);
    expect((await call.outcome()).error).toBeUndefined();
    expect(await host.run(() => window.sdk.getCurrentCallState().inActiveSession)).toBe(true);
  });
});

test("session tracking: the application's records get who, when and how long", async ({ host, peer }) => {
  await openExample(host, peer, "Session tracking", {
    before: `${importing("on")} const updateCRM = (session) => console.log('CRM', JSON.stringify(session));
      const logSessionEnd = (session) => console.log('ended', session.id, typeof session.duration);`,
  });
  await joinExample(host);
  await host.init(generic(peer));
  await host.run(() => window.sdk.call());
  await expectLine(host, '"id":"visitor-of-widget-1"');
  await expectLine(host, '"customerData":{"totalVideoCalls":1,"totalTalkTime":0}');
  await host.run(() => window.sdk.endCall());
  await expectLine(host, "ended visitor-of-widget-1 number");
});

test("analytics: each state of the call is tracked", async ({ host, peer }) => {
  await openExample(host, peer, "Analytics", {
    before: `${importing("on")} const analytics = { track: (...all) => console.log(JSON.stringify(all)) };`,
  });
  await joinExample(host);
  await host.init(generic(peer));
  await host.run(() => window.sdk.call());
  await expectLine(host, '["videoengager_session_started",{"visitorId":"visitor-of-widget-1"');
  await expectLine(host, '["videoengager_call_state_changed",{"status":"PRE_CALL"');
});

test("multi-tenant: one page serves several tenants, one after the other", async ({ host, peer }) => {
  await openExample(host, peer, "Multi-tenant", {
    before: importing("init"),
    after: "window.keep.initializeForTenant = initializeForTenant;",
  });
  await joinExample(host);
  for (const [tenant, environment] of [
    ["tenant-a", "generic"],
    ["tenant-b", "mypurecloud.com"],
  ] as const) {
    await host.run((id) => (window.keep.initializeForTenant as (id: string) => Promise<void>)(id), tenant);
    await host.run(() => window.sdk.call());
    expect(peer.widgets.latest?.query.environment).toBe(environment);
    await host.run(() => window.sdk.destroy());
  }
});

test("service class: a call from initialize() to shutdown()", async ({ host, peer }) => {
  const env = { VIDEOENGAGER_API_KEY: peer.apiKey, VIDEOENGAGER_DOMAIN: peer.domain };
  await openExample(host, peer, "Service class", {
    body: '<div id="video-widget-container"></div>',
    before: `const process = ${JSON.stringify({ env })};
      addEventListener('video-call-ended', ({ detail }) => console.log('told', detail.status));`,
  });
  for (const line of [
    "VideoEngager initialized successfully",
    "Call started: visitor-of-widget-1",
    "Updating call status to: PRE_CALL",
    "Call ended",
    "told FINISHED",
    "VideoEngager shutdown complete",
  ])
    await expectLine(host, line);
  await expect.poll(() => host.count("iframe")).toBe(0);
});
