/** Parts of the pages that are loaded when they are needed: over a network that drops a request, and when they are there already. */
import type { Page } from "@playwright/test";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { RealCall } from "./real-call.ts";

declare global {
  interface Window {
    busyTitles: string[];
  }
}

const call = new RealCall();
beforeAll(() => call.start());
afterEach(() => call.closePeople());
afterAll(() => call.stop());

/** Keeps the title of every busy page that is shown, however briefly. */
const KEEP_BUSY_TITLES = `
  window.busyTitles = [];
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const added of addedNodes)
        if (added instanceof Element)
          for (const title of added.querySelectorAll(".busy h1")) window.busyTitles.push(title.textContent);
  }).observe(document, { childList: true, subtree: true });`;

/** How often the page has shown that it waits for the call's code. */
const waits = (page: Page): Promise<number> =>
  page.evaluate(() => window.busyTitles.filter((title) => title.startsWith("Connecting you")).length);

describe("the code of the chat", () => {
  it("is requested again after a request that failed, and the chat opens", async () => {
    const { link } = await call.invite();
    const visitor = await call.person();
    let requests = 0;
    await visitor.route("**/assets/chat-panel-*.js", async (route) => {
      requests += 1;
      await (requests === 1 ? route.abort("connectionreset") : route.continue());
    });
    await visitor.goto(`${link}?name=Clara`);
    await visitor.getByRole("button", { name: "Chat", exact: true }).click();
    await visitor.getByLabel("Write a message").waitFor();
    expect(requests).toBe(2);
  }, 60_000);
});

describe("the code of the call", () => {
  it("is there before Join, and no other page comes between", async () => {
    const { link } = await call.invite();
    const visitor = await call.person({ before: KEEP_BUSY_TITLES });
    const files = Promise.all([
      visitor.waitForResponse(/\/assets\/call-view-[^/]+\.js$/),
      visitor.waitForResponse(/\/assets\/call-view-[^/]+\.css$/),
    ]);
    await visitor.goto(`${link}?name=Clara`);
    const [code, style] = await files;
    await style.finished();
    // Resolves after the code has run.
    await visitor.evaluate(`import(${JSON.stringify(code.url())}).then(() => null)`);
    await visitor.getByRole("button", { name: "Join call" }).click();
    await visitor.getByTestId("remote-video").waitFor({ state: "attached" });
    expect(await waits(visitor)).toBe(0);
  }, 60_000);

  it("comes late over a bad network, and the call appears", async () => {
    const { link } = await call.invite();
    const visitor = await call.person({ before: KEEP_BUSY_TITLES });
    let isLost = true;
    await visitor.route("**/assets/call-view-*.js", (route) =>
      isLost ? route.abort("connectionreset") : route.continue(),
    );
    await visitor.goto(`${link}?name=Clara`);
    await visitor.getByRole("button", { name: "Join call" }).click();
    await visitor.getByRole("status").getByRole("heading", { name: "Connecting you" }).waitFor();
    isLost = false;
    await visitor.getByTestId("remote-video").waitFor({ state: "attached" });
    expect(await waits(visitor)).toBe(1);
  }, 60_000);
});

describe("the sound that tests a speaker", () => {
  it("can be requested again after a request that failed", async () => {
    const { link } = await call.invite();
    const visitor = await call.person();
    let requests = 0;
    await visitor.route("**/assets/play-test-sound-*.js", async (route) => {
      requests += 1;
      await (requests === 1 ? route.abort("connectionreset") : route.continue());
    });
    await visitor.goto(`${link}?name=Clara`);
    await visitor.getByText("Devices", { exact: true }).click();
    const speakerTest = visitor.getByRole("button", { name: "Test speaker", disabled: false });
    await speakerTest.click();
    await expect.poll(() => requests).toBe(1);
    await speakerTest.click();
    await expect.poll(() => requests).toBe(2);
    await speakerTest.waitFor();
  }, 60_000);
});
