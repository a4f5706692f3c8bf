/** What an application downloads that imports a small part of the package alone, for example in an error boundary. */
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build, type Rollup } from "vite";
import { expect, it } from "vitest";

const INDEX = fileURLToPath(new URL("../src/index.ts", import.meta.url));
const ENTRY = "\0entry.js";

async function measure(code: string): Promise<number> {
  const result = await build({
    configFile: false,
    logLevel: "silent",
    build: { write: false, minify: true, rollupOptions: { input: ENTRY }, target: "es2022" },
    plugins: [
      {
        name: "entry",
        resolveId: (id) =>
          id === ENTRY ? id : id === "sdk" ? { id: INDEX, moduleSideEffects: false } : null,
        load: (id) => (id === ENTRY ? code : null),
      },
    ],
  });
  const [{ output }] = [result].flat() as Rollup.RollupOutput[] as [Rollup.RollupOutput];
  return brotliCompressSync(output[0].code).length;
}

it.each([
  ["the version", 'import { VERSION } from "sdk"; console.log(VERSION);'],
  [
    "the error class",
    'import { VideoEngagerAgentError } from "sdk"; console.log(VideoEngagerAgentError.is);',
  ],
])("importing %s alone costs less than 1 kB", async (_title, code) => {
  expect(await measure(code)).toBeLessThan(1_000);
});
