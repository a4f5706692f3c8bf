/** The pictures of one state in one language, and axe once per colour scheme. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { setTimeout as delay } from "node:timers/promises";
import { expect, type Frame, type Page } from "@playwright/test";
import { formatDuration } from "@videoengager/ui-kit/text/format-duration";
import type { Messages } from "../../packages/call-ui/src/text/messages.ts";
import type { Language } from "./languages.ts";
import { isCard, languagesOf, type StateName } from "./states.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const STYLE = readFileSync(new URL("picture.css", import.meta.url), "utf8");

interface Look {
  readonly width: number;
  readonly height: number;
  readonly colorScheme: "light" | "dark";
}

const PHONE_LIGHT: Look = { width: 390, height: 844, colorScheme: "light" };

/** 640×400 is what is left of a laptop's 1280×800 at a zoom of 200 %. */
const LOOKS: Readonly<Record<Language, readonly Look[]>> = {
  en: [
    { width: 1280, height: 800, colorScheme: "light" },
    { width: 390, height: 844, colorScheme: "dark" },
    { width: 320, height: 568, colorScheme: "light" },
  ],
  de: [PHONE_LIGHT, { width: 640, height: 400, colorScheme: "dark" }],
  ar: [PHONE_LIGHT],
};

/** A state with only a few words on a card looks like the others of its kind, so it has one picture per language. */
export const looksOf = (state: StateName, language: Language): readonly Look[] =>
  isCard(state) ? LOOKS[language].slice(0, 1) : LOOKS[language];

/** The file of a state's picture, below `pictures/`. */
export function pictureName(state: string, language: string, { width, height, colorScheme }: Look): string {
  return `${state}/${width}x${height}-${colorScheme}${language === "en" ? "" : `-${language}`}.png`;
}

export interface PictureOptions {
  readonly state: StateName;
  readonly language: Language;
  /** In that language. */
  readonly words: Messages;
  /** What axe checks: a frame, or the page itself. */
  readonly view: Page | Frame;
  /** Moves the pointer before each picture, so that controls don't fade. Default true. */
  readonly awake?: boolean;
}

/** Takes and compares all pictures of a state that the page is in. A difference fails the test, and the story goes on. */
export async function takePictures(page: Page, options: PictureOptions): Promise<void> {
  const { state, language, words, view, awake = true } = options;
  const { ended } = words;
  const before = page.viewportSize();
  for (const frame of page.frames())
    await frame.evaluate(holdStill, {
      css: STYLE,
      isShown: frame === frameOf(view),
      talkTime: ended.took(formatDuration(TALK_TIME_MS, language)),
      noTalk: ended.notConnected,
    });
  const examined = new Set<Look["colorScheme"]>();
  const waking = awake ? keepAwake(page) : null;
  for (const look of looksOf(state, language)) {
    const { width, height, colorScheme } = look;
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    if (!isPage(view)) await expectFitted(view, look);
    if (awake) await expect(view.locator("main[data-quiet=true]")).toHaveCount(0);
    const name = pictureName(state, language, look);
    expect.soft(await sidewaysOverflow(view), `${name}: pixels beyond the edge`).toBeLessThanOrEqual(0);
    const hasChat = await view.locator("[data-chat=true]").isVisible();
    await expectPicture(page, name, isPage(view) && !hasChat);
    // What axe looks at differs by colour scheme, not by language or size.
    if (language === languagesOf(state)[0] && !examined.has(colorScheme)) {
      examined.add(colorScheme);
      expect.soft(await barriersIn(view), `${name}: what axe finds`).toEqual([]);
    }
  }
  await waking?.stop();
  if (before !== null) await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
}

/**
 * Waits for the picture like for any other condition: the video gets its full resolution after a while, and a hint that has its
 * time can still be on the page. A frame scrolls inside its page, and an open chat stays at the window's edge: their pictures show the
 * part above the fold.
 */
async function expectPicture(page: Page, name: string, fullPage: boolean): Promise<void> {
  await expect
    .soft(() => expect(page).toHaveScreenshot(name.split("/"), { fullPage, maxDiffPixels: 80 }))
    .toPass({ timeout: PICTURE_WITHIN_MS });
}

/** A frame learns its page's new size later than the page. */
async function expectFitted(frame: Frame, { width, height }: Look): Promise<void> {
  await expect
    .poll(() => frame.evaluate(() => ({ width: innerWidth, height: innerHeight })))
    .toEqual({ width, height });
}

const PICTURE_WITHIN_MS = 20_000;
const WAKES_EVERY_MS = 700;
/** How long every call took that a picture shows the end of. */
const TALK_TIME_MS = 272_000;

/** Moves the pointer, so that controls don't fade. */
function keepAwake(page: Page): { stop(): Promise<void> } {
  const ended = new AbortController();
  const move = async (): Promise<void> => {
    for (let y = 1; !ended.signal.aborted; y = 3 - y) {
      await page.mouse.move(1, y);
      await delay(WAKES_EVERY_MS, undefined, { signal: ended.signal }).catch(() => {});
    }
  };
  const moving = move();
  return {
    stop() {
      ended.abort();
      return moving;
    },
  };
}

/** The frame itself, or the page's main frame. */
function frameOf(view: Page | Frame): Frame {
  return isPage(view) ? view.mainFrame() : view;
}

const isPage = (view: Page | Frame): view is Page => "mainFrame" in view;

interface HeldText {
  readonly css: string;
  readonly isShown: boolean;
  readonly talkTime: string;
  readonly noTalk: string;
}

/** Adds the style as a constructed sheet, because the page's content security policy blocks others. */
function holdStill({ css, isShown, talkTime, noTalk }: HeldText): void {
  // Only the shown page's time is held, not that of a frame in it.
  const clocks = isShown ? "" : "[role=timer] { visibility: hidden }";
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css + clocks);
  const before: unknown = Reflect.get(window, "heldStill");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets.filter((other) => other !== before), sheet];
  Reflect.set(window, "heldStill", sheet);
  for (const field of document.querySelectorAll<HTMLInputElement>(".link-field"))
    if (!Object.hasOwn(field, "value")) {
      const link = field.value;
      field.value = "https://video.example.com/ve/7Kq2mXw9";
      // Scripts still read the real link, and rendering again doesn't change the picture.
      Object.defineProperty(field, "value", { get: () => link, set: () => {} });
    }
  for (const time of document.querySelectorAll(".chat-by time")) time.textContent = "10:24";
  for (const time of document.querySelectorAll('[data-testid="talk-time"]'))
    if (time.textContent !== noTalk) time.textContent = talkTime;
  // The platform's address, its demo tenant and the camera's file are new for each run.
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data } = texts.currentNode as Text;
    const held = data
      .replaceAll(location.host, "video.example.com")
      .replaceAll(/\bdemo-[0-9a-z]{8}\b/gu, "demo-7kq2mxw9")
      .replaceAll(/\S+\.y4m\b/gu, "HD webcam");
    if (held !== data) (texts.currentNode as Text).data = held;
  }
}

function sidewaysOverflow(view: Page | Frame): Promise<number> {
  return view.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

/** The rules of axe that a state breaks, with what breaks them. */
async function barriersIn(view: Page | Frame): Promise<readonly string[]> {
  // Evaluated, because the page's content security policy blocks other scripts.
  if (!(await view.evaluate(() => "axe" in window))) await view.evaluate(AXE);
  return view.evaluate<readonly string[]>(
    `axe.run(document, { resultTypes: ["violations"], iframes: false }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ": " + nodes.map(({ target }) => target.join(" ")).join(", ")))`,
  );
}
