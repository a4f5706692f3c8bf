/** A call whose two sides reach each other through coturn only, each behind an access link of the bench: ours, and a bare one. */
import type { BrowserContext, Frame, Page } from "@playwright/test";
import { genericOptions, invitationLink, openAgentApp, widgetFrame } from "../../e2e/fixtures/agent-app.ts";
import { launchPersonBrowser, type PersonBrowser } from "../../e2e/fixtures/browsers.ts";
import { type HostSite, startHostSite } from "../../e2e/fixtures/host-site.ts";
import { type RunningPlatform, startPlatform } from "../../e2e/fixtures/platform.ts";
import { AGENT_TONE_HZ, VISITOR_TONE_HZ } from "../../e2e/fixtures/tones.ts";
import type { TurnServer } from "../../e2e/fixtures/turn-server.ts";
import { openInvitation } from "../../e2e/fixtures/visitor.ts";
import { type BareRelay, startBareRelay } from "./bare-call.ts";
import { startCoturn } from "./coturn.ts";
import { isTone } from "./media-figures.ts";
import { installProbe, type Probe, readProbe } from "./media-probe.ts";
import { startTlsForwarder, type TlsForwarder } from "./tls-forwarder.ts";
import { startUdpForwarder, type UdpForwarder } from "./udp-forwarder.ts";

const FRAMES_PER_SECOND = 30;
const COMES_UP_WITHIN_MS = 40_000;

export type Kind = "ours" | "bare";
/** How the pages reach coturn. */
export type Access = "udp" | "tls";

export interface World {
  readonly browsers: Readonly<Record<"agent" | "visitor", PersonBrowser>>;
  readonly turn: TurnServer;
  readonly links: Readonly<Record<"agent" | "visitor", UdpForwarder>>;
  readonly tls: TlsForwarder;
  readonly platforms: Readonly<Record<Access, RunningPlatform>>;
  readonly site: HostSite;
  readonly relay: BareRelay;
  stop(): Promise<void>;
}

export interface RelayedCall {
  /** What each side receives, since its page was opened. */
  probes(): Promise<readonly [agent: Probe, visitor: Probe]>;
  /** From the visitor's joining, or the bare offer, to sound and picture on both sides, milliseconds; null: it did not come up. */
  readonly upMs: number | null;
  close(): Promise<void>;
}

/** @param tlsDelayMs of the access over TLS, one way */
export async function startWorld(tlsDelayMs: number): Promise<World> {
  // coturn's certificate is self-signed.
  const launch = (toneHz: number): Promise<PersonBrowser> =>
    launchPersonBrowser(null, toneHz, FRAMES_PER_SECOND, "granted", ["--ignore-certificate-errors"]);
  const turn = await startCoturn();
  const links = { agent: await startUdpForwarder(turn.port), visitor: await startUdpForwarder(turn.port) };
  const tls = await startTlsForwarder(turn.tlsPort ?? 0, tlsDelayMs);
  const platforms = {
    udp: await startPlatform({ env: turn.env }),
    tls: await startPlatform({ env: { ...turn.env, TURN_URLS: urlOf("tls", turn) } }),
  };
  const browsers = { agent: await launch(AGENT_TONE_HZ), visitor: await launch(VISITOR_TONE_HZ) };
  const site = await startHostSite();
  const relay = await startBareRelay();
  return {
    browsers,
    turn,
    links,
    tls,
    platforms,
    site,
    relay,
    async stop() {
      await Promise.all([browsers.agent.close(), browsers.visitor.close()]);
      await Promise.all([platforms.udp.stop(), platforms.tls.stop(), site.stop()]);
      relay.stop();
      links.agent.stop();
      links.visitor.stop();
      tls.stop();
      await turn.stop();
    },
  };
}

function urlOf(access: Access, { port, tlsPort }: TurnServer): string {
  return access === "udp"
    ? `turn:127.0.0.1:${port}?transport=udp`
    : `turns:127.0.0.1:${tlsPort ?? 0}?transport=tcp`;
}

/** Resolves when sound and picture arrive on both sides, or when it is clear that they don't. */
export async function startCall(world: World, kind: Kind, access: Access = "udp"): Promise<RelayedCall> {
  const contexts = {
    agent: await openContext(world, "agent"),
    visitor: await openContext(world, "visitor"),
  };
  const pages = { agent: await contexts.agent.newPage(), visitor: await contexts.visitor.newPage() };
  const started =
    kind === "ours" ? await startOurs(world, pages, access) : await startBare(world, pages, access);
  const probes = async (): Promise<readonly [Probe, Probe]> => [
    await readProbe(started.agentView),
    await readProbe(pages.visitor),
  ];
  return {
    probes,
    upMs: await untilMedia(probes, started.joinedMs),
    async close() {
      await Promise.all([contexts.agent.close(), contexts.visitor.close()]);
    },
  };
}

async function openContext(
  { browsers, turn, links, tls }: World,
  side: "agent" | "visitor",
): Promise<BrowserContext> {
  const context = await browsers[side].newContext({ bypassCSP: true });
  await installProbe(context, {
    toneHz: side === "agent" ? VISITOR_TONE_HZ : AGENT_TONE_HZ,
    ports: [
      { from: turn.port, to: links[side].port },
      { from: turn.tlsPort ?? 0, to: tls.port },
    ],
  });
  return context;
}

type Pages = Readonly<Record<"agent" | "visitor", Page>>;

interface Started {
  readonly agentView: Page | Frame;
  readonly joinedMs: number;
}

async function startOurs({ platforms, site }: World, pages: Pages, access: Access): Promise<Started> {
  await openAgentApp(pages.agent, site);
  await pages.agent.evaluate(async (options) => {
    await window.sdk.init(options);
    await window.sdk.call();
  }, genericOptions(platforms[access]));
  const link = await invitationLink(pages.agent);
  const openedMs = Date.now();
  await openInvitation(pages.visitor, link);
  await pages.visitor.getByRole("button", { name: "Join call" }).click();
  return { agentView: await widgetFrame(pages.agent), joinedMs: openedMs };
}

async function startBare({ relay, turn }: World, pages: Pages, access: Access): Promise<Started> {
  for (const page of [pages.agent, pages.visitor]) {
    await page.goto(relay.url);
    await page.waitForFunction(() => document.title === "ready");
    await page.evaluate(
      (server) => {
        window.bareIceServers = [server];
      },
      turn.iceServer(urlOf(access, turn)),
    );
  }
  const joinedMs = Date.now();
  await pages.agent.evaluate(() => void window.joinBare());
  return { agentView: pages.agent, joinedMs };
}

async function untilMedia(probes: RelayedCall["probes"], joinedMs: number): Promise<number | null> {
  while (Date.now() - joinedMs < COMES_UP_WITHIN_MS) {
    const all = await probes();
    const arrivals = all.map(({ blocks, samples }) => {
      const soundMs = blocks.find((block) => isTone([block]))?.atMs;
      const pictureMs = samples.find(({ frames }) => frames > 0)?.atMs;
      return soundMs === undefined || pictureMs === undefined ? null : Math.max(soundMs, pictureMs);
    });
    if (arrivals.every((atMs) => atMs !== null)) return Math.max(...arrivals) - joinedMs;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return null;
}
