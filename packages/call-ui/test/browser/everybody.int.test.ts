/** What has to hold in every state of the pages: no barrier that axe knows, the keyboard alone is enough, names that are said. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Frame, Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeAll, RealCall, seesOther } from "./real-call.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const call = new RealCall();
beforeAll(() => call.start());
afterAll(() => call.stop());

/** The rules of axe that a state breaks, with what breaks them. */
async function barriersIn(view: Page | Frame): Promise<readonly string[]> {
  await view.evaluate(AXE);
  return await view.evaluate<
    readonly string[]
  >(`axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ": " + nodes.map(({ target }) => target.join(" ")).join(", ")))`);
}

/** What Chrome 103, Firefox 115 and Safari 16.4 don't have yet. */
const OLDEST_BROWSER = `
  delete URL.canParse;
  delete URL.parse;
  delete AbortSignal.any;
  delete Promise.withResolvers;
  delete Object.groupBy;
  for (const name of ["toSorted", "toReversed", "toSpliced", "with"]) delete Array.prototype[name];
  for (const name of ["popover", "showPopover", "togglePopover"]) delete HTMLElement.prototype[name];`;

it("in the oldest supported browsers, a call works, with a link in its chat", async () => {
  const { agent, widget, link } = await call.invite({ before: OLDEST_BROWSER });
  const visitor = await call.join(link, { before: OLDEST_BROWSER });
  await Promise.all([seesOther(visitor), seesOther(widget)]);
  await visitor.getByRole("button", { name: "Chat" }).click();
  await visitor.getByLabel("Write a message").fill("See https://example.com/form");
  await visitor.keyboard.press("Enter");
  await widget.getByRole("button", { name: "Chat, 1 new" }).click();
  await widget.getByRole("link", { name: "https://example.com/form" }).waitFor();
  await closeAll(agent, visitor);
}, 120_000);

describe.each(["light", "dark"] as const)("in the %s scheme, axe finds nothing", (colorScheme) => {
  // While a panel fades in, its text has no contrast.
  const options = { colorScheme, bypassCSP: true, reducedMotion: "reduce" as const };

  it("on the way into a call, in it, and after it", async () => {
    const { agent, widget, link } = await call.invite(options);
    expect(await barriersIn(widget)).toEqual([]);
    const visitor = await call.person(options);
    await visitor.goto(link);
    await visitor.getByRole("button", { name: "Join call" }).waitFor();
    expect(await barriersIn(visitor)).toEqual([]);
    await visitor.getByRole("button", { name: "Join call" }).click();
    await seesOther(visitor);
    expect(await barriersIn(visitor)).toEqual([]);
    await visitor.getByRole("button", { name: "Turn camera off" }).click();
    await widget.getByText("The camera is off").waitFor();
    expect(await barriersIn(widget)).toEqual([]);
    for (const panel of ["Chat", "More"]) {
      await visitor.getByRole("button", { name: panel, exact: true }).click();
      await visitor.getByRole("region").waitFor();
      expect(await barriersIn(visitor)).toEqual([]);
    }
    await visitor.getByRole("button", { name: "Hang up" }).click();
    await visitor.getByRole("heading", { name: "You ended the call" }).waitFor();
    expect(await barriersIn(visitor)).toEqual([]);
    await visitor.goto(link);
    await visitor.getByRole("heading", { name: "This call is over" }).waitFor();
    expect(await barriersIn(visitor)).toEqual([]);
    await closeAll(agent, visitor);
  });

  it("where the agent signs in by hand", async () => {
    const agent = await call.person(options);
    await agent.goto(`${call.url}/nextjs/single/smartvideo/`);
    await agent.getByLabel("API key").waitFor();
    expect(await barriersIn(agent)).toEqual([]);
    await closeAll(agent);
  });
});

describe("the keyboard alone", () => {
  it("gets a visitor into the call, muted, and out again", async () => {
    const { agent, widget, link } = await call.invite();
    const visitor = await call.person();
    await visitor.goto(link);
    await visitor.getByLabel("Your name").focus();
    await visitor.keyboard.type("Clara");
    await visitor.keyboard.press("Enter");
    await seesOther(visitor);
    const press = async (name: string): Promise<void> => {
      for (let tabs = 0; tabs < 12; tabs += 1) {
        await visitor.keyboard.press("Tab");
        const focused = await visitor.evaluate(() => document.activeElement?.getAttribute("aria-label"));
        if (focused !== name) continue;
        await visitor.keyboard.press("Enter");
        return;
      }
      throw new Error(`The keyboard does not get to ${name}.`);
    };
    await press("Mute");
    await widget.getByText("Clara is muted").waitFor();
    expect(await visitor.getByRole("button", { name: "Mute" }).getAttribute("aria-pressed")).toBe("true");
    await press("Hang up");
    await visitor.getByRole("heading", { name: "You ended the call" }).waitFor();
    await closeAll(agent, visitor);
  });
});

describe("the languages", () => {
  it.each([
    ["de-AT", "ltr", "Am Anruf teilnehmen"],
    ["fr", "ltr", "Rejoindre l’appel"],
    ["es-MX", "ltr", "Unirse a la llamada"],
    ["ar", "rtl", "انضم إلى المكالمة"],
    ["pl", "ltr", "Join call"],
  ])("%s is written %s and joins by %s", async (locale, direction, join) => {
    const { agent, link } = await call.invite();
    const visitor = await call.person({ locale });
    await visitor.goto(link);
    await visitor.getByRole("button", { name: join }).waitFor();
    expect(await visitor.locator("html").getAttribute("dir")).toBe(direction);
    await closeAll(agent, visitor);
  });
});

describe("a side panel of 320 pixels", () => {
  it("holds all of the call without scrolling sideways", async () => {
    const options = { viewport: { width: 320, height: 568 } };
    const { agent, link } = await call.invite();
    const visitor = await call.person(options);
    await visitor.goto(link);
    const isWithin = (): Promise<boolean> =>
      visitor.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
    const join = visitor.getByRole("button", { name: "Join call" });
    await join.waitFor();
    expect(await isWithin()).toBe(true);
    await join.click();
    await seesOther(visitor);
    expect(await isWithin()).toBe(true);
    for (const name of ["Mute", "Hang up"]) {
      const box = await visitor.getByRole("button", { name }).boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(320);
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    }
    await closeAll(agent, visitor);
  });
});
