import { defineConfig } from "vitest/config";

const ALL_FOLDERS = ["{packages,apps}/*/test/**", "scripts/test/**", "conformance/packages/**"];
const FAULTS = "packages/platform/test/faults/*.int.test.ts";

const project = (
  name: string,
  include: readonly string[],
  exclude: readonly string[],
  testTimeout: number,
  more: { readonly maxConcurrency?: number } = {},
) => ({
  test: {
    ...more,
    name,
    include: [...include],
    exclude: ["**/node_modules/**", ...exclude],
    testTimeout,
    hookTimeout: 60_000,
  },
});

const everywhere = (pattern: string): string[] => ALL_FOLDERS.map((folder) => `${folder}/${pattern}`);

/**
 * `*.test.ts` pure rules, in virtual time · `*.int.test.ts` real server, sockets, database · `faults/` the same, for servers that must
 * answer in time: nothing else runs beside them · `*.long.test.ts` thousands of rounds (`npm run test:long`). Browser tests are
 * Playwright's: `e2e/`.
 */
export default defineConfig({
  test: {
    projects: [
      project("unit", everywhere("*.test.{ts,tsx}"), ["**/*.int.test.ts", "**/*.long.test.ts"], 30_000),
      project("integration", everywhere("*.int.test.ts"), [FAULTS], 30_000),
      // Most of a row of the fault table is waiting.
      project("fault", [FAULTS], [], 30_000, { maxConcurrency: 8 }),
      project("long", everywhere("*.long.test.ts"), [], 900_000),
    ],
  },
});
