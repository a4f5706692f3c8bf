/** Pages with a tenant's logo, colour, background and style sheet. */
import { expect, type Page } from "@playwright/test";
import { startPlatform } from "../../fixtures/platform.ts";
import type { Scene, Story } from "../scene.ts";

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" width="180" height="36" viewBox="0 0 180 36">
  <circle cx="18" cy="18" r="16" fill="#b3261e"/><path d="M10 18l6 6 10-12" fill="none" stroke="#fff" stroke-width="4"/>
  <path d="M46 12h120M46 24h80" stroke="#b3261e" stroke-width="8"/></svg>`;
const BACKGROUND = `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="80">
  <rect width="80" height="80" fill="#f6ece4"/><path d="M0 80L80 0" stroke="#ecd9ca" stroke-width="20"/></svg>`;

const SETTINGS = [
  "branding.logo=https://brand.example/logo.svg",
  "branding.backgroundUrl=https://brand.example/background.svg",
  "branding.brandColor=#b3261e",
  "branding.customCss=.card { border-radius: 2px } h1 { font-family: 'DejaVu Serif', serif }",
];

async function branded(scene: Scene): Promise<Page> {
  const page = await scene.person();
  await page.route("https://brand.example/*", (route) =>
    route.fulfill({
      contentType: "image/svg+xml",
      body: route.request().url().endsWith("logo.svg") ? LOGO : BACKGROUND,
    }),
  );
  return page;
}

export const BRANDING_STORIES: readonly Story[] = [
  {
    title: "a tenant with a brand",
    async tell(scene) {
      const platform = await startPlatform({ env: { RATE_LIMIT_FACTOR: "0" } });
      await platform.set(...SETTINGS);
      const own = scene.at(platform);
      const visitor = await branded(own);
      const logo = visitor.getByRole("img", { name: "Demo" });
      await expect(async () => {
        await visitor.goto(await own.request(visitor));
        await expect(logo).toBeVisible({ timeout: 2_000 });
      }).toPass();
      await expect(visitor.getByRole("button", { name: scene.words.lobby.join })).toBeEnabled();
      await visitor.waitForFunction(() => (document.querySelector("video")?.videoWidth ?? 0) > 0);
      await scene.show("visitor/lobby-branded", visitor);
      const agent = await branded(own);
      const widget = await own.widget(agent);
      await expect(widget.getByRole("img", { name: scene.words.invite.qr })).toBeVisible();
      await scene.show("widget/inviting-branded", agent, { view: widget });
      await platform.stop();
    },
  },
];
