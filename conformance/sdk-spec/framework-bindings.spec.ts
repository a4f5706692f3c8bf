/** Our React hooks and Vue composables in an application's page. */
import { callMessage, winsTheCall } from "../platform-peer/widget-scripts.ts";
import { expect, test } from "./fixtures.ts";
import type { HostPage, Remaining } from "./host-page.ts";
import { pageAround } from "./host-server.ts";
import { type Options, standalone } from "./init-options.ts";

/** The lines that both components show. */
const LINES = `(state, progress) => [
  'ready ' + progress.isReady, 'refused ' + (progress.error ? progress.error.code : 'no'),
  'online ' + state.isOnline, 'queue ' + state.isOnQueue,
  'ringing ' + (state.receivedCalls.map((call) => call.displayName).join(', ') || 'nobody'),
  'session ' + state.callState.status, 'open ' + state.isIframeOpened, 'microphone ' + state.media.own.microphone]`;

const REACT = (isStrict: boolean): string => `
  import { createElement as h, StrictMode } from 'react';
  import { createRoot } from 'react-dom/client';
  import { useAgentEvent, useAgentState, useVideoEngager } from 'videoengager-agent-sdk/react';
  const lines = ${LINES};
  const View = ({ options }) => {
    const progress = useVideoEngager(options);
    const state = useAgentState();
    useAgentEvent('incomingCall', ({ displayName }) => console.log('rings: ' + displayName));
    return h('ul', null, lines(state, progress).map((line) => h('li', { key: line }, line)));
  };
  const root = createRoot(document.getElementById('root'));
  const within = (view) => ${isStrict ? "h(StrictMode, null, view)" : "view"};
  window.keep.mount = (options) => root.render(within(h(View, { options })));
  window.keep.unmount = () => root.render(within(null));`;

const VUE = `
  import { createApp, h } from 'vue';
  import { useAgentEvent, useAgentState, useVideoEngager } from 'videoengager-agent-sdk/vue';
  const lines = ${LINES};
  let app;
  window.keep.mount = (options) => {
    app = createApp({
      setup() {
        const progress = useVideoEngager(options);
        const state = useAgentState();
        useAgentEvent('incomingCall', ({ displayName }) => console.log('rings: ' + displayName));
        return () => h('ul', null, lines(state.value, progress.value).map((line) => h('li', { key: line }, line)));
      },
    });
    app.mount('#root');
  };
  window.keep.unmount = () => app.unmount();`;

const WAYS = [
  ["React hooks", REACT(false)],
  ["React hooks in a component that is mounted twice, as under development", REACT(true)],
  ["Vue composables", VUE],
] as const;

async function open(host: HostPage, module: string): Promise<void> {
  const body = `<script src="/harness.js"></script><script>window.keep = {}</script><div id="root"></div>
    <script type="module">${module}; window.keep.isReady = true;</script>`;
  host.server.pages.set("/bindings", pageAround(body));
  await host.page.goto(`${host.server.origin}/bindings`);
  await host.page.waitForFunction(() => window.keep.isReady === true);
  await host.page.evaluate(async () => {
    const address = "/sdk/index.js";
    window.sdk = (await import(address)) as typeof window.sdk;
  });
}

const mount = (host: HostPage, options: Options): Promise<void> =>
  host.page.evaluate((given) => (window.keep.mount as (options: unknown) => void)(given), options);

const unmount = (host: HostPage): Promise<void> =>
  host.page.evaluate(() => (window.keep.unmount as () => void)());

const expectShown = (host: HostPage, ...lines: string[]): Promise<void> =>
  expect
    .poll(async () => await host.page.getByRole("listitem").allTextContents())
    .toEqual(expect.arrayContaining(lines));

/** Leftovers of the SDK. Marks on the root element and the framework's globals are ignored. */
async function remainingOfSdk(host: HostPage): Promise<Omit<Remaining, "body">> {
  const { body: _body, globals, ...remaining } = await host.remaining();
  return { ...remaining, globals: globals.filter((name) => !name.startsWith("__VUE")) };
}

for (const [what, module] of WAYS)
  test.describe(what, () => {
    test("show the agent's state from sign-in to the end of a call", async ({ host, peer }) => {
      peer.widgets.script = winsTheCall(peer);
      await open(host, module);
      await mount(host, standalone(peer));
      await expectShown(host, "ready true", "refused no", "online true", "queue false", "ringing nobody");
      await host.run(() => window.sdk.switchQueue(true));
      await expectShown(host, "queue true");
      await peer.push.latest!.ring({ visitorId: "visitor-1", name: "Grace+Hopper" });
      await expectShown(host, "ringing Grace Hopper");
      expect(host.consoleLines.filter((line) => line.startsWith("rings:"))).toEqual(["rings: Grace Hopper"]);
      await host.run(() => window.sdk.acceptCall("visitor-1"));
      await expectShown(host, "ringing nobody", "open true", "session CALL_STARTED", "microphone false");
      const own = { microphone: true, camera: false, screen: false };
      await peer.widgets.latest!.post({ ve: 1, type: "media", own, others: [], devices: {} });
      await expectShown(host, "microphone true");
      await peer.widgets.latest!.post(callMessage(peer, "FINISHED", "visitor-1"));
      await expectShown(host, "open false", "session NONE");
      await host.run(() => window.sdk.switchQueue(false));
      await expectShown(host, "queue false");
    });

    test("say why the platform refused the sign-in", async ({ host, peer }) => {
      await open(host, module);
      await mount(host, standalone(peer, { apiKey: "another-key" }));
      await expectShown(host, "ready false", "refused AGENT_NOT_AUTHENTICATED", "online false");
    });

    test("leave nothing in the page after unmounting, and can mount again", async ({ host, peer }) => {
      await open(host, module);
      const before = await remainingOfSdk(host);
      for (const round of [1, 2]) {
        await mount(host, standalone(peer));
        await expectShown(host, "ready true", "online true");
        await unmount(host);
        await expect(host.page.getByRole("listitem"), `round ${round}`).toHaveCount(0);
        await expect.poll(() => host.run(() => window.sdk.isInitialized())).toBe(false);
        await expect.poll(() => remainingOfSdk(host)).toEqual(before);
      }
    });
  });
