import { defineConfig, type PlaywrightTestConfig } from "@playwright/test";
import type { SpecFixtures } from "./sdk-spec/fixtures.ts";

const LONG_TEST = /@long/;

const config: PlaywrightTestConfig<SpecFixtures> = defineConfig<SpecFixtures>({
  outputDir: "../test-results/conformance",
  fullyParallel: false,
  workers: 1,
  retries: 0,
  timeout: 20_000,
  expect: { timeout: 5_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: "list",
  use: {
    browserName: "chromium",
    permissions: ["camera", "microphone"],
    ignoreHTTPSErrors: true,
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
      chromiumSandbox: false,
      args: [
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        "--js-flags=--expose-gc",
      ],
    },
  },
  projects: [
    { name: "sdk", testDir: "sdk-spec", grepInvert: LONG_TEST },
    {
      name: "firefox",
      testDir: "sdk-spec",
      // The tests of the React and Vue bindings use more of Playwright's page than Firefox's has.
      testIgnore: /framework-/,
      grepInvert: [LONG_TEST, /@chromium/],
      use: { engine: "firefox" },
      timeout: 60_000,
    },
    { name: "long", testDir: "sdk-spec", grep: LONG_TEST, timeout: 900_000 },
    { name: "platform", testDir: "sdk-peer", timeout: 60_000 },
  ],
});

export default config;
