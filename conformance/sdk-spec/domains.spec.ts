import { PlatformPeer } from "../platform-peer/platform-peer.ts";
import { expect, test } from "./fixtures.ts";
import { generic, standalone } from "./init-options.ts";
import { widgetOpened } from "./standalone-steps.ts";

/** The origin that the widget is loaded from, per domain. The tests send no request outside this machine. */
const RESOLVED: readonly (readonly [string, string])[] = [
  ["your-subdomain.videome.leadsecure.com", "https://your-subdomain.videome.leadsecure.com"],
  ["your-subdomain.uae.leadsecure.com", "https://your-subdomain.uae.leadsecure.com"],
  ["videome.leadsecure.com", "https://videome.leadsecure.com"],
  ["HTTPS://Host.Example/path?query=1", "https://host.example"],
  ["https://host.example:8443/", "https://host.example:8443"],
  ["  host.example  ", "https://host.example"],
  ["localhost:9", "http://localhost:9"],
  ["127.0.0.1:9", "http://127.0.0.1:9"],
  ["[::1]:9", "http://[::1]:9"],
  ["https://localhost:9", "https://localhost:9"],
  ["http://localhost:9/x", "http://localhost:9"],
];

test("a domain can have a scheme, port, path and capitals, or none of them", { tag: "@chromium" }, async ({
  host,
  peer,
  page,
}) => {
  let asked: string[] = [];
  await page.route(
    (url) => ["", "8443", "9"].includes(url.port),
    (route) => {
      asked.push(new URL(route.request().url()).origin);
      return route.fulfill({ contentType: "text/html", body: "<!doctype html>" });
    },
  );
  for (const [domain, origin] of RESOLVED) {
    asked = [];
    await host.init(generic(peer, { domain }));
    await host.begin(() => window.sdk.call());
    await expect.poll(() => asked, { message: domain }).toContain(origin);
    await host.run(() => window.sdk.destroy());
    expect(new Set(asked), domain).toEqual(new Set([origin]));
  }
});

const REFUSED = [
  "http://host.example",
  "ftp://host.example",
  "javascript:alert(1)",
  "https://user:pass@host.example",
  "user@host.example",
  "host example",
  "https://",
  "https://host example/",
  "/path",
  "host.example:99999",
];

test("a domain with another scheme, user info or a space, or without a host, is refused", async ({
  host,
  peer,
}) => {
  for (const domain of REFUSED) {
    const { error } = await host.attempt((options) => window.sdk.init(options), generic(peer, { domain }));
    expect(error?.code, domain).toBe("CONFIG_DOMAIN_INVALID_FORMAT");
  }
});

test("without a domain, the agent's key isn't sent to any host", async ({ host, peer, page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const error = await host.fails((options) => window.sdk.init(options), standalone(peer, { domain: "  " }));
  expect(error.code).toBe("CONFIG_DOMAIN_REQUIRED");
  expect(asked).toEqual([]);
});

test.describe("over https", () => {
  test.use({ overHttps: true });

  test("all of standalone mode works", async ({ host, peer }) => {
    await host.init(standalone(peer));
    await host.run(() => window.sdk.switchQueue());
    expect(await host.run(() => [window.sdk.isOnline(), window.sdk.isOnQueue()])).toEqual([true, true]);
    await host.run(() => window.sdk.call());
    expect((await widgetOpened(peer)).allowed).toContain("camera");
    await host.run(() => window.sdk.endCall());
  });
});

test("the SDK sends requests only to the configured host", async ({ host, peer, page }) => {
  const asked = new Set<string>();
  page.on("request", (request) => asked.add(new URL(request.url()).origin));
  await host.init(standalone(peer, { domain: peer.domain }));
  await host.run(() => window.sdk.switchQueue());
  await host.run(() => window.sdk.call());
  await host.run(() => window.sdk.destroy());
  expect([...asked].filter((origin) => origin !== host.server.origin && origin !== "null")).toEqual([
    peer.origin,
  ]);
});

test("two platforms at the same time, each with its own agent", async ({ host, peer }) => {
  const another = await PlatformPeer.start();
  await host.run(
    async ([first, second]) => {
      window.keep.agents = [window.sdk.createAgent(), window.sdk.createAgent()];
      const [one, two] = window.keep.agents as [typeof window.sdk, typeof window.sdk];
      await Promise.all([one.init(first), two.init(second)]);
      await one.switchQueue();
    },
    [standalone(peer), standalone(another)] as const,
  );
  const states = await host.run(() =>
    (window.keep.agents as (typeof window.sdk)[]).map((agent) => [agent.isOnline(), agent.isOnQueue()]),
  );
  expect(states).toEqual([
    [true, true],
    [true, false],
  ]);
  expect(await host.run(() => window.sdk.isInitialized())).toBe(false);
  expect([peer.push.latest?.isOnQueue, another.push.latest?.isOnQueue]).toEqual([true, false]);
  await host.run(async () => {
    for (const agent of window.keep.agents as (typeof window.sdk)[]) await agent.destroy();
  });
  await another.stop();
});
