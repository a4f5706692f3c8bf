/** What the SDK's README says of tests and of a page's policies, as a reader copies it: only the addresses are the reader's own. */
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import type { InitOptions, VideoEngagerAgentError } from "videoengager-agent-sdk";
import { genericOptions, invitationLink, widgetFrame } from "../fixtures/agent-app.ts";
import type { HostSite } from "../fixtures/host-site.ts";
import { AGENT_PICTURE, VISITOR_PICTURE } from "../fixtures/pictures.ts";
import { byName, type RunningPlatform } from "../fixtures/platform.ts";
import { expectToSee } from "../fixtures/remote-media.ts";
import { expect, test } from "../fixtures/test.ts";
import { joinCall } from "../fixtures/visitor.ts";

declare global {
  interface Window {
    /** What the page's policy did not let through. */
    refused: string[];
  }
}

const README = readFileSync(new URL("../../packages/agent-sdk/README.md", import.meta.url), "utf8");
const PLAYWRIGHT = createRequire(import.meta.url).resolve("@playwright/test/cli");
const run = promisify(execFile);

/** The README's code that begins with these words. */
function codeOf(beginning: string): string {
  const code = Array.from(README.matchAll(/^```\w+\n([\s\S]*?)^```/gm), ([, text = ""]) => text);
  const found = code.find((text) => text.startsWith(beginning));
  if (found === undefined) throw new Error(`The README has no code that begins with "${beginning}".`);
  return found;
}

/** A header of the README's, for this platform. */
function headerOf(name: string, origin: string): string {
  return codeOf(`${name}: `)
    .slice(`${name}: `.length)
    .replaceAll(/\s+/g, " ")
    .replaceAll("https://your-platform.example", origin)
    .replaceAll("wss://your-platform.example", origin.replace("http", "ws"))
    .trim();
}

test("the README's test of an application passes against the platform", async ({ platform }, info) => {
  for (const name of ["playwright.config.js", "video-call.spec.js"])
    writeFileSync(
      info.outputPath(name),
      codeOf(`// ${name}\n`).replaceAll("http://localhost:8080", byName(platform)),
    );
  // The reader's Playwright has a browser of its own.
  const browser = {
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    chromiumSandbox: false,
  };
  const config = info.outputPath("with-this-browser.config.js");
  writeFileSync(
    config,
    `import config from "./playwright.config.js";
Object.assign(config.use.launchOptions, ${JSON.stringify(browser)});
export default { ...config, outputDir: "results" };`,
  );
  const ran = run(process.execPath, [PLAYWRIGHT, "test", "-c", config, "--reporter=line"]);
  const { stdout } = await ran.catch((failed: { readonly stdout: string }) => failed);
  expect(stdout).toContain("1 passed");
});

/** An application in a page with the README's policies; resolves when it has the SDK. */
async function openPoliced(
  page: Page,
  site: HostSite,
  policies: Readonly<Record<string, string>>,
): Promise<void> {
  site.serve(
    "/policed.js",
    `import * as sdk from "/sdk/index.js";
window.refused = [];
document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
  window.refused.push(effectiveDirective + " " + blockedURI);
});
window.sdk = sdk;`,
    { "content-type": "text/javascript" },
  );
  site.serve(
    "/policed",
    '<!doctype html><title>CRM</title><script type="module" src="/policed.js"></script>',
    policies,
  );
  await page.goto(`${site.url}/policed`);
  await page.waitForFunction(() => window.sdk !== undefined);
}

const standaloneOptions = (platform: RunningPlatform) => ({
  ...genericOptions(platform),
  externalId: platform.demo.externalId,
  standaloneMode: true,
});

test("in a page with the README's policies everything works: the queue, the call, both pictures, a shared screen", async ({
  agentPage,
  visitorPage,
  hostSite,
  platform,
}) => {
  await openPoliced(agentPage, hostSite, {
    "content-security-policy": headerOf("Content-Security-Policy", platform.url),
    "permissions-policy": headerOf("Permissions-Policy", platform.url),
  });
  await agentPage.evaluate(async (options) => {
    await window.sdk.init(options);
    await window.sdk.switchQueue(true);
    await window.sdk.call();
  }, standaloneOptions(platform));
  const widget = await widgetFrame(agentPage);
  await joinCall(visitorPage, await invitationLink(agentPage));
  await expectToSee(visitorPage, AGENT_PICTURE);
  await expectToSee(widget, VISITOR_PICTURE);
  await widget.getByRole("button", { name: "Share screen" }).click();
  await expect(widget.getByText("You are sharing your screen")).toBeVisible();
  expect(await agentPage.evaluate(() => window.refused)).toEqual([]);
});

