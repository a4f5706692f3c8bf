import { expect, test } from "./fixtures.ts";
import type { HostPage } from "./host-page.ts";
import { pageAround } from "./host-server.ts";
import { generic, standalone } from "./init-options.ts";

/** Puts the widget into a shadow root, as a web component does; with `late` it mounts the iframe later. */
const IN_SHADOW_ROOT = (late: boolean): string => `(() => {
  const element = document.createElement('div');
  document.body.append(element);
  const root = element.attachShadow({ mode: 'closed' });
  let iframe;
  window.keep.take = () => iframe.remove();
  window.keep.takeAll = () => element.remove();
  return {
    openIframe: (src, { allow }) => {
      iframe = document.createElement('iframe');
      iframe.allow = allow;
      iframe.src = src;
      if (${String(late)}) requestAnimationFrame(() => root.append(iframe));
      else root.append(iframe);
      return iframe;
    },
    closeIframe: () => iframe.remove(),
    getIframe: () => iframe,
  };
})()`;

async function callWith(host: HostPage, options: object, source: string): Promise<void> {
  await host.keep("uiHandlers", source);
  await host.run(async (given) => {
    await window.sdk.init({ ...given, options: { uiHandlers: window.keep.uiHandlers } });
    await window.sdk.call();
  }, options);
}

for (const late of [false, true])
  for (const what of ["take", "takeAll"])
    test(`a web component that ${late ? "mounts the widget later and " : ""}removes ${
      what === "take" ? "the widget" : "itself"
    } ends the session`, async ({ host, peer }) => {
      await callWith(host, generic(peer), IN_SHADOW_ROOT(late));
      await host.run((name) => (window.keep[name] as () => void)(), what);
      await host.event("sessionEnded");
      await host.event("iframeStateChanged", 2);
      expect(await host.run(() => window.sdk.isIframeOpened())).toBe(false);
    });

test("moving the widget within the page reloads it, and the SDK doesn't treat it as removed", async ({
  host,
  peer,
}) => {
  await host.init(generic(peer));
  await host.run(() => window.sdk.call());
  await host.run(() => {
    const place = document.createElement("div");
    document.body.append(place);
    place.append(document.querySelector("iframe.video-engager-widget-iframe")!);
  });
  await host.event("sessionStarted", 2);
  expect(await host.events("iframeStateChanged")).toHaveLength(1);
  expect(await host.run(() => window.sdk.getCurrentCallState().visitorId)).toBe("visitor-of-widget-2");
});

/** A page whose policy permits only what the SDK's documentation lists. */
function policed(origin: string, scripts: string): string {
  const policy = [
    "default-src 'none'",
    `script-src ${scripts}`,
    `connect-src 'self' ${origin} ${origin.replace("http", "ws")}`,
    `frame-src ${origin}`,
    "style-src 'self'",
  ].join("; ");
  return pageAround('<script nonce="n0nce" src="/harness.js"></script>')
    .replace("<head>", `<head><meta http-equiv="content-security-policy" content="${policy}">`)
    .replace('<script type="importmap">', '<script nonce="n0nce" type="importmap">');
}

for (const [what, scripts] of [
  ["hosts", "'self' 'nonce-n0nce' PLATFORM"],
  ["nonces, and what a script with one loads", "'nonce-n0nce' 'strict-dynamic'"],
] as const)
  test(`in a page whose content security policy permits scripts by ${what}, everything works`, async ({
    host,
    hostServer,
    peer,
  }) => {
    hostServer.pages.set("/policed", policed(peer.origin, scripts.replace("PLATFORM", peer.origin)));
    await host.page.goto(`${hostServer.origin}/policed`);
    await host.page.evaluate(async () => {
      const address = "/sdk/index.js";
      window.sdk = (await import(address)) as typeof window.sdk;
      window.keep = {};
      window.harness.listen(window.sdk);
    });
    await host.init(standalone(peer));
    await host.run(async () => {
      await window.sdk.switchQueue(true);
      await window.sdk.call();
    });
    expect(await host.place("iframe.video-engager-widget-iframe")).toEqual(await host.wholeWindow());
    await host.run(() => window.sdk.endCall());
    expect(host.consoleLines.filter((line) => /Content Security Policy/.test(line))).toEqual([]);
  });
