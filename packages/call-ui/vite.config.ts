import { fileURLToPath } from "node:url";
import { preact } from "@preact/preset-vite";
import { defineConfig, type Plugin } from "vite";

const page = (name: string): string => fileURLToPath(new URL(`./${name}.html`, import.meta.url));

/** The widget's own code, and what it loads at once: the view of the call and the socket. */
function isFirstLoaded({ isEntry, name }: { readonly isEntry: boolean; readonly name: string }): boolean {
  return (isEntry && name === "widget") || name === "call-view" || name === "open-socket";
}

/**
 * `preload.html` puts the widget's code into the browser's cache without running it: after the build its
 * head names every file that the widget's page loads at first. The names hold hashes, so only the build knows them.
 */
function preloadWidget(): Plugin {
  return {
    name: "preload-widget",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(_html, { path, bundle }) {
        if (!path.endsWith("preload.html") || bundle === undefined) return [];
        const files = new Set<string>();
        const collect = (fileName: string): void => {
          const chunk = bundle[fileName];
          if (chunk?.type !== "chunk" || files.has(fileName)) return;
          files.add(fileName);
          chunk.imports.forEach(collect);
          chunk.viteMetadata?.importedCss.forEach((css) => files.add(css));
        };
        for (const chunk of Object.values(bundle))
          if (chunk.type === "chunk" && isFirstLoaded(chunk)) collect(chunk.fileName);
        return [...files].map((file) => ({
          tag: "link",
          injectTo: "head" as const,
          attrs: file.endsWith(".css")
            ? // As the widget has it: a style that is preloaded and not used is warned of.
              { rel: "stylesheet", crossorigin: true, href: `/static/pages/${file}` }
            : { rel: "modulepreload", crossorigin: true, href: `/static/pages/${file}` },
        }));
      },
    },
  };
}

export default defineConfig({
  base: "/static/pages/",
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false }), preloadWidget()],
  build: {
    target: ["chrome103", "edge103", "firefox115", "safari16.4"],
    // The pages' policy allows neither inline scripts nor data addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { widget: page("widget"), visitor: page("visitor"), preload: page("preload") },
      // What both pages import, other than on demand, is one file: many small ones compress worse.
      output: { codeSplitting: { groups: [{ name: "shared", tags: ["$initial"], minShareCount: 2 }] } },
    },
  },
});
