import { defineConfig } from "@playwright/test";
import type { WorkerFixtures } from "./fixtures/test.ts";

export default defineConfig<object, WorkerFixtures>({
  projects: [
    { name: "http" },
    { name: "https", use: { scheme: "https" }, testMatch: "story.spec.ts" },
    {
      name: "looks",
      testDir: "looks",
      fullyParallel: true,
      snapshotPathTemplate: "{testDir}/pictures/{arg}{ext}",
    },
  ],
  testDir: "specs",
  outputDir: "../test-results/e2e",
  fullyParallel: false,
  workers: 1,
  retries: 0,
  // A new picture is taken on a developer's machine only.
  updateSnapshots: process.env.CI ? "none" : "missing",
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: "list",
});
