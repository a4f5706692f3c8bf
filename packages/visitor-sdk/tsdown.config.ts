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

export default defineConfig([
  {
    ...common,
    entry: { index: "src/index.ts" },
    format: ["esm", "cjs"],
    dts: true,
    outputOptions: { exports: "named" },
  },
  {
    ...common,
    entry: { index: "src/script-tag.ts" },
    format: "iife",
    globalName: "VideoEngagerVisitor",
    dts: false,
  },
]);
