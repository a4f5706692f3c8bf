/** Our React hooks and Vue composables, used by several components of one page that mount and unmount. */
import { expect, test } from "./fixtures.ts";
import type { HostPage } from "./host-page.ts";
import { pageAround } from "./host-server.ts";
import { type Options, standalone } from "./init-options.ts";

/**
 * Both pages show two components, `first` and `second`, that initialise the agent, and a `panel` that lists the ringing calls.
 * `window.keep.show(names)` mounts these and unmounts the others. Each component has a button that calls `retry`.
 */
const REACT = `
  import { createElement as h, useState } from 'react';
  import { createRoot } from 'react-dom/client';
  import { useAgentEvent, useVideoEngager } from 'videoengager-agent-sdk/react';
  const View = ({ name, options }) => {
    const { isReady, error, retry } = useVideoEngager(options);
    return h('p', { id: name }, h('span', null, error ? error.code : isReady ? 'ready' : 'waiting'),
      h('button', { onClick: retry }, 'Retry ' + name));
  };
  const Panel = () => {
    const [names, setNames] = useState([]);
    useAgentEvent('incomingCall', ({ displayName }) => setNames((before) => [...before, displayName]));
    return h('p', { id: 'panel' }, h('span', null, names.join(', ')));
  };
  const root = createRoot(document.getElementById('root'));
  window.keep.show = (names, options) => root.render(names.map((name) => name === 'panel'
    ? h(Panel, { key: name }) : h(View, { key: name, name, options })));`;

const VUE = `
  import { createApp, h, ref, shallowRef } from 'vue';
  import { useAgentEvent, useVideoEngager } from 'videoengager-agent-sdk/vue';
  const View = { props: ['name', 'options'], setup({ name, options }) {
    const progress = useVideoEngager(options);
    return () => h('p', { id: name },
      [h('span', progress.value.error ? progress.value.error.code : progress.value.isReady ? 'ready' : 'waiting'),
       h('button', { onClick: () => progress.value.retry() }, 'Retry ' + name)]);
  } };
  const Panel = { setup() {
    const names = ref([]);
    useAgentEvent('incomingCall', ({ displayName }) => { names.value.push(displayName); });
    return () => h('p', { id: 'panel' }, [h('span', names.value.join(', '))]);
  } };
  const shown = shallowRef({ names: [], options: undefined });
  createApp({ setup: () => () => shown.value.names.map((name) => name === 'panel'
    ? h(Panel, { key: name }) : h(View, { key: name, name, options: shown.value.options })) }).mount('#root');
  window.keep.show = (names, options) => { shown.value = { names, options }; };`;

async function open(host: HostPage, module: string): Promise<void> {
  const body = `<script src="/harness.js"></script><script>window.keep = {}</script><div id="root"></div>
    <script type="module">${module}; window.keep.isReady = true;</script>`;
  host.server.pages.set("/sharing", pageAround(body));
  await host.page.goto(`${host.server.origin}/sharing`);
  await host.page.waitForFunction(() => window.keep.isReady === true);
  await host.page.evaluate(async () => {
    const address = "/sdk/index.js";
    window.sdk = (await import(address)) as typeof window.sdk;
  });
}

type Component = "first" | "second" | "panel";

const show = (host: HostPage, options: Options, ...names: readonly Component[]): Promise<void> =>
  host.page.evaluate(
    ([shown, given]) => (window.keep.show as (names: unknown, options: unknown) => void)(shown, given),
    [names, options] as const,
  );

const expectText = (host: HostPage, name: Component, text: string): Promise<void> =>
  expect(host.page.locator(`#${name} span`)).toHaveText(text);

const isInitialized = (host: HostPage): Promise<boolean> => host.run(() => window.sdk.isInitialized());

for (const [what, module] of [
  ["React hooks", REACT],
  ["Vue composables", VUE],
] as const)
  test.describe(what, () => {
    test("two components share one agent, and the last to unmount destroys it", async ({ host, peer }) => {
      const options = standalone(peer);
      await open(host, module);
      await show(host, options, "first", "second");
      await expectText(host, "first", "ready");
      await expectText(host, "second", "ready");
      await show(host, options, "second");
      await expectText(host, "second", "ready");
      expect(await isInitialized(host)).toBe(true);
      await show(host, options);
      await expect.poll(() => isInitialized(host)).toBe(false);
    });

    test("a component that replaces another keeps the agent", async ({ host, peer }) => {
      const options = standalone(peer);
      await open(host, module);
      await show(host, options, "first");
      await expectText(host, "first", "ready");
      const before = peer.push.sessions.length;
      await show(host, options, "second");
      await expectText(host, "second", "ready");
      expect(peer.push.sessions).toHaveLength(before);
    });

    test("a component is no longer ready after the agent is destroyed elsewhere, and can retry", async ({
      host,
      peer,
    }) => {
      await open(host, module);
      await show(host, standalone(peer), "first");
      await expectText(host, "first", "ready");
      await host.run(() => window.sdk.destroy());
      await expectText(host, "first", "waiting");
      await host.page.getByRole("button", { name: "Retry first" }).click();
      await expectText(host, "first", "ready");
    });

    test("a panel that mounts late gets the ringing calls, and later calls once", async ({ host, peer }) => {
      const options = standalone(peer);
      await open(host, module);
      await show(host, options, "first");
      await expectText(host, "first", "ready");
      await host.run(() => window.sdk.switchQueue(true));
      await peer.push.latest!.ring({ visitorId: "visitor-1", name: "Grace" });
      await expect.poll(() => host.run(() => window.sdk.getReceivedCalls().length)).toBe(1);
      await show(host, options, "first", "panel");
      await expectText(host, "panel", "Grace");
      await peer.push.latest!.ring({ visitorId: "visitor-2", name: "Ada" });
      await expectText(host, "panel", "Grace, Ada");
    });
  });

/** The agent goes online between the component's render and its subscription. */
const LATE_CHANGE: Readonly<Record<string, string>> = {
  "a React component": `
    import { createElement as h, useLayoutEffect } from 'react';
    import { createRoot } from 'react-dom/client';
    import { createAgent } from 'videoengager-agent-sdk';
    import { useAgentState } from 'videoengager-agent-sdk/react';
    const agent = createAgent();
    const View = () => {
      const { isOnline } = useAgentState(agent);
      useLayoutEffect(() => { agent.isOnline = () => true; }, []);
      return h('p', { id: 'panel' }, h('span', null, String(isOnline)));
    };
    createRoot(document.getElementById('root')).render(h(View));`,
  "a Vue component": `
    import { createApp, h, onBeforeMount } from 'vue';
    import { createAgent } from 'videoengager-agent-sdk';
    import { useAgentState } from 'videoengager-agent-sdk/vue';
    const agent = createAgent();
    createApp({ setup() {
      const state = useAgentState(agent);
      onBeforeMount(() => { agent.isOnline = () => true; });
      const first = state.value.isOnline;
      return () => h('p', { id: 'panel' }, [h('span', String(first || state.value.isOnline))]);
    } }).mount('#root');`,
};

for (const [what, module] of Object.entries(LATE_CHANGE))
  test(`${what} shows a change between its render and its subscription`, async ({ host }) => {
    await open(host, module);
    await expectText(host, "panel", "true");
  });
