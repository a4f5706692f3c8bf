/**
 * The time from pressing Join to the agent's first decoded frame, through the whole platform. The floor is two bare peer
 * connections over a bare WebSocket relay. Same browsers, same 60 fps
 * cameras, rounds taken in turn; medians and their ratio.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { WebSocketServer } from "ws";
import { genericOptions, invitationLink, openAgentApp } from "../e2e/fixtures/agent-app.ts";
import { launchAgentBrowser, launchVisitorBrowser, type PersonBrowser } from "../e2e/fixtures/browsers.ts";
import { type HostSite, startHostSite } from "../e2e/fixtures/host-site.ts";
import { type RunningPlatform, startPlatform } from "../e2e/fixtures/platform.ts";
import { openInvitation } from "../e2e/fixtures/visitor.ts";
import { median, printComparison } from "./report.ts";

const ROUNDS = 12;
const FRAMES_PER_SECOND = 60;

declare global {
  interface Window {
    firstFrameMs: Promise<number>;
    joinBare(): Promise<number>;
  }
}

/** In the bare page: `joinBare()` makes the offer and resolves with the milliseconds to the other side's first frame. */
const BARE_PAGE = `<!doctype html><html><body><video id="remote" autoplay muted playsinline></video><script type="module">
const camera = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 480, frameRate: 60 }, audio: true });
const relay = new WebSocket("ws://" + location.host);
await new Promise((resolve) => relay.addEventListener("open", resolve));
const send = (message) => relay.send(JSON.stringify(message));
let peer;
function connect() {
  peer = new RTCPeerConnection();
  for (const track of camera.getTracks()) peer.addTrack(track, camera);
  peer.onicecandidate = ({ candidate }) => candidate && send({ candidate });
  peer.ontrack = ({ streams }) => { document.querySelector("#remote").srcObject = streams[0]; };
}
relay.addEventListener("message", async ({ data }) => {
  const { description, candidate } = JSON.parse(data);
  if (candidate) return peer.addIceCandidate(candidate);
  if (description.type === "offer") connect();
  await peer.setRemoteDescription(description);
  if (description.type === "offer") {
    await peer.setLocalDescription();
    send({ description: peer.localDescription });
  }
});
window.joinBare = () => new Promise((resolve) => {
  const startMs = performance.now();
  document.querySelector("#remote").requestVideoFrameCallback(() => resolve(performance.now() - startMs));
  connect();
  peer.setLocalDescription().then(() => send({ description: peer.localDescription }));
});
document.title = "ready";
</script></body></html>`;

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

interface World {
  readonly agent: PersonBrowser;
  readonly visitor: PersonBrowser;
  readonly platform: RunningPlatform;
  readonly site: HostSite;
}

async function withPages(
  { agent, visitor }: World,
  act: (agentPage: Page, visitorPage: Page) => Promise<number>,
): Promise<number> {
  const contexts = [await agent.newContext(), await visitor.newContext()] as const;
  const result = await act(await contexts[0].newPage(), await contexts[1].newPage());
  await Promise.all(contexts.map((context) => context.close()));
  return result;
}

function platformRound(world: World): Promise<number> {
  return withPages(world, async (agentPage, visitorPage) => {
    await openAgentApp(agentPage, world.site);
    await agentPage.evaluate(async (options) => {
      await window.sdk.init(options);
      await window.sdk.call();
    }, genericOptions(world.platform));
    const link = await invitationLink(agentPage);
    await visitorPage.addInitScript(watchFirstFrame);
    await openInvitation(visitorPage, link);
    await visitorPage.getByRole("button", { name: "Join call" }).click();
    return visitorPage.evaluate(() => window.firstFrameMs);
  });
}

function bareRound(world: World, url: string): Promise<number> {
  return withPages(world, async (agentPage, visitorPage) => {
    await Promise.all([agentPage, visitorPage].map((page) => page.goto(url)));
    await Promise.all(
      [agentPage, visitorPage].map((page) => page.waitForFunction(() => document.title === "ready")),
    );
    return visitorPage.evaluate(() => window.joinBare());
  });
}

/** A relay that passes each message on to the other sockets. */
async function startBareRelay(): Promise<{ url: string; stop(): void }> {
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html");
    response.end(BARE_PAGE);
  });
  const sockets = new WebSocketServer({ server });
  sockets.on("connection", (socket) =>
    socket.on("message", (data, binary) => {
      for (const other of sockets.clients) if (other !== socket) other.send(data, { binary });
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    stop: () => {
      sockets.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

const world: World = {
  agent: await launchAgentBrowser(FRAMES_PER_SECOND),
  visitor: await launchVisitorBrowser(FRAMES_PER_SECOND),
  platform: await startPlatform(),
  site: await startHostSite(),
};
const relay = await startBareRelay();
const bareMs: number[] = [];
const oursMs: number[] = [];
for (let round = 0; round <= ROUNDS; round += 1) {
  const bare = await bareRound(world, relay.url);
  const ours = await platformRound(world);
  // The first round warms the browsers' caches.
  if (round > 0) {
    bareMs.push(bare);
    oursMs.push(ours);
  }
}
printComparison({
  title: `Join to the first decoded remote frame (median of ${ROUNDS}, 60 fps cameras)`,
  unit: "ms",
  ours: median(oursMs),
  floor: median(bareMs),
  floorName: "two bare peer connections",
});
relay.stop();
await Promise.all([world.agent.close(), world.visitor.close(), world.platform.stop(), world.site.stop()]);
