/** The released package works with each build tool, in a browser and with server rendering. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { type Browser, chromium, type Page } from "@playwright/test";
import { build } from "vite";
import { afterAll, beforeAll, expect, it } from "vitest";
import webpack from "webpack";
import { PlatformPeer } from "../platform-peer/platform-peer.ts";
import { nextApplication, nuxtApplication, viteApplication, webpackApplication } from "./applications.ts";
import { serveFolder, startServer, type WebServer } from "./servers.ts";
import { ROOT, TemporaryProject } from "./temporary-project.ts";

const MANIFEST = join(ROOT, "packages/agent-sdk/package.json");
const { version } = JSON.parse(readFileSync(MANIFEST, "utf8")) as { readonly version: string };

let peer: PlatformPeer;
let browser: Browser;
let options = "";

beforeAll(async () => {
  peer = await PlatformPeer.start();
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    chromiumSandbox: false,
  });
  options = JSON.stringify({
    authMethod: "generic",
    apiKey: peer.apiKey,
    externalId: peer.externalId,
    domain: peer.origin,
    agentEmail: "agent@example.com",
    standaloneMode: true,
  });
});

afterAll(async () => {
  await browser.close();
  await peer.stop();
});

/** The addresses of the application's own scripts that its page has requested. */
function collectScripts(page: Page, origin: string): Set<string> {
  const scripts = new Set<string>();
  page.on("request", (request) => {
    const isOwn = request.resourceType() === "script" && request.url().startsWith(origin);
    if (isOwn) scripts.add(request.url());
  });
  return scripts;
}

/** Opens the application and connects, and expects that the queue's code is downloaded only on connecting. */
async function expectToWork(server: WebServer): Promise<void> {
  const page = await browser.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  const scripts = collectScripts(page, server.origin);
  await page.goto(server.origin, { waitUntil: "networkidle" });
  expect(await page.locator("p").textContent()).toBe(`SDK ${version}`);
  const loadedAtStart = scripts.size;
  await page.getByRole("button", { name: "Connect" }).click();
  await page.locator("output", { hasText: "online" }).and(page.locator(":text-is('online')")).waitFor();
  expect(scripts.size, "the queue is a separate download").toBeGreaterThan(loadedAtStart);
  expect(problems).toEqual([]);
  await page.close();
}

async function buildWithWebpack(folder: string, entry: string, output: string): Promise<void> {
  const compiler = webpack({
    context: folder,
    mode: "production",
    entry,
    output: { path: join(folder, "dist"), filename: output },
  });
  await new Promise<void>((resolve, reject) => {
    compiler.run((error, stats) => {
      if (error) reject(error);
      else if (stats?.hasErrors() || stats?.hasWarnings()) reject(new Error(stats.toString()));
      else resolve();
    });
  });
}

it("Vite", async () => {
  const { folder } = await TemporaryProject.create("vite", viteApplication(options));
  await build({ root: folder, configFile: false, logLevel: "silent" });
  const server = await serveFolder(join(folder, "dist"));
  await expectToWork(server);
  await server.stop();
});

it("webpack", async () => {
  const { folder } = await TemporaryProject.create("webpack", webpackApplication(options));
  await buildWithWebpack(folder, "./src/index.js", "application.js");
  const server = await serveFolder(join(folder, "dist"));
  await expectToWork(server);
  await server.stop();
});

it("Next, with an import in a server component", async () => {
  const project = await TemporaryProject.create("next", nextApplication(options));
  await project.run("next/dist/bin/next", "build");
  const program = join(ROOT, "node_modules/next/dist/bin/next");
  const server = await startServer(project.folder, [program, "start"]);
  expect(await (await fetch(server.origin)).text()).toContain(`SDK ${version}`);
  await expectToWork(server);
  await server.stop();
}, 120_000);

it("Nuxt, rendered on its server", async () => {
  const project = await TemporaryProject.create("nuxt", nuxtApplication(options));
  await project.run("nuxt/bin/nuxt.mjs", "build");
  const server = await startServer(project.folder, [".output/server/index.mjs"]);
  expect(await (await fetch(server.origin)).text()).toContain(`SDK ${version}`);
  await expectToWork(server);
  await server.stop();
}, 120_000);

it.each([
  ["VERSION", "VERSION"],
  ["the error class", "VideoEngagerAgentError"],
])("importing %s alone costs less than 1 kB", async (_title, name) => {
  const { folder } = await TemporaryProject.create(`small-${name}`, {
    "src/index.js": `import { ${name} } from "videoengager-agent-sdk"; console.log(${name});`,
  });
  await buildWithWebpack(folder, "./src/index.js", "small.js");
  const code = readFileSync(join(folder, "dist/small.js"));
  expect(brotliCompressSync(code).length).toBeLessThan(1_000);
});
