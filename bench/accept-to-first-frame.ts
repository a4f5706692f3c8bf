/**
 * The time from `acceptCall()` to the agent's first decoded frame of a visitor who waits, widget load included. The floor is two
 * bare peer connections over a bare WebSocket relay, whose pages and cameras are ready. Same browsers, same 60 fps cameras, rounds
 * taken in turn; medians and their ratio. The agent took one call before, so the browser's cache is warm.
 */
import type { Page } from "@playwright/test";
import { openAgentApp } from "../e2e/fixtures/agent-app.ts";
import { joinCall } from "../e2e/fixtures/visitor.ts";
import { type CallStartWorld, compareWithBare, withPages } from "./lib/first-frame.ts";

/** The widget tells the page: a look into it would take its time in the middle of what is measured. */
function watchFirstFrame(): void {
  if (window === window.top) return;
  const look = (): void => {
    const video = document.querySelector<HTMLVideoElement>('[data-testid="remote-video"]');
    if (video)
      video.requestVideoFrameCallback((nowMs) =>
        window.parent.postMessage({ firstFrameAtMs: performance.timeOrigin + nowMs }, "*"),
      );
    else requestAnimationFrame(look);
  };
  look();
}

async function goOnQueue(page: Page, { site, platform }: CallStartWorld): Promise<void> {
  const { apiKey, externalId, agentEmail } = platform.demo;
  await openAgentApp(page, site);
  await page.evaluate(
    async (options) => {
      await window.sdk.init({ authMethod: "generic", standaloneMode: true, ...options });
      await window.sdk.switchQueue(true);
    },
    { apiKey, externalId, agentEmail, domain: platform.url },
  );
}

/** A visitor's request; resolves when it rings at the agent. */
async function ring(agentPage: Page, visitorPage: Page, world: CallStartWorld): Promise<string> {
  const { url, demo } = world.platform;
  const created = await visitorPage.request.post(
    `${url}/api/interactions/tenants/${demo.tenantId}/interactions`,
    { data: { type: "OUTBOUND" }, headers: { origin: world.site.url } },
  );
  const { interactionId, visitor } = (await created.json()) as {
    interactionId: string;
    visitor: { fullUrl: string };
  };
  await joinCall(visitorPage, `${url}${visitor.fullUrl}`);
  await agentPage.waitForFunction(
    (id) => window.sdk.getReceivedCalls().some(({ visitorId }) => visitorId === id),
    interactionId,
  );
  return interactionId;
}

function accept(agentPage: Page, interactionId: string): Promise<number> {
  return agentPage.evaluate(async (id) => {
    const firstFrame = new Promise<number>((resolve) => {
      addEventListener("message", ({ data }: MessageEvent<{ readonly firstFrameAtMs?: number }>) => {
        if (data.firstFrameAtMs) resolve(data.firstFrameAtMs);
      });
    });
    const startMs = performance.timeOrigin + performance.now();
    void window.sdk.acceptCall(id);
    return (await firstFrame) - startMs;
  }, interactionId);
}

function acceptTwice(world: CallStartWorld): Promise<number> {
  return withPages(world, async (agentPage, visitorPage) => {
    await agentPage.addInitScript(watchFirstFrame);
    await goOnQueue(agentPage, world);
    await accept(agentPage, await ring(agentPage, visitorPage, world));
    await agentPage.evaluate(() => window.sdk.endCall());
    await agentPage.waitForSelector("iframe.video-engager-widget-iframe", { state: "detached" });
    return accept(agentPage, await ring(agentPage, visitorPage, world));
  });
}

await compareWithBare("acceptCall() to the first decoded frame of the visitor, aim ≤ 1.0 ×", acceptTwice);
