import { defineConfig, type UserConfig } from "tsdown";

/** The server as one file beside its chunks; dependencies stay in node_modules, the protocol is bundled. */
const config: UserConfig = defineConfig({
  entry: ["src/main.ts", "src/cli.ts"],
  format: "esm",
  platform: "node",
  target: "node20",
  outDir: "dist",
  dts: false,
  sourcemap: true,
  fixedExtension: false,
  deps: { alwaysBundle: [/^@videoengager\//] },
});

export default config;
