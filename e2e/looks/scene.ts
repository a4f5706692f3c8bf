/** The tools of a story of the pictures: people with browsers, the platform, the texts of the story's language, and the comparison. */

import type { BrowserContextOptions, Frame, Page } from "@playwright/test";
import { createInteractionPath } from "@videoengager/protocol/rest/paths";
import { ar } from "../../packages/call-ui/src/text/ar.ts";
import { de } from "../../packages/call-ui/src/text/de.ts";
import { en } from "../../packages/call-ui/src/text/en.ts";
import type { Messages } from "../../packages/call-ui/src/text/messages.ts";
import type { Devices, PersonBrowsers } from "../fixtures/browsers.ts";
import { type Connection, holdConnection } from "../fixtures/connection.ts";
import type { HostSite } from "../fixtures/host-site.ts";
import type { RunningPlatform } from "../fixtures/platform.ts";
import type { Language } from "./languages.ts";
import { languagesOf, type StateName } from "./states.ts";
import { takePictures } from "./take-pictures.ts";

const PASSED_ON =
  "camera; microphone; autoplay; fullscreen; display-capture; clipboard-write; web-share; picture-in-picture";

const WORDS: Readonly<Record<Language, Messages>> = { en, de, ar };

export interface PersonOptions extends BrowserContextOptions {
  /** The outcome of a request for camera and microphone. Default `granted`. */
  readonly devices?: Devices;
  /** Runs in the pages before their own scripts. */
  readonly before?: () => void;
  /** Installs the tests' timers before the page's scripts, for stories that hold the time while timers run. Default false. */
  readonly clock?: boolean;
}

export interface Invitation {
  readonly agent: Page;
  readonly widget: Frame;
  readonly link: string;
  /** The widget's to the platform. */
  readonly connection: Connection;
}

/** One story. `close()` closes all its people. */
export class Scene {
  readonly platform: RunningPlatform;
  readonly language: Language;
  /** The call pages' texts in the story's language. */
  readonly words: Messages;
  readonly #site: HostSite;
  readonly #browsers: PersonBrowsers;
  readonly #pages: Page[];
  #hosts = 0;

  constructor(
    platform: RunningPlatform,
    site: HostSite,
    browsers: PersonBrowsers,
    language: Language,
    pages: Page[] = [],
  ) {
    this.#pages = pages;
    this.platform = platform;
    this.#site = site;
    this.#browsers = browsers;
    this.language = language;
    this.words = WORDS[language];
  }

  /** This scene with another platform, for a tenant with other settings. */
  at(platform: RunningPlatform): Scene {
    return new Scene(platform, this.#site, this.#browsers, this.language, this.#pages);
  }

  /** A page in a fresh profile of a person who reads the story's language. */
  async person({
    devices = "granted",
    before,
    clock = false,
    ...options
  }: PersonOptions = {}): Promise<Page> {
    const locale = this.language === "en" ? "en-GB" : this.language;
    const person = await this.#browsers.launch(devices);
    const context = await person.newContext({ locale, reducedMotion: "reduce", ...options });
    if (before !== undefined) await context.addInitScript(before);
    const page = await context.newPage();
    if (clock) await page.clock.install();
    this.#pages.push(page);
    return page;
  }

  /** The widget, filling a page of another site; `query` is what the SDK puts into its address. */
  async widget(page: Page, query: Readonly<Record<string, string>> = this.credential): Promise<Frame> {
    const address = new URL("/nextjs/single/smartvideo/", this.platform.url);
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
    this.#hosts += 1;
    const path = `/widget-${this.#hosts}`;
    this.#site.serve(
      path,
      `<!doctype html><html lang="en"><head><title>CRM</title><style>
        html, body { margin: 0; height: 100%; overflow: hidden } iframe { display: block; border: 0; width: 100%; height: 100% }
      </style></head><body><iframe title="Call" allow="${PASSED_ON}" src="${address.href.replaceAll("&", "&amp;")}"></iframe></body></html>`,
    );
    await page.goto(`${this.#site.url}${path}`);
    const frame = await (await page.waitForSelector("iframe")).contentFrame();
    if (frame === null) throw new Error("The widget's iframe has no frame.");
    return frame;
  }

  /** The key and address of the demo agent, as the SDK puts them into the widget's address. */
  get credential(): Readonly<Record<string, string>> {
    const { apiKey, agentEmail } = this.platform.demo;
    return { environment: "generic", pak: apiKey, email: agentEmail };
  }

  /** An agent who has started a call. */
  async invite(options: PersonOptions = {}): Promise<Invitation> {
    const agent = await this.person(options);
    const connection = await holdConnection(agent);
    const widget = await this.widget(agent);
    const link = await widget.getByLabel(this.words.invite.link, { exact: true }).inputValue();
    return { agent, widget, link, connection };
  }

  /** The link of a visitor's own request, as a company's web site gets it. */
  async request(visitor: Page, customData: object = {}): Promise<string> {
    const { url, demo } = this.platform;
    const created = await visitor.request.post(`${url}${createInteractionPath(demo.tenantId)}`, {
      data: { type: "OUTBOUND", customData },
      headers: { origin: this.#site.url },
    });
    const body: { readonly visitor: { readonly fullUrl: string } } = await created.json();
    return `${url}${body.visitor.fullUrl}`;
  }

  /** A visitor on the page that the link leads to, before the camera check's button. */
  async visit(link: string, options: PersonOptions = {}): Promise<Page> {
    const visitor = await this.person(options);
    await visitor.goto(link);
    return visitor;
  }

  async join(visitor: Page, name = "Clara Customer"): Promise<void> {
    const { yourName, join } = this.words.lobby;
    await visitor.getByLabel(yourName).fill(name);
    await visitor.getByRole("button", { name: join }).click();
  }

  /** Sends a message in the open chat. */
  async write(view: Page | Frame, text: string): Promise<void> {
    const { chat } = this.words;
    await view.getByLabel(chat.write).fill(text);
    await view.getByRole("button", { name: chat.send, exact: true }).click();
  }

  /** Compares the page with the pictures of a state. Does nothing if the state has none in this language. */
  async show(
    state: StateName,
    page: Page,
    { awake = true, view = page }: { readonly awake?: boolean; readonly view?: Page | Frame } = {},
  ): Promise<void> {
    if (!languagesOf(state).includes(this.language)) return;
    await takePictures(page, { state, words: this.words, language: this.language, view, awake });
  }

  async close(): Promise<void> {
    await Promise.all(this.#pages.map((page) => page.context().close()));
  }
}

/** Visits one or more states of `states.ts`. */
export interface Story {
  readonly title: string;
  /** Default: English and German. Arabic for the layouts that it mirrors; a page that speaks only English has no other. */
  readonly languages?: readonly Language[];
  /** Milliseconds; default 120 s. */
  readonly timeoutMs?: number;
  readonly tell: (scene: Scene) => Promise<void>;
}
