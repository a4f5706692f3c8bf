import { callMessage, helloOnly } from "../platform-peer/widget-scripts.ts";
import { expect, test } from "./fixtures.ts";
import type { HostPage } from "./host-page.ts";
import { generic, type Options } from "./init-options.ts";
import { widgetOpened } from "./standalone-steps.ts";
import { ALLOWED } from "./widget-permissions.ts";

const HANDLERS: Readonly<Record<string, string>> = {
  "as the reference writes them": `({
    openIframe: async (url) => {
      const iframe = document.createElement('iframe');
      iframe.src = url;
      document.getElementById('mine').appendChild(iframe);
    },
    closeIframe: async () => document.querySelector('#mine iframe')?.remove(),
    getIframe: () => document.querySelector('#mine iframe'),
  })`,
  "synchronous, returning the iframe": `({
    openIframe: (url) => {
      const iframe = document.createElement('iframe');
      iframe.src = url;
      document.getElementById('mine').appendChild(iframe);
      return iframe;
    },
    closeIframe: () => document.querySelector('#mine iframe')?.remove(),
    getIframe: () => null,
  })`,
  "asynchronous in every part": `({
    openIframe: async (url) => {
      const iframe = document.createElement('iframe');
      iframe.src = url;
      document.getElementById('mine').appendChild(iframe);
      return iframe;
    },
    closeIframe: async () => document.querySelector('#mine iframe')?.remove(),
    getIframe: async () => document.querySelector('#mine iframe'),
  })`,
  "mounting the iframe later": `({
    openIframe: (url) => {
      setTimeout(() => {
        const iframe = document.createElement('iframe');
        iframe.src = url;
        document.getElementById('mine').appendChild(iframe);
      }, 300);
    },
    closeIframe: () => document.querySelector('#mine iframe')?.remove(),
    getIframe: () => document.querySelector('#mine iframe'),
  })`,
};

/** Creates the element that {@link HANDLERS} use, and the handlers as `window.keep.uiHandlers`. */
async function keepHandlers(host: HostPage, source: string): Promise<void> {
  await host.run(() => {
    document.body.innerHTML = '<div id="mine"></div>';
  });
  await host.keep("uiHandlers", source);
}

async function initWithHandlers(host: HostPage, options: Options, source: string): Promise<void> {
  await keepHandlers(host, source);
  await host.run((given) => {
    const { uiHandlers } = window.keep;
    return window.sdk.init({ ...given, options: { uiHandlers } });
  }, options);
}

for (const [how, source] of Object.entries(HANDLERS))
  test(`custom handlers, ${how}: the widget has a camera and the session works`, async ({ host, peer }) => {
    await initWithHandlers(host, generic(peer), source);
    await host.run(() => window.sdk.call());
    await host.event("sessionStarted");
    await expect.poll(() => peer.widgets.latest?.allowed ?? []).toContain("camera");
    expect(peer.widgets.latest?.allowed).toContain("microphone");
    expect((await host.remaining()).styles).toBe(0);
    expect(host.consoleLines.join("\n")).toMatch(/allow/);
    await host.run(() => window.sdk.endCall());
    expect(await host.run(() => document.querySelector("#mine")?.innerHTML)).toBe("");
    expect(await host.events("sessionStarted")).toHaveLength(1);
  });

test("handlers that set `allow` themselves cause no warning and no second load", async ({ host, peer }) => {
  const source = `({
    openIframe: (url, config) => {
      const iframe = document.createElement('iframe');
      iframe.allow = ${JSON.stringify(ALLOWED.join("; "))};
      iframe.src = url;
      document.getElementById('mine').appendChild(iframe);
      return iframe;
    },
    closeIframe: () => document.querySelector('#mine iframe')?.remove(),
    getIframe: () => document.querySelector('#mine iframe'),
  })`;
  await initWithHandlers(host, generic(peer, { logger: false }), source);
  await host.run(() => window.sdk.call());
  expect(peer.widgets.all).toHaveLength(1);
  expect(host.consoleLines).toEqual([]);
});

test("setUiHandler() replaces the handlers that show the widget", async ({ host, peer }) => {
  await host.init(generic(peer));
  await keepHandlers(host, HANDLERS["as the reference writes them"]!);
  await host.run(() => window.sdk.setUiHandler(window.keep.uiHandlers));
  await host.run(() => window.sdk.call());
  expect(await host.run(() => document.querySelectorAll("#mine > iframe").length)).toBe(1);
});

test("setUiHandler() refuses invalid handlers and keeps the old ones", async ({ host, peer }) => {
  await host.init(generic(peer));
  expect((await host.throws(() => window.sdk.setUiHandler("mine"))).code).toBe("UI_HANDLERS_BAD_CONFIG");
  expect((await host.throws(() => window.sdk.setUiHandler(null))).code).toBe("UI_HANDLERS_BAD_CONFIG");
  const incomplete = await host.throws(() => window.sdk.setUiHandler({ openIframe: () => {} }));
  expect(incomplete.code).toBe("UI_HANDLERS_METHOD_REQUIRED");
  expect(`${incomplete.message} ${JSON.stringify(incomplete.context)}`).toMatch(/closeIframe|getIframe/);
  await host.run(() => window.sdk.call());
});

for (const [method, code] of [
  ["openIframe", "VE_UNHANDLED_ERROR"],
  ["closeIframe", "VE_UNHANDLED_ERROR"],
  // Not needed here: openIframe returns the iframe.
  ["getIframe", undefined],
] as const)
  test(`a ${method} handler that throws ${code ? `is ${code}` : "changes nothing"}, and nothing hangs`, async ({
    host,
    peer,
  }) => {
    await keepHandlers(host, HANDLERS["synchronous, returning the iframe"]!);
    const outcome = await host.attempt(
      async ([options, broken]) => {
        const uiHandlers = window.keep.uiHandlers as Record<string, unknown>;
        uiHandlers[broken] = () => {
          throw new Error("broken handler");
        };
        await window.sdk.init({ ...options, options: { uiHandlers } });
        await window.sdk.call();
        await window.sdk.endCall();
      },
      [generic(peer), method] as const,
    );
    expect(outcome.error?.code).toBe(code);
    expect(await host.run(() => window.sdk.isIframeOpened())).toBe(false);
    await host.run(() => window.sdk.destroy());
  });

test("if the handlers open a window instead of an iframe, its messages are checked by origin", async ({
  host,
  peer,
}) => {
  peer.widgets.script = helloOnly();
  const iframeless = await host.begin(async (options) => {
    const uiHandlers = {
      openIframe: (src: string) => {
        const frame = document.createElement("iframe");
        frame.src = src;
        frame.className = "not-given";
        document.body.append(frame);
      },
      closeIframe: () => document.querySelector(".not-given")?.remove(),
      getIframe: () => null,
    };
    await window.sdk.init({ ...(options as object), options: { uiHandlers } });
    await window.sdk.call();
  }, generic(peer));
  const widget = await widgetOpened(peer);
  await widget.post(callMessage(peer, "PRE_CALL", "visitor-1"));
  expect(await host.event("sessionStarted")).toMatchObject({ visitorId: "visitor-1" });
  await iframeless.outcome();
});
