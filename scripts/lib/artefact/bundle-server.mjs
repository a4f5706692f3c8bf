/**
 * Bundles the server and the command line with all their dependencies, except for libsql: it loads a native library. Vite does it,
 * because the Rolldown of this tsdown gives the parts of `@opentelemetry/api` names that hide each other.
 */
import { join } from "node:path";
import { build } from "vite";
import { ROOT } from "../paths.mjs";

const PLATFORM = join(ROOT, "packages/platform");

/** libsql, and what `debug` takes for coloured terminals only if an application happens to have it. */
const EXTERNAL = ["libsql", "libsql/promise", "supports-color"];

/** @returns the names of the npm packages in the bundle */
export async function bundleServer(outDir, { commit }) {
  // Some packages have other files for development, and Vite takes them if this says so outside.
  process.env.NODE_ENV = "production";
  const { output } = await build({
    configFile: false,
    root: PLATFORM,
    logLevel: "error",
    define: { "process.env.PLATFORM_COMMIT": JSON.stringify(commit) },
    resolve: {
      alias: [
        {
          find: /^(?:\.|\.\.\/\.\.)\/page-folders\.ts$/,
          replacement: join(PLATFORM, "src/page-folders.artefact.ts"),
        },
      ],
    },
    ssr: { target: "node", noExternal: true, external: EXTERNAL },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: "node20",
      // So that a stack trace can be read.
      minify: false,
      rolldownOptions: {
        input: { main: join(PLATFORM, "src/main.ts"), cli: join(PLATFORM, "src/cli.ts") },
        output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
      },
    },
  });
  return packagesOf(output);
}

/** `/…/node_modules/@scope/name/file.js` → `@scope/name` */
function packagesOf(output) {
  const names = new Set();
  for (const { moduleIds = [] } of output)
    for (const id of moduleIds) {
      const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id.replaceAll("\\", "/")) ?? [];
      if (name !== undefined) names.add(name);
    }
  return names;
}
