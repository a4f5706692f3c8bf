/**
 * The time from pressing Join to the visitor's first decoded frame of the agent, through the whole platform. The floor is two bare
 * peer connections over a bare WebSocket relay. Same browsers, same 60 fps cameras, rounds taken in turn; medians and their ratio.
 */
import { genericOptions, invitationLink, openAgentApp } from "../e2e/fixtures/agent-app.ts";
import { openInvitation } from "../e2e/fixtures/visitor.ts";
import { type CallStartWorld, compareWithBare, withPages } from "./lib/first-frame.ts";

declare global {
  interface Window {
    firstFrameMs: Promise<number>;
  }
}

/** In the visitor's page: the time from the press on the join button to the first frame of the remote video. */
function watchFirstFrame(): void {
  window.firstFrameMs = new Promise((resolve) => {
    let joinedMs = 0;
    addEventListener("click", () => (joinedMs = performance.now()), { capture: true });
    const look = () => {
      const video = document.querySelector<HTMLVideoElement>('[data-testid="remote-video"]');
      if (video) video.requestVideoFrameCallback(() => resolve(performance.now() - joinedMs));
      else requestAnimationFrame(look);
    };
    look();
  });
}

function joinOnce(world: CallStartWorld): Promise<number> {
  return withPages(world, async (agentPage, visitorPage) => {
    await openAgentApp(agentPage, world.site);
    await agentPage.evaluate(async (options) => {
      await window.sdk.init(options);
      await window.sdk.call();
    }, genericOptions(world.platform));
    const link = await invitationLink(agentPage);
    await visitorPage.addInitScript(watchFirstFrame);
    await openInvitation(visitorPage, link);
    await visitorPage.getByText("Your connection is ready.").waitFor();
    await visitorPage.getByRole("button", { name: "Join call" }).click();
    return visitorPage.evaluate(() => window.firstFrameMs);
  });
}

await compareWithBare("Join to the first decoded remote frame, aim ≤ 0.7 ×", joinOnce);