/** What an operation of the SDK's in the page rejects with. */
function failureOf(
  page: Page,
  work: "init" | "call",
  options: Readonly<Record<string, string | number | boolean>>,
): Promise<string> {
  return page.evaluate(
    async ([isCall, given]) => {
      const init = window.sdk.init(given as unknown as InitOptions);
      const done = isCall ? init.then(() => window.sdk.call()) : init;
      return done.then(
        () => "nothing",
        (error: VideoEngagerAgentError) => error.code,
      );
    },
    [work === "call", options] as const,
  );
}

for (const { what, permits, work, code } of [
  {
    what: "connect-src lacks the platform",
    permits: /(?<=connect-src 'self')[^;]*/,
    work: "call",
    code: "WIDGET_IFRAME_LOAD_FAILED",
  },
  {
    what: "connect-src lacks the platform",
    permits: /(?<=connect-src 'self')[^;]*/,
    work: "init",
    code: "VE_UNHANDLED_ERROR",
  },
  {
    what: "connect-src lacks the agent's channel",
    permits: / ws:[^;]*/,
    work: "init",
    code: "OPERATION_TIMEOUT",
  },
  {
    what: "script-src lacks the platform",
    permits: /(?<=script-src 'self')[^;]*/,
    work: "init",
    code: "VE_UNHANDLED_ERROR",
  },
] as const)
  test(`where ${what}, ${work}() fails as the README says: ${code}`, async ({
    agentPage,
    hostSite,
    platform,
  }) => {
    const policy = headerOf("Content-Security-Policy", platform.url);
    const less = policy.replace(permits, "");
    expect(less.length).toBeLessThan(policy.length);
    await openPoliced(agentPage, hostSite, { "content-security-policy": less });
    const options = work === "call" ? genericOptions(platform) : standaloneOptions(platform);
    expect(await failureOf(agentPage, work, { ...options, timeoutMs: 3_000 })).toBe(code);
  });

test("where a Permissions-Policy names the page alone, the widget says that the page passes nothing on", async ({
  agentPage,
  hostSite,
  platform,
}) => {
  const policy = headerOf("Permissions-Policy", platform.url).replaceAll(` "${platform.url}"`, "");
  await openPoliced(agentPage, hostSite, { "permissions-policy": policy });
  await agentPage.evaluate(async (options) => {
    await window.sdk.init(options);
    await window.sdk.call();
  }, genericOptions(platform));
  const widget = await widgetFrame(agentPage);
  await expect(widget.getByTestId("media-advice")).toContainText("doesn't pass on the permission");
});

test("with trusted types a default policy that lets the hidden frame through is enough for the queue", async ({
  agentPage,
  hostSite,
  platform,
}) => {
  const policy = headerOf("Content-Security-Policy", platform.url);
  await openPoliced(agentPage, hostSite, {
    "content-security-policy": `${policy}; require-trusted-types-for 'script'`,
  });
  const options = standaloneOptions(platform);
  expect(await failureOf(agentPage, "init", options)).toBe("VE_UNHANDLED_ERROR");
  await agentPage.evaluate(() => {
    const { trustedTypes } = window as unknown as {
      trustedTypes: { createPolicy(name: string, rules: object): void };
    };
    trustedTypes.createPolicy("default", {
      createHTML: (html: string) => (html.startsWith("<script crossorigin") ? html : null),
    });
  });
  expect(await failureOf(agentPage, "init", options)).toBe("nothing");
});

for (const embedder of ["require-corp", "credentialless"])
  test(`in a page that isolates itself by ${embedder} an agent and a visitor see each other`, async ({
    agentPage,
    visitorPage,
    hostSite,
    platform,
  }) => {
    await openPoliced(agentPage, hostSite, {
      "cross-origin-embedder-policy": embedder,
      "cross-origin-opener-policy": "same-origin",
    });
    await agentPage.evaluate(async (options) => {
      await window.sdk.init(options);
      await window.sdk.call();
    }, standaloneOptions(platform));
    await joinCall(visitorPage, await invitationLink(agentPage));
    await expectToSee(visitorPage, AGENT_PICTURE);
    await expectToSee(await widgetFrame(agentPage), VISITOR_PICTURE);
    expect(await agentPage.evaluate(() => crossOriginIsolated)).toBe(true);
  });
