import { fileURLToPath } from "node:url";
import { defineConfig, type UserConfig } from "tsdown";

const STANDALONE =
  /\/(standalone|connection|queue-[a-z]+|incoming-calls|call-commands|await-accepted|agent-token|hidden-frame|get-display-name)\.ts$|\/(push|http)\//;

const common: UserConfig = {
  platform: "browser",
  target: "es2022",
  minify: true,
  sourcemap: true,
  hash: false,
  // The configurations share a folder: the build script empties it before the first.
  clean: false,
};

/** All but the public names, and what `standalone.ts` alone imports. */
function isInBase(id: string): boolean {
  return !STANDALONE.test(id) && !/\.d\.ts$|\/src\/index\.ts$/.test(id);
}

export default defineConfig([
  {
    ...common,
    entry: { index: "src/index.ts" },
    format: ["esm", "cjs"],
    dts: true,
    outputOptions: {
      exports: "named",
      // Two downloads compress better than many: what every page needs, and what only an agent on the queue does.
      codeSplitting: { groups: [{ name: "base", test: isInBase }] },
    },
  },
  {
    ...common,
    entry: { "react/index": "src/react/index.ts", "vue/index": "src/vue/index.ts" },
    format: ["esm", "cjs"],
    dts: true,
    // The hooks are of the agent that the application imports: the package itself, never a copy.
    external: ["videoengager-agent-sdk"],
  },
  {
    ...common,
    entry: { index: "src/script-tag.ts" },
    format: "iife",
    alias: {
      "./load-standalone.ts": fileURLToPath(new URL("src/load-standalone.script-tag.ts", import.meta.url)),
    },
    globalName: "VideoEngagerAgent",
    dts: false,
  },
]);
