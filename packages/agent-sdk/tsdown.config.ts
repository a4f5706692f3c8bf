import { fileURLToPath } from "node:url";
import { defineConfig, type UserConfig } from "tsdown";

const common: UserConfig = {
  platform: "browser",
  target: "es2022",
  minify: true,
  sourcemap: true,
  hash: false,
  // The configurations share a folder: the build script empties it before the first.
  clean: false,
};

/** Everything except the public names and the code that is loaded with the queue. */
function isInBase(id: string): boolean {
  return !/\/agent-sdk\/src\/(queue\/|index\.ts$)|\/protocol\/src\/push\/|\.d\.ts$/.test(id);
}

export default defineConfig([
  {
    ...common,
    entry: { index: "src/index.ts" },
    format: ["esm", "cjs"],
    dts: true,
    outputOptions: {
      exports: "named",
      // One file for every page and one for agents on the queue: two files compress better than many. The errors are a
      // third, because an application's error handling can import them alone.
      codeSplitting: {
        groups: [
          {
            name: "errors",
            test: /\/agent-sdk\/(src\/api\/error(s|-registry)\.ts|package\.json)$/,
            priority: 1,
          },
          { name: "base", test: isInBase },
        ],
      },
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
      "./load-standalone.ts": fileURLToPath(
        new URL("src/api/load-standalone.script-tag.ts", import.meta.url),
      ),
    },
    globalName: "VideoEngagerAgent",
    dts: false,
  },
]);
