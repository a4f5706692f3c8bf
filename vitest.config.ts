import { defineConfig } from "vitest/config";

/**
 * `*.test.ts` pure rules, in virtual time · `*.int.test.ts` real server, sockets, database ·
 * `*.long.test.ts` thousands of rounds (`npm run test:long`). Browser tests are Playwright's: `e2e/`.
 */
const kind = (name: string, pattern: string, excluded: string[], testTimeout: number) => ({
  test: {
    name,
    include: [`{packages,apps}/*/test/**/${pattern}`, `conformance/packages/**/${pattern}`],
    exclude: ["**/node_modules/**", ...excluded],
    testTimeout,
    hookTimeout: 60_000,
  },
});

export default defineConfig({
  test: {
    projects: [
      kind("unit", "*.test.{ts,tsx}", ["**/*.int.test.ts", "**/*.long.test.ts"], 30_000),
      kind("integration", "*.int.test.ts", [], 30_000),
      kind("long", "*.long.test.ts", [], 900_000),
    ],
  },
});
