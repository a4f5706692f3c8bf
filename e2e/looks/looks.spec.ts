/** Every state of `states.ts` against its pictures in every language, size and colour scheme; and axe once per colour scheme. */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { PersonBrowsers } from "../fixtures/browsers.ts";
import { type RunningPlatform, startPlatform } from "../fixtures/platform.ts";
import { test as base, expect } from "../fixtures/test.ts";
import { LEFT_TO_RIGHT } from "./languages.ts";
import { Scene } from "./scene.ts";
import { languagesOf, STATE_NAMES } from "./states.ts";
import { STORIES } from "./stories.ts";
import { looksOf, pictureName } from "./take-pictures.ts";

const PICTURES = fileURLToPath(new URL("pictures", import.meta.url));

const test = base.extend<object, { readonly open: RunningPlatform; readonly people: PersonBrowsers }>({
  // More people come from one address than the rate limits allow.
  open: [
    async ({}, use) => {
      const platform = await startPlatform({ env: { RATE_LIMIT_FACTOR: "0" } });
      await use(platform);
      await platform.stop();
    },
    { scope: "worker" },
  ],
  people: [
    async ({}, use) => {
      const browsers = new PersonBrowsers();
      await use(browsers);
      await browsers.close();
    },
    { scope: "worker" },
  ],
});

for (const { title, languages = LEFT_TO_RIGHT, timeoutMs = 120_000, tell } of STORIES)
  for (const language of languages)
    test(`${title} (${language})`, async ({ open, hostSite, people }) => {
      test.setTimeout(timeoutMs);
      const scene = new Scene(open, hostSite, people, language);
      await tell(scene);
      await scene.close();
    });

test("every state that is listed has its pictures, and every picture its state", () => {
  const listed = STATE_NAMES.flatMap((state) =>
    languagesOf(state).flatMap((language) =>
      looksOf(state, language).map((look) => pictureName(state, language, look)),
    ),
  );
  const taken = readdirSync(PICTURES, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".png"),
  );
  expect(taken.toSorted()).toEqual(listed.toSorted());
});
