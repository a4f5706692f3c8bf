/** The same small application for each build tool: it shows the SDK's version, and connects when its button is pressed. */
import { ROOT } from "./temporary-project.ts";

type Files = Readonly<Record<string, string>>;

const PLAIN = (options: string): string => `
import { init, on, VERSION } from "videoengager-agent-sdk";
document.querySelector("p").textContent = "SDK " + VERSION;
on("isOnline", (isOnline) => { document.querySelector("output").textContent = isOnline ? "online" : "offline"; });
document.querySelector("button").onclick = () => init(${options});
`;

const PAGE = `<!doctype html><title>Application</title>
<p></p><button>Connect</button><output>offline</output>
<script type="module" src="/application.js"></script>`;

export const viteApplication = (options: string): Files => ({
  "index.html": PAGE,
  "application.js": PLAIN(options),
});

export const webpackApplication = (options: string): Files => ({
  "dist/index.html": PAGE,
  "src/index.js": PLAIN(options),
});

export const nextApplication = (options: string): Files => ({
  "next.config.mjs": `export default { turbopack: { root: ${JSON.stringify(ROOT)} } };`,
  "app/layout.jsx": `export const metadata = { title: "Application" };
export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html>; }`,
  // A server component that imports the package itself.
  "app/page.jsx": `import { VERSION } from "videoengager-agent-sdk";
import { Connection } from "./connection.jsx";
export default function Page() { return <><p>{"SDK " + VERSION}</p><Connection /></>; }`,
  "app/connection.jsx": `"use client";
import { init } from "videoengager-agent-sdk";
import { useAgentState } from "videoengager-agent-sdk/react";
export function Connection() {
  const { isOnline } = useAgentState();
  return <><button onClick={() => init(${options})}>Connect</button><output>{isOnline ? "online" : "offline"}</output></>;
}`,
});

export const nuxtApplication = (options: string): Files => ({
  "package.json": '{ "private": true, "type": "module" }',
  "nuxt.config.ts": `export default defineNuxtConfig({
  telemetry: false, compatibilityDate: "2026-01-01", devtools: { enabled: false }, sourcemap: false,
});`,
  "app/app.vue": `<script setup>
import { init, VERSION } from "videoengager-agent-sdk";
import { useAgentState } from "videoengager-agent-sdk/vue";
const state = useAgentState();
const connect = () => init(${options});
</script>
<template>
  <p>SDK {{ VERSION }}</p>
  <button @click="connect">Connect</button>
  <output>{{ state.isOnline ? "online" : "offline" }}</output>
</template>`,
});
