import { createElement } from "react";
import { renderToString as renderReact } from "react-dom/server";
import { beforeEach, describe, expect, it } from "vitest";
import { createSSRApp, effectScope, h } from "vue";
import { renderToString as renderVue } from "vue/server-renderer";
import { createAgent, type VideoEngagerAgent } from "../src/index.ts";
import * as react from "../src/react/index.ts";
import * as vue from "../src/vue/index.ts";

const OPTIONS = { authMethod: "token", token: "t", domain: "platform.example" } as const;

let agent: VideoEngagerAgent;
/** Listeners of the agent that were added and not removed. */
let listeners: number;

beforeEach(() => {
  agent = createAgent();
  listeners = 0;
  const on = agent.on.bind(agent) as (...values: unknown[]) => () => void;
  const counted = (...values: unknown[]): (() => void) => {
    const unsubscribe = on(...values);
    listeners += 1;
    return () => {
      listeners -= 1;
      unsubscribe();
    };
  };
  agent.on = counted;
});

function renderReactComponent(): string {
  const View = () => {
    const { isReady, error } = react.useVideoEngager(OPTIONS, agent);
    const { callState, receivedCalls } = react.useAgentState(agent);
    react.useAgentEvent("sessionStarted", () => {}, agent);
    return createElement("p", null, `${isReady} ${error} ${callState.status} ${receivedCalls.length}`);
  };
  return renderReact(createElement(View));
}

function renderVueComponent(): Promise<string> {
  return renderVue(
    createSSRApp({
      setup() {
        const progress = vue.useVideoEngager(OPTIONS, agent);
        const state = vue.useAgentState(agent);
        vue.useAgentEvent("sessionStarted", () => {}, agent);
        return () =>
          h("p", `${progress.value.isReady} ${progress.value.error} ${state.value.callState.status}`);
      },
    }),
  );
}

/** A Pinia store is such a scope. */
function useInScopeOfItsOwn(): void {
  effectScope(true).run(() => vue.useAgentState(agent));
}

describe("on a server", () => {
  it("a React component renders an agent that is not initialised", () => {
    expect(renderReactComponent()).toBe("<p>false null NONE 0</p>");
  });

  it("a Vue component renders an agent that is not initialised", async () => {
    expect(await renderVueComponent()).toBe("<p>false null NONE</p>");
  });

  it.each<readonly [string, () => unknown]>([
    ["React components", renderReactComponent],
    ["Vue components", renderVueComponent],
    ["Vue scopes without a component", useInScopeOfItsOwn],
  ])("1,000 %s leave no listener", async (_what, render) => {
    for (let count = 0; count < 1_000; count++) await render();
    expect(listeners).toBe(0);
    expect(agent.isInitialized()).toBe(false);
  });
});
