import { createElement } from "react";
import { renderToString as renderReact } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { createSSRApp, h } from "vue";
import { renderToString as renderVue } from "vue/server-renderer";
import { useAgentEvent, useAgentState, useVideoEngager } from "../src/react/index.ts";
import * as vue from "../src/vue/index.ts";

const OPTIONS = { authMethod: "token", token: "t", domain: "platform.example" } as const;

describe("on a server", () => {
  it("a React component with the hooks renders what is true before anything happened", () => {
    const View = () => {
      const { isReady, error } = useVideoEngager(OPTIONS);
      const { callState, receivedCalls } = useAgentState();
      useAgentEvent("sessionStarted", () => {});
      return createElement("p", null, `${isReady} ${error} ${callState.status} ${receivedCalls.length}`);
    };
    expect(renderReact(createElement(View))).toBe("<p>false null NONE 0</p>");
  });

  it("a Vue component with the composables does, too", async () => {
    const app = createSSRApp({
      setup() {
        const progress = vue.useVideoEngager(OPTIONS);
        const state = vue.useAgentState();
        vue.useAgentEvent("sessionStarted", () => {});
        return () => h("p", `${progress.value.isReady} ${state.value.callState.status}`);
      },
    });
    expect(await renderVue(app)).toBe("<p>false NONE</p>");
  });
});
