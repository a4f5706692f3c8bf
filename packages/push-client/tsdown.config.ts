import { defineConfig, type UserConfig } from "tsdown";

/** One self-contained script with the file name of PROTOCOL 1. */
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
