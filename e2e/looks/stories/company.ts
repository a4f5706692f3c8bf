/** The company's own pages: its web site in the demo, and the page where a PIN is typed that an agent read out. */
import { expect } from "@playwright/test";
import { PIN_TEXTS } from "../../../packages/platform/src/pin/pin-texts.ts";
import { byName } from "../../fixtures/platform.ts";
import { EVERY_LANGUAGE } from "../languages.ts";
import type { Story } from "../scene.ts";

export const COMPANY_STORIES: readonly Story[] = [
  {
    title: "the company's web site",
    languages: ["en"],
    async tell(scene) {
      const page = await scene.person();
      await page.goto(`${byName(scene.platform)}/demo/visitor`);
      await expect(page.getByRole("button", { name: "Talk to us on video" })).toBeEnabled();
      await scene.show("demo/site", page);
    },
  },
  {
    title: "a PIN that an agent read out",
    languages: EVERY_LANGUAGE,
    async tell(scene) {
      const page = await scene.person();
      await page.goto(`${scene.platform.url}/pin`);
      await expect(page.getByRole("textbox")).toBeVisible();
      await scene.show("pin/form", page);
      await page.getByRole("textbox").fill("000000");
      await page.getByRole("button").click();
      await expect(page.getByText(PIN_TEXTS[scene.language].unknown)).toBeVisible();
      await scene.show("pin/unknown", page);
    },
  },
];
