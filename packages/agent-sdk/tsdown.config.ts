import { defineConfig, type UserConfig } from "tsdown";

const common: UserConfig = {
  platform: "browser",
  target: "es2022",
  minify: true,
  sourcemap: true,
  hash: false,
  clean: false,
  treeshake: true,
};

export default defineConfig([
  { ...common, entry: { index: "src/index.ts" }, format: ["esm", "cjs"], dts: true },
  {
    ...common,
    entry: { index: "src/script-tag.ts" },
    format: "iife",
    globalName: "VideoEngagerAgent",
    dts: false,
  },
]);
