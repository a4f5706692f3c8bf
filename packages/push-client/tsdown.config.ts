import { defineConfig, type UserConfig } from "tsdown";

/** One script with everything in it, under the name that the contract gives it. */
const config: UserConfig = defineConfig({
  entry: ["src/script-entry.ts"],
  format: "iife",
  platform: "browser",
  target: "es2022",
  outDir: "dist",
  dts: false,
  minify: true,
  noExternal: [/./],
  outputOptions: { entryFileNames: "push.bundle.v3.js" },
});

export default config;
