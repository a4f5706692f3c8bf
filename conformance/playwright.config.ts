import { defineConfig, type PlaywrightTestConfig } from "@playwright/test";
import type { SpecFixtures } from "./sdk-spec/fixtures.ts";

const LONG_TEST = /@long/;
/** The SDK's own rules: checked arguments, error codes, events, timeouts, who rings. No browser can change them, so Firefox plays them in the long run. */
const RULES =
  /(accepting-in-time|authenticating|domains|errors|events|examples|exports|failing-sign-in|incoming-calls|init-and-destroy|odd-push-clients|outside-standalone-mode|queue|reacting-in-listeners|rejecting|signing-in)\.spec/;
/** The tests of the React and Vue bindings use more of Playwright's page than Firefox's has. */
const BINDINGS = /framework-/;

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
      testIgnore: [BINDINGS, RULES],
      grepInvert: [LONG_TEST, /@chromium/],
      use: { engine: "firefox" },
      timeout: 60_000,
    },
    {
      name: "firefox-rules",
      testDir: "sdk-spec",
      testMatch: RULES,
      testIgnore: BINDINGS,
      grepInvert: [LONG_TEST, /@chromium/],
      use: { engine: "firefox" },
      timeout: 60_000,
    },
    { name: "long", testDir: "sdk-spec", grep: LONG_TEST, timeout: 900_000 },
    { name: "platform", testDir: "sdk-peer", timeout: 60_000 },
  ],
});

export default config;
