import { preact } from "@preact/preset-vite";
import { defineConfig } from "vite";

export default defineConfig({
  base: "/desk/",
  plugins: [preact()],
  // No data: addresses: the platform's CSP for this page allows scripts, styles and fonts only from its own origin.
  build: {
    target: ["chrome103", "edge103", "firefox115", "safari16.4"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
