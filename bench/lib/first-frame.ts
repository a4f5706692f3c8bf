/** What the benches of a call's start share: two people's browsers with 60 fps cameras, and the bare handshake to compare with. */
import type { Page } from "@playwright/test";
import { launchAgentBrowser, launchVisitorBrowser, type PersonBrowser } from "../../e2e/fixtures/browsers.ts";
import { type HostSite, startHostSite } from "../../e2e/fixtures/host-site.ts";
import { type RunningPlatform, startPlatform } from "../../e2e/fixtures/platform.ts";
import { median, printComparison } from "../report.ts";
import { type BareRelay, startBareRelay } from "./bare-call.ts";

const FRAMES_PER_SECOND = 60;
const ROUNDS = 12;

export interface CallStartWorld {
  readonly agent: PersonBrowser;
  readonly visitor: PersonBrowser;
  readonly platform: RunningPlatform;
  readonly site: HostSite;
  readonly relay: BareRelay;
}

/** Runs `round` in turn with a bare handshake, and prints both medians and their ratio. */
export async function compareWithBare(
  title: string,
  round: (world: CallStartWorld) => Promise<number>,
): Promise<void> {
  const world: CallStartWorld = {
    agent: await launchAgentBrowser(FRAMES_PER_SECOND),
    visitor: await launchVisitorBrowser(FRAMES_PER_SECOND),
    platform: await startPlatform({ env: { RATE_LIMIT_FACTOR: "0" } }),
    site: await startHostSite(),
    relay: await startBareRelay(),
  };
  const bareMs: number[] = [];
  const oursMs: number[] = [];
  for (let i = 0; i <= ROUNDS; i += 1) {
    const bare = await bareRound(world);
    const ours = await round(world);
    // The first round warms the browsers' caches.
    if (i > 0) {
      bareMs.push(bare);
      oursMs.push(ours);
    }
  }
  printComparison({
    title: `${title} (median of ${ROUNDS}, ${FRAMES_PER_SECOND} fps cameras)`,
    unit: "ms",
    ours: median(oursMs),
    floor: median(bareMs),
    floorName: "two bare peer connections",
  });
  const { agent, visitor, platform, site, relay } = world;
  relay.stop();
  await Promise.all([agent.close(), visitor.close(), platform.stop(), site.stop()]);
}

/** Fresh profiles for both, closed afterwards. */
export async function withPages(
  { agent, visitor }: CallStartWorld,
  act: (agentPage: Page, visitorPage: Page) => Promise<number>,
): Promise<number> {
  const contexts = [await agent.newContext(), await visitor.newContext()] as const;
  const result = await act(await contexts[0].newPage(), await contexts[1].newPage());
  await Promise.all(contexts.map((context) => context.close()));
  return result;
}

function bareRound(world: CallStartWorld): Promise<number> {
  return withPages(world, async (agentPage, visitorPage) => {
    for (const page of [agentPage, visitorPage]) {
      await page.goto(world.relay.url);
      await page.waitForFunction(() => document.title === "ready");
    }
    return visitorPage.evaluate(() => window.joinBare());
  });
}
