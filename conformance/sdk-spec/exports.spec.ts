import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { expect, test } from "./fixtures.ts";
import { DIST, pageAround } from "./host-server.ts";
import { generic } from "./init-options.ts";

const FUNCTIONS = [
  "init",
  "call",
  "endCall",
  "on",
  "once",
  "off",
  "getInstance",
  "isInitialized",
  "destroy",
  "acceptCall",
  "rejectCall",
  "getDisplayName",
  "agentSettings",
  "getReceivedCalls",
  "switchQueue",
  "isOnQueue",
  "isOnline",
  "isIframeOpened",
  "setUiHandler",
  "getCurrentCallState",
];

/** Runs an ES module in Node, which has no DOM, and returns its JSON output. */
async function inNode(source: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", source]);
  return JSON.parse(stdout) as unknown;
}

test("every documented function is exported, and is also a static and a method of the class", async ({
  host,
}) => {
  const missing = await host.run((names) => {
    const { VideoEngagerAgent } = window.sdk;
    const places: Record<string, unknown> = {
      export: window.sdk,
      static: VideoEngagerAgent,
      method: window.sdk.getInstance(),
    };
    return Object.entries(places).flatMap(([place, holder]) =>
      names
        .filter((name) => typeof (holder as Record<string, unknown>)[name] !== "function")
        .filter((name) => !(place === "method" && name === "getInstance"))
        .map((name) => `${place} ${name}`),
    );
  }, FUNCTIONS);
  expect(missing).toEqual([]);
});

test("the class is also the default export, and its instances can clean up and initialize", async ({
  host,
}) => {
  const kinds = await host.run(() => {
    const { default: byDefault, VideoEngagerAgent } = window.sdk;
    const instance = window.sdk.getInstance();
    return [
      byDefault === VideoEngagerAgent,
      instance instanceof VideoEngagerAgent,
      window.sdk.getInstance() === instance,
      typeof instance.cleanup,
      typeof instance.initialize,
    ];
  });
  expect(kinds).toEqual([true, true, true, "function", "function"]);
});

test("VERSION is the package's", async ({ host }) => {
  const manifest = JSON.parse(await readFile(new URL("../package.json", DIST), "utf8")) as {
    version: string;
  };
  expect(await host.run(() => window.sdk.VERSION)).toBe(manifest.version);
});

test("an error contains the version of the SDK that created it", async ({ host }) => {
  const error = await host.fails(() => window.sdk.call());
  expect(error.version).toBe(await host.run(() => window.sdk.VERSION));
});

test("the instance, the class and the functions share one agent", async ({ host, peer }) => {
  await host.init(generic(peer));
  await host.run(() => window.sdk.getInstance().call({ customerId: "customer-123" }));
  const opened = await host.run(() => [
    window.sdk.isIframeOpened(),
    window.sdk.VideoEngagerAgent.isIframeOpened(),
    window.sdk.default.getCurrentCallState().inActiveSession,
  ]);
  expect(opened).toEqual([true, true, true]);
  await host.run(() => window.sdk.VideoEngagerAgent.endCall());
});

test("an instance also initializes and cleans up with its own method names", async ({ host, peer }) => {
  await host.run(async (options) => {
    const agent = window.sdk.createAgent();
    window.keep.agent = agent;
    await agent.initialize(options);
    await agent.call();
  }, generic(peer));
  expect(peer.widgets.all).toHaveLength(1);
  await host.run(() => (window.keep.agent as { cleanup(): Promise<void> }).cleanup());
  expect(await host.run(() => document.querySelectorAll("iframe").length)).toBe(0);
});

test("importing the SDK changes nothing in the page", async ({ host }) => {
  await host.page.goto(`${host.server.origin}/`);
  const before = await host.remaining();
  await host.page.evaluate(async () => {
    const address = "/sdk/index.js";
    await import(address);
  });
  expect(await host.remaining()).toEqual(before);
});

test("importing works without a DOM; only functions that need one fail, with an SDK error", async () => {
  const seen = await inNode(`
    import * as sdk from ${JSON.stringify(new URL("index.js", DIST).href)};
    const codeOf = (promise) => promise.then(() => "resolved", (error) => error.code);
    console.log(JSON.stringify({
      flags: [sdk.isInitialized(), sdk.isOnQueue(), sdk.isOnline(), sdk.isIframeOpened()],
      status: sdk.getCurrentCallState().status,
      call: await codeOf(sdk.call()),
      init: sdk.VideoEngagerAgentError.isVeError(
        await sdk.init({ authMethod: "generic" }).then(() => null, (error) => error)),
      unsubscribe: typeof sdk.on("sessionStarted", () => {}),
    }));
    await sdk.destroy();
  `);
  expect(seen).toEqual({
    flags: [false, false, false, false],
    status: "NONE",
    call: "AGENT_NOT_INITIALIZED",
    init: true,
    unsubscribe: "function",
  });
});

test("require() gets the same exports as import", async () => {
  const names = await inNode(`
    import { createRequire } from "node:module";
    import * as esm from ${JSON.stringify(new URL("index.js", DIST).href)};
    const cjs = createRequire(${JSON.stringify(DIST.href)})("./index.cjs");
    const sorted = (all) => Object.keys(all).filter((name) => !["module.exports"].includes(name)).sort();
    console.log(JSON.stringify([sorted(esm), sorted(cjs)]));
  `);
  const [esm, cjs] = names as [string[], string[]];
  expect(cjs).toEqual(esm);
});

test("the script tag sets one global: the class with the functions as statics", async ({
  host,
  hostServer,
  peer,
}) => {
  hostServer.pages.set("/script-tag", pageAround(""));
  await host.page.goto(`${hostServer.origin}/script-tag`);
  await host.page.addScriptTag({ url: "/harness.js" });
  const before = await host.remaining();
  await host.page.addScriptTag({ url: "/sdk/index.iife.js" });
  const after = await host.remaining();
  expect(after.globals).toEqual([...before.globals, "VideoEngagerAgent"]);
  expect([after.listeners, after.timers]).toEqual([before.listeners, before.timers]);
  const seen = await host.page.evaluate(async (options) => {
    const { VideoEngagerAgent: agent } = window;
    await agent.init(options);
    await agent.call({ customerId: "customer-123" });
    const state = agent.getCurrentCallState();
    await agent.endCall();
    await agent.destroy();
    return state.status;
  }, generic(peer));
  expect(seen).toBe("PRE_CALL");
});

test("the script tag's global has the error class and the codes", async ({ host }) => {
  await host.page.addScriptTag({ url: "/sdk/index.iife.js" });
  const kinds = await host.page.evaluate(() => {
    const all = window.VideoEngagerAgent as unknown as Record<string, unknown>;
    return ["VideoEngagerAgentError", "VEErrorCodes", "createAgent"].map((name) => typeof all[name]);
  });
  expect(kinds).toEqual(["function", "object", "function"]);
});

test("an error from another copy of the SDK is recognised", async ({ host }) => {
  await host.page.addScriptTag({ url: "/sdk/index.iife.js" });
  const recognised = await host.run(async () => {
    const { VideoEngagerAgentError } = window.sdk;
    try {
      await window.VideoEngagerAgent.call();
    } catch (error) {
      return [
        error instanceof VideoEngagerAgentError,
        VideoEngagerAgentError.isVeError(error),
        VideoEngagerAgentError.is(error, "AGENT_NOT_INITIALIZED"),
      ];
    }
    return null;
  });
  expect(recognised).toEqual([false, true, true]);
});
