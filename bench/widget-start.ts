/**
 * What the widget costs the agent's machine until it can be used: main-thread time in its frame from the navigation to the
 * invitation's copy button, with a cold cache, against the floor: an empty page in the same frame set-up, in the same run. Medians.
 * And what its first load weighs.
 */
import type { CDPSession } from "@playwright/test";
import { launchAgentBrowser, type PersonBrowser } from "../e2e/fixtures/browsers.ts";
import { LoadedFiles } from "../e2e/fixtures/first-load.ts";
import { startHostSite } from "../e2e/fixtures/host-site.ts";
import { startPlatform } from "../e2e/fixtures/platform.ts";
import { median, printComparison } from "./report.ts";

const ROUNDS = 12;

interface Cost {
  readonly scriptMs: number;
  readonly taskMs: number;
}

/**
 * The frame belongs to another site, so it has a separate process with separate metrics. They are counted from a blank page of
 * the platform's site, which the measured page then replaces.
 */
async function costOfFrame(
  person: PersonBrowser,
  blank: string,
  address: string,
  usable: string,
): Promise<Cost> {
  const context = await person.newContext();
  const page = await context.newPage();
  await page.goto(blank);
  const frame = await (await page.waitForSelector("iframe")).contentFrame();
  if (!frame) throw new Error("The host page has no frame.");
  await frame.waitForSelector("main", { state: "attached" });
  const session = await context.newCDPSession(frame);
  await session.send("Performance.enable");
  const before = await readCost(session);
  await frame.goto(address);
  await frame.waitForSelector(usable, { state: "attached" });
  const after = await readCost(session);
  await context.close();
  return { scriptMs: after.scriptMs - before.scriptMs, taskMs: after.taskMs - before.taskMs };
}

async function readCost(session: CDPSession): Promise<Cost> {
  const { metrics } = await session.send("Performance.getMetrics");
  const readMs = (name: string): number =>
    (metrics.find((metric) => metric.name === name)?.value ?? Number.NaN) * 1_000;
  return { scriptMs: readMs("ScriptDuration"), taskMs: readMs("TaskDuration") };
}

const findFrame = (src: string): string =>
  `<!doctype html><html><head><title>Host</title></head><body><iframe allow="camera; microphone" width="1200" height="700" src="${src.replaceAll("&", "&amp;")}"></iframe></body></html>`;

const agent = await launchAgentBrowser();
const platform = await startPlatform({ env: { RATE_LIMIT_FACTOR: "0" } });
const site = await startHostSite();
const blank = `${site.url.replace("localhost", "127.0.0.1")}/blank`;
site.serve(
  "/blank",
  '<!doctype html><html lang="en"><head><title>Blank</title></head><body><main></main></body></html>',
);
site.serve("/host", findFrame(blank));
const { apiKey, agentEmail } = platform.demo;
const query = new URLSearchParams({ environment: "generic", pak: apiKey, email: agentEmail });
const widgetAddress = `${platform.url}/nextjs/single/smartvideo/?${query.toString()}`;
const ours: Cost[] = [];
const floor: Cost[] = [];
for (let round = 0; round <= ROUNDS; round += 1) {
  const empty = await costOfFrame(agent, `${site.url}/host`, blank, "main");
  const widget = await costOfFrame(agent, `${site.url}/host`, widgetAddress, ".link-field");
  // The first round warms caches outside the browser.
  if (round === 0) continue;
  ours.push(widget);
  floor.push(empty);
}
for (const [title, cost] of [
  ["Scripting until the widget is usable", "scriptMs"],
  ["Main thread until the widget is usable", "taskMs"],
] as const)
  printComparison({
    title: `${title} (median of ${ROUNDS}, cold cache)`,
    unit: "ms",
    ours: median(ours.map((one) => one[cost])),
    floor: Math.max(0.1, median(floor.map((one) => one[cost]))),
    floorName: "an empty page in the same frame",
  });
const coldPage = await (await agent.newContext()).newPage();
const files = new LoadedFiles(coldPage);
await coldPage.goto(widgetAddress);
await coldPage.waitForSelector(".link-field", { state: "attached" });
console.log(`First load of the widget: ${(files.bytes / 1_000).toFixed(1)} kB brotli`);
await Promise.all([agent.close(), platform.stop(), site.stop()]);
