/** The READMEs' examples, tests and page policies, as a reader copies them: only the addresses and credentials are the reader's own. */
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import type { InitOptions, VideoEngagerAgentError } from "videoengager-agent-sdk";
import { genericOptions, invitationLink, widgetFrame } from "../fixtures/agent-app.ts";
import type { HostSite } from "../fixtures/host-site.ts";
import { AGENT_PICTURE, VISITOR_PICTURE } from "../fixtures/pictures.ts";
import { byName, type RunningPlatform, startPlatform } from "../fixtures/platform.ts";
import { codeIn, headerIn } from "../fixtures/readme.ts";
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
const ROOT_README = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
const PLAYWRIGHT = createRequire(import.meta.url).resolve("@playwright/test/cli");
const run = promisify(execFile);

const codeOf = (beginning: string, readme = README): string => codeIn(readme, beginning);
const headerOf = (name: string, origin: string): string => headerIn(README, name, origin);

test("the README's test of an application passes against the platform", async ({ platform }, info) => {
  for (const name of ["playwright.config.js", "video-call.spec.js"])
    writeFileSync(
      info.outputPath(name),
      codeOf(`// ${name}\n`).replaceAll("http://localhost:8080", byName(platform)),
    );
  // The reader's Playwright installs its own browser.
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
    what: "frame-src lacks the platform",
    permits: /(?<=frame-src)[^;]*/,
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
    expect(less).not.toBe(policy);
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
  await expect(widget.getByTestId("media-advice")).toContainText(
    "The website that contains this page doesn't allow",
  );
});

test("with Trusted Types the policy that the README names is enough for the queue", async ({
  agentPage,
  hostSite,
  platform,
}) => {
  const policy = headerOf("Content-Security-Policy", platform.url);
  const openPermitting = (name: string): Promise<void> =>
    openPoliced(agentPage, hostSite, {
      "content-security-policy": `${policy}; require-trusted-types-for 'script'; trusted-types ${name}`,
    });
  const options = standaloneOptions(platform);
  await openPermitting("another-policy");
  expect(await failureOf(agentPage, "init", options)).toBe("VE_UNHANDLED_ERROR");
  await openPermitting("videoengager-agent-sdk");
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

function withOwnValues(code: string, { url, demo }: RunningPlatform): string {
  return code
    .replaceAll("http://localhost:8080", url)
    .replaceAll("your-platform.example", url)
    .replaceAll("your-api-key", demo.apiKey)
    .replaceAll(/agent@(example|company)\.com/g, demo.agentEmail);
}

/** Opens a page that contains a README's example; the application's server gives out tokens. Returns the lines of the console. */
async function openExample(
  page: Page,
  site: HostSite,
  platform: RunningPlatform,
  body: string,
): Promise<readonly string[]> {
  const { apiKey, externalId, agentEmail } = platform.demo;
  const answer = await page.request.post(`${platform.url}/api/partners/impersonateCreate`, {
    data: { pak: apiKey, division: externalId, email: agentEmail },
  });
  const { token } = (await answer.json()) as { readonly token: string };
  site.serve("/video-token", token);
  site.serve("/example", `<!doctype html><html><head><title>CRM</title></head><body>${body}</body></html>`);
  const lines: string[] = [];
  page.on("console", (message) => lines.push(message.text()));
  await page.goto(`${site.url}/example`);
  return lines;
}

const moduleScript = (code: string): string => `<script type="module">${code}</script>`;

/** The links that the example has written to the console after a word. */
const linksAfter = (word: string, lines: readonly string[]): readonly string[] =>
  lines.flatMap((line) => (line.startsWith(word) ? (/https?:\S+/.exec(line) ?? []) : []));

for (const { title, readme, ends } of [
  { title: "the SDK's README", readme: README, ends: "Seconds talked:" },
  { title: "the root README", readme: ROOT_README, ends: "The call is over" },
])
  test(`${title}: the first call invites a customer, and reports the end`, async ({
    agentPage,
    visitorPage,
    hostSite,
    platform,
  }) => {
    const code = codeOf('import { call, init, on } from "videoengager-agent-sdk";', readme);
    const body = moduleScript(withOwnValues(code, platform));
    const lines = await openExample(agentPage, hostSite, platform, body);
    await expect.poll(() => linksAfter("Send this to the customer:", lines)).toHaveLength(1);
    await joinCall(visitorPage, linksAfter("Send this to the customer:", lines)[0]!);
    await expectToSee(visitorPage, AGENT_PICTURE);
    await visitorPage.getByRole("button", { name: "Hang up" }).click();
    await expect.poll(() => lines.join("\n")).toContain(ends);
  });

test("the root README: the script tag opens the widget", async ({ agentPage, hostSite, platform }) => {
  const code = codeOf('<script src="http://localhost:8080', ROOT_README);
  await openExample(agentPage, hostSite, platform, withOwnValues(code, platform));
  const widget = await widgetFrame(agentPage);
  await expect(widget.getByRole("button", { name: "Copy link" }).first()).toBeVisible();
});

test("the README's queue: a customer rings, and one press accepts the call", async ({
  agentPage,
  visitorPage,
  hostSite,
}) => {
  // Separate: the demo agent is not free before the calls of the tests above have ended.
  const platform = await startPlatform();
  const code = codeOf('import { init, on, switchQueue } from "videoengager-agent-sdk";');
  await openExample(agentPage, hostSite, platform, moduleScript(withOwnValues(code, platform)));
  const created = await visitorPage.request.post(
    `${platform.url}/api/interactions/tenants/${platform.demo.tenantId}/interactions`,
    { data: {}, headers: { origin: hostSite.url } },
  );
  const { visitor } = (await created.json()) as { readonly visitor: { readonly fullUrl: string } };
  await joinCall(visitorPage, `${platform.url}${visitor.fullUrl}`);
  const ringing = agentPage.getByRole("listitem").filter({ hasText: "Clara Customer is calling" });
  await ringing.getByRole("button", { name: "Accept" }).click();
  await expectToSee(await widgetFrame(agentPage), VISITOR_PICTURE);
  await expectToSee(visitorPage, AGENT_PICTURE);
  await expect(ringing).toHaveCount(0);
  await platform.stop();
});

test("the README's own UI: the widget is in the application's element, and has its camera", async ({
  agentPage,
  hostSite,
  platform,
}) => {
  const code = codeOf('import { call, init } from "videoengager-agent-sdk";\n\nconst place');
  await openExample(agentPage, hostSite, platform, moduleScript(withOwnValues(code, platform)));
  const iframe = agentPage.locator("section > iframe");
  await expect(iframe).toHaveCSS("width", "640px");
  await expect(iframe).toHaveAttribute("allow", /camera/);
  await expect(agentPage.frameLocator("section > iframe").locator("video").first()).toBeVisible();
});

test("the README's several agents: each has its own call", async ({ agentPage, hostSite, platform }) => {
  const options = JSON.stringify(genericOptions(platform));
  const code = `${codeOf("import { createAgent }")}
for (const agent of [sales, support]) {
  await agent.init(${options});
  await agent.call();
}`;
  const lines = await openExample(agentPage, hostSite, platform, moduleScript(code));
  await expect.poll(() => linksAfter("Support:", lines)).toHaveLength(1);
  expect(linksAfter("Sales:", lines)).toHaveLength(1);
  expect(linksAfter("Sales:", lines)).not.toEqual(linksAfter("Support:", lines));
});
