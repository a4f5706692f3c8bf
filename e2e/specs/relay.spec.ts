/** The call where no direct way exists: everything goes through coturn, with credentials of limited time. */
import type { Page, Route } from "@playwright/test";
import type { TakeVisitorSeatResponse } from "@videoengager/protocol/rest/visitor-seat";
import { genericOptions, invitationLink, openAgentApp, widgetFrame } from "../fixtures/agent-app.ts";
import { launchPersonBrowser, type PersonBrowser } from "../fixtures/browsers.ts";
import { AGENT_PICTURE, type Picture, VISITOR_PICTURE } from "../fixtures/pictures.ts";
import { startPlatform } from "../fixtures/platform.ts";
import { expectToHear, expectToSee } from "../fixtures/remote-media.ts";
import { talk } from "../fixtures/talk.ts";
import { expect, test } from "../fixtures/test.ts";
import { AGENT_TONE_HZ, VISITOR_TONE_HZ } from "../fixtures/tones.ts";
import { startTurnServer } from "../fixtures/turn-server.ts";
import { joinCall } from "../fixtures/visitor.ts";

/** Lets a page use relayed candidates only, as behind a firewall. */
function allowRelayOnly(): void {
  const Direct = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Direct {
    constructor(configuration?: RTCConfiguration) {
      super({ ...configuration, iceTransportPolicy: "relay" });
    }
  };
}

test("two sides that cannot reach each other talk through the relay", async ({
  agentPage,
  visitorPage,
  hostSite,
}) => {
  const turn = await startTurnServer();
  const platform = await startPlatform({ env: turn.env });
  await agentPage.addInitScript(allowRelayOnly);
  await visitorPage.addInitScript(allowRelayOnly);
  await openAgentApp(agentPage, hostSite);
  await agentPage.evaluate(async (options) => {
    await window.sdk.init(options);
    await window.sdk.call();
  }, genericOptions(platform));
  await joinCall(visitorPage, await invitationLink(agentPage));
  const widget = await widgetFrame(agentPage);
  await expectToSee(visitorPage, AGENT_PICTURE);
  await expectToSee(widget, VISITOR_PICTURE);
  await expectToHear(visitorPage, AGENT_TONE_HZ);
  await expectToHear(widget, VISITOR_TONE_HZ);
  await platform.stop();
  await turn.stop();
});

test("two sides whose networks permit only TLS talk through the relay", async ({ hostSite }) => {
  const turn = await startTurnServer({ tls: true });
  const platform = await startPlatform({
    env: { ...turn.env, TURN_URLS: `turns:127.0.0.1:${turn.tlsPort ?? 0}?transport=tcp` },
  });
  // coturn's certificate is self-signed.
  const launch = (picture: Picture, toneHz: number): Promise<PersonBrowser> =>
    launchPersonBrowser(picture, toneHz, 20, "granted", ["--ignore-certificate-errors"]);
  const agent = await launch(AGENT_PICTURE, AGENT_TONE_HZ);
  const visitor = await launch(VISITOR_PICTURE, VISITOR_TONE_HZ);
  const agentPage = await (await agent.newContext()).newPage();
  const visitorPage = await (await visitor.newContext()).newPage();
  await agentPage.addInitScript(allowRelayOnly);
  await visitorPage.addInitScript(allowRelayOnly);
  await talk(agentPage, visitorPage, hostSite, platform);
  await expectToHear(visitorPage, AGENT_TONE_HZ);
  await expectToHear(await widgetFrame(agentPage), VISITOR_TONE_HZ);
  await Promise.all([agent.close(), visitor.close()]);
  await platform.stop();
  await turn.stop();
});

/** Frames of the other side that were decoded so far. */
function decodedFrames(page: Page): Promise<number> {
  return page
    .getByTestId("remote-video")
    .evaluate((video: HTMLVideoElement) => video.getVideoPlaybackQuality().totalVideoFrames);
}

test("a way that breaks in the call is said so, and found again without anybody doing anything", async ({
  agentPage,
  visitorPage,
  hostSite,
}) => {
  test.setTimeout(120_000);
  const turn = await startTurnServer();
  const platform = await startPlatform({ env: turn.env });
  await agentPage.addInitScript(allowRelayOnly);
  await visitorPage.addInitScript(allowRelayOnly);
  await talk(agentPage, visitorPage, hostSite, platform);
  await turn.kill();
  await expect(visitorPage.getByText(/video and sound were interrupted/i)).toBeVisible({ timeout: 30_000 });
  const before = await decodedFrames(visitorPage);
  await turn.start();
  await expect.poll(() => decodedFrames(visitorPage), { timeout: 45_000 }).toBeGreaterThan(before + 20);
  await expect(visitorPage.getByText(/video and sound were interrupted/i)).toBeHidden();
  await expectToSee(visitorPage, AGENT_PICTURE);
  // A page measures every 5 s, and reports at the end of the call how its media travelled.
  await expect(visitorPage.getByRole("timer")).toHaveText(/^0:(1[2-9]|[2-5]\d)$/, { timeout: 20_000 });
  await visitorPage.getByRole("button", { name: "Hang up" }).click();
  await expect.poll(async () => readMediaPaths(platform.url)).toEqual(["relayed"]);
  await platform.stop();
  await turn.stop();
});

/** How the media of the calls travelled, as an operator sees it in the metrics. */
async function readMediaPaths(url: string): Promise<readonly string[]> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return [...metrics.matchAll(/^media_reports_total\{path="(\w+)"\} [1-9]/gm)].map(([, path = ""]) => path);
}

test("a seat whose token and relay credentials have run out gets new ones automatically", async ({
  agentPage,
  visitorPage,
  hostSite,
}) => {
  const turn = await startTurnServer();
  const platform = await startPlatform({ env: turn.env });
  await agentPage.addInitScript(allowRelayOnly);
  await visitorPage.addInitScript(allowRelayOnly);
  const runOut = async (route: Route): Promise<void> => {
    const response = await route.fetch();
    const taken = (await response.json()) as TakeVisitorSeatResponse;
    const iceServers = taken.seat.iceServers.map((server) => ({ ...server, username: "1:run-out" }));
    const seat = { ...taken.seat, seatToken: `${taken.seat.seatToken}x`, iceServers };
    await route.fulfill({ response, json: { ...taken, seat } });
  };
  await visitorPage.route(/\/seat$/, runOut, { times: 1 });
  await talk(agentPage, visitorPage, hostSite, platform);
  await expectToHear(visitorPage, AGENT_TONE_HZ);
  await platform.stop();
  await turn.stop();
});
