/**
 * The specs' page in Debian's Firefox. Playwright drives only its own build of Firefox, so this is puppeteer, by WebDriver BiDi.
 */
import type { Page } from "@playwright/test";
import { type Browser, type Page as FirefoxPage, launch } from "puppeteer-core";
import { browserCode } from "../platform-peer/browser-code.ts";

const CLOCK = new URL("./browser/clock.ts", import.meta.url);

export function launchFirefox(): Promise<Browser> {
  return launch({
    browser: "firefox",
    executablePath: process.env.FIREFOX_PATH ?? "/usr/bin/firefox-esr",
    headless: true,
    acceptInsecureCerts: true,
    extraPrefsFirefox: {
      "media.navigator.streams.fake": true,
      "media.navigator.permission.disabled": true,
      // The peer's widget reports the permissions that the host page passed on.
      "dom.security.featurePolicy.webidl.enabled": true,
    },
  });
}

/**
 * A page without cookies and storage of earlier tests. Only the functions that {@link HostPage} needs: `goto`, `evaluate`, `on`, `close`
 * and `clock` are as in Playwright. The tests that need others have the tag `@chromium`.
 */
export async function openFirefoxPage(browser: Browser): Promise<Page> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  // WebDriver BiDi reports an error among the values of a console line without its text.
  await page.evaluateOnNewDocument(() => {
    for (const level of ["debug", "info", "warn", "error"] as const) {
      const write = console[level].bind(console);
      console[level] = (...values: unknown[]) =>
        write(
          ...values.map((value) => (value instanceof Error ? `${String(value)}\n${value.stack}` : value)),
        );
    }
  });
  return Object.assign(page, { clock: createClock(page) }) as unknown as Page;
}

function createClock(page: FirefoxPage): Pick<Page["clock"], "install" | "runFor" | "pauseAt"> {
  return {
    async install() {
      await page.evaluateOnNewDocument(`if (window === top) ${browserCode(CLOCK)}`);
    },
    runFor: (ms) => page.evaluate((duration) => window.virtualClock.runFor(duration), Number(ms)),
    pauseAt: (time) => page.evaluate((atMs) => window.virtualClock.pauseAt(atMs), Number(time)),
  };
}
