/** Two people in one browser, on the built platform and the built pages: the widget in a host page of another origin, and the visitor's page. */
import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Frame,
  type Page,
} from "@playwright/test";
import { createInteractionPath } from "@videoengager/protocol/rest/paths";
import { expect } from "vitest";

const MAIN = fileURLToPath(new URL("../../../platform/dist/main.js", import.meta.url));
const REMOTE = '[data-testid="remote-video"]';
const ALLOW = "camera; microphone; autoplay; fullscreen; display-capture; clipboard-write";

export interface StatusPosted {
  readonly type?: string;
  readonly status?: string;
  readonly shortUrl?: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

declare global {
  interface Window {
    heard: StatusPosted[];
  }
}

export interface PersonOptions extends BrowserContextOptions {
  /** Runs in the page before its own scripts. */
  readonly before?: string;
}

export class RealCall {
  readonly #dataDir: string = mkdtempSync(join(tmpdir(), "ve-call-ui-"));
  #platform: ChildProcess | null = null;
  #host: Server | null = null;
  #browser: Browser | null = null;
  #contexts: BrowserContext[] = [];
  #widget = "";
  #tenantId = "";
  url = "";
  hostUrl = "";

  async start(): Promise<void> {
    await this.startPlatform(0);
    const credentials = await fetch(`${this.url}/demo/credentials`, { headers: { origin: this.url } });
    const demo = (await credentials.json()) as {
      readonly apiKey: string;
      readonly agentEmail: string;
      readonly tenantId: string;
    };
    const query = new URLSearchParams({ environment: "generic", pak: demo.apiKey, email: demo.agentEmail });
    this.#tenantId = demo.tenantId;
    this.#widget = `${this.url}/nextjs/single/smartvideo/?${query.toString()}`;
    this.#host = createServer((request, response) => {
      const framed = new URL(request.url ?? "/", this.url).searchParams.get("frame") ?? this.#widget;
      response.setHeader("content-type", "text/html");
      response.end(`<!doctype html><title>CRM</title><script>heard = [];
addEventListener("message", ({ data }) => heard.push(data))</script>
<iframe allow="${ALLOW}" width="1200" height="700" src="${framed.replaceAll("&", "&amp;")}"></iframe>`);
    });
    await new Promise<void>((resolve) => this.#host?.listen(0, "127.0.0.1", resolve));
    this.hostUrl = `http://localhost:${(this.#host.address() as AddressInfo).port}/`;
    this.#browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
      chromiumSandbox: false,
      args: [
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        "--auto-select-desktop-capture-source=Entire screen",
      ],
    });
  }

  /** `port` 0: any. Another start takes up the data of the one before. */
  async startPlatform(port: number): Promise<void> {
    const child = fork(MAIN, {
      env: {
        ...process.env,
        DEMO: "1",
        HOST: "127.0.0.1",
        PORT: String(port),
        DATA_DIR: this.#dataDir,
        LOG_LEVEL: "error",
      },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    this.#platform = child;
    this.url = await new Promise<string>((resolve, reject) => {
      child.on("message", (message: { readonly type?: string; readonly url: string }) => {
        if (message.type === "ready") resolve(message.url);
      });
      child.on("exit", (code) => reject(new Error(`The platform ended with code ${code}.`)));
    });
  }

  async killPlatform(): Promise<void> {
    const child = this.#platform;
    if (child === null || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
  }

  /** Closes the pages of a test, also of one that failed: what they encode would slow down the next one. */
  async closePeople(): Promise<void> {
    await Promise.all(this.#contexts.splice(0).map((context) => context.close().catch(() => undefined)));
  }

  async stop(): Promise<void> {
    await this.#browser?.close();
    this.#host?.close();
    await this.killPlatform();
    rmSync(this.#dataDir, { recursive: true, force: true });
  }

  async person({ before, ...options }: PersonOptions = {}): Promise<Page> {
    if (this.#browser === null) throw new Error("The browser is not started.");
    const context = await this.#browser.newContext({
      permissions: ["camera", "microphone"],
      locale: "en-GB",
      viewport: { width: 1280, height: 800 },
      ...options,
    });
    this.#contexts.push(context);
    if (before !== undefined) await context.addInitScript(before);
    return context.newPage();
  }

  /** The agent's page with the widget in it, inviting. */
  async invite(options: PersonOptions = {}): Promise<{ agent: Page; widget: Frame; link: string }> {
    const agent = await this.person(options);
    await agent.goto(this.hostUrl);
    await agent.waitForFunction(() => window.heard.some(({ status }) => status === "PRE_CALL"));
    const link = await agent.evaluate(() => window.heard.find(({ shortUrl }) => shortUrl)?.shortUrl ?? "");
    const widget = agent.frames().at(-1);
    if (widget === undefined) throw new Error("The host page has no widget.");
    return { agent, widget, link };
  }

  /** A visitor who has asked for a call on a web site, before Join. */
  async request(options: PersonOptions = {}): Promise<Page> {
    const created = await fetch(`${this.url}${createInteractionPath(this.#tenantId)}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: this.url },
      body: JSON.stringify({ customData: {} }),
    });
    const body = (await created.json()) as { readonly visitor: { readonly fullUrl: string } };
    const visitor = await this.person(options);
    await visitor.goto(new URL(`${body.visitor.fullUrl}?name=Clara`, this.url).href);
    await visitor.getByRole("button", { name: "Join call" }).waitFor();
    return visitor;
  }

  /** The agent's page with the widget in it, which takes the call of a waiting visitor. */
  async claim(visitor: Page): Promise<Frame> {
    const interactionId = new URL(visitor.url()).pathname.split("/").at(-1) ?? "";
    const agent = await this.person();
    const frame = `${this.#widget}&veinteraction=${interactionId}`;
    await agent.goto(`${this.hostUrl}?frame=${encodeURIComponent(frame)}`);
    const widget = agent.frames().at(-1);
    if (widget === undefined) throw new Error("The host page has no widget.");
    return widget;
  }

  async join(link: string, options: PersonOptions = {}): Promise<Page> {
    const visitor = await this.person(options);
    await visitor.goto(`${link}?name=Clara`);
    await visitor.getByRole("button", { name: "Join call" }).click();
    return visitor;
  }
}

/** Resolves when frames of the other side's camera arrive, beyond those that were there. Not by `waitForFunction`: it takes a promise for true. */
export async function seesOther(view: Page | Frame): Promise<void> {
  await expect.poll(() => view.evaluate(seesFrames, REMOTE), { timeout: 25_000 }).toBe(true);
}

async function seesFrames(selector: string): Promise<boolean> {
  const video = document.querySelector<HTMLVideoElement>(selector);
  if (video === null || !video.checkVisibility({ opacityProperty: true }) || video.readyState < 2)
    return false;
  const before = video.getVideoPlaybackQuality().totalVideoFrames;
  for (let drawn = 0; drawn < 20; drawn += 1) await new Promise(requestAnimationFrame);
  return video.getVideoPlaybackQuality().totalVideoFrames > before;
}

export async function closeAll(...pages: readonly Page[]): Promise<void> {
  await Promise.all(pages.map((page) => page.context().close()));
}
