import type { PlatformPeer } from "../platform-peer/platform-peer.ts";
import { expect, test } from "./fixtures.ts";
import type { HostPage } from "./host-page.ts";
import type { HostServer } from "./host-server.ts";
import { pageAround } from "./host-server.ts";
import { generic } from "./init-options.ts";

/** Opens a page of the application with these lines in its head. */
async function openWithHead(host: HostPage, server: HostServer, head: string): Promise<void> {
  const page = pageAround('<script src="/harness.js"></script>').replace("<head>", `<head>${head}`);
  server.pages.set("/with-head", page);
  await host.open("/with-head");
}

async function expectNothingOpen(host: HostPage, peer: PlatformPeer): Promise<void> {
  expect(await host.run(() => window.sdk.isIframeOpened())).toBe(false);
  expect(await host.count("iframe.video-engager-widget-iframe")).toBe(0);
  expect(await host.events("sessionStarted")).toEqual([]);
  expect(peer.widgets.open).toEqual([]);
}

test("if the page's policy has no frame-src for the platform, the error names the directive and the origin", async ({
  host,
  hostServer,
  peer,
}) => {
  const policy = `frame-src 'self'; connect-src 'self' ${peer.origin}`;
  await openWithHead(host, hostServer, `<meta http-equiv="content-security-policy" content="${policy}">`);
  await host.init(generic(peer));
  const error = await host.fails(() => window.sdk.call());
  expect(error.code).toBe("WIDGET_IFRAME_LOAD_FAILED");
  expect(error.message).toContain("frame-src");
  expect(error.message).toContain(peer.origin);
  expect(error.context).toMatchObject({ operation: "call" });
  await expectNothingOpen(host, peer);
});

test("if the tenant doesn't know the page's origin, the error contains the platform's message", async ({
  host,
  peer,
}) => {
  peer.widgets.script = () => {};
  const error = {
    code: "origin-not-allowed",
    message: "This site is not allowed.",
    action: "An operator adds it with: origin add.",
  };
  peer.answers.set("probe", { status: 403, body: { error } });
  await host.init(generic(peer));
  const failed = await host.fails(() => window.sdk.call());
  expect([failed.code, failed.message]).toEqual([
    "WIDGET_IFRAME_LOAD_FAILED",
    "This site is not allowed. An operator adds it with: origin add.",
  ]);
  await expectNothingOpen(host, peer);
});

test("a page with Referrer-Policy: no-referrer still sends its address to the widget", async ({
  host,
  hostServer,
  peer,
}) => {
  await openWithHead(host, hostServer, '<meta name="referrer" content="no-referrer">');
  await host.init(generic(peer));
  await host.run(() => window.sdk.call());
  expect(peer.widgets.latest?.headers.referer).toBe(`${hostServer.origin}/`);
});

test("an application's iframe that hides the page's address is reloaded with it", async ({
  host,
  hostServer,
  peer,
}) => {
  await host.keep(
    "handlers",
    `{
      openIframe(src, { allow }) {
        const iframe = document.createElement("iframe");
        Object.assign(iframe, { id: "own", allow, referrerPolicy: "no-referrer", src });
        document.body.append(iframe);
      },
      closeIframe() { document.getElementById("own")?.remove(); },
      getIframe() { return document.getElementById("own"); },
    }`,
  );
  await host.run(
    (options) => window.sdk.init({ ...options, options: { uiHandlers: window.keep.handlers } }),
    generic(peer),
  );
  await host.run(() => window.sdk.call());
  expect(peer.widgets.latest?.headers.referer).toBe(`${hostServer.origin}/`);
});

for (const [what, customerId, length] of [
  ["20,000 characters", "x".repeat(20_000), 20_000],
  ["one character too many", "x".repeat(257), 257],
] as const)
  test(`a customerId of ${what} is refused with its length, and no widget opens`, async ({ host, peer }) => {
    await host.init(generic(peer));
    const error = await host.fails((id) => window.sdk.call({ customerId: id }), customerId);
    expect(error.code).toBe("PARAM_CUSTOMER_ID_INVALID_TYPE");
    expect(error.message).toContain(`${length} characters`);
    await expectNothingOpen(host, peer);
  });

test("a customerId of 256 characters is sent with the call", async ({ host, peer }) => {
  await host.init(generic(peer));
  await host.run((id) => window.sdk.call({ customerId: id }), "x".repeat(256));
  expect(peer.widgets.latest?.query.veinteraction).toBe("x".repeat(256));
});
