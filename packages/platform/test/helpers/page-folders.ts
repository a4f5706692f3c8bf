import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { BUILT_PAGES, type PageFolders } from "../../src/page-folders.ts";

const FILES: Readonly<Record<string, string | Buffer>> = {
  "call-ui/widget.html": "<!doctype html><title>widget</title>",
  "call-ui/visitor.html": "<!doctype html><title>visitor</title>",
  "call-ui/preload.html": "<!doctype html><title>preload</title>",
  "call-ui/assets/widget-Ab12Cd34.js": "export {};",
  "call-ui/assets/widget-Ab12Cd34.js.br": brotliCompressSync("export {};"),
  "push-client/push.bundle.v3.js": "window.push = {};",
  "agent-sdk/release/index.js": "var VideoEngagerAgent = {};",
  "agent-sdk/release/integrity.json": '{"version":"0.0.1","files":{}}',
  "visitor-sdk/release/index.js": "var VideoEngagerVisitor = {};",
  "visitor-sdk/release/integrity.json": '{"version":"0.0.1","files":{}}',
  "agent-desk/index.html": "<!doctype html><title>desk</title>",
  "visitor-demo/visitor.html": "<!doctype html><title>demo</title>",
};

/** Small files in place of the built pages: which page is served, and how, is what the tests look at. */
export async function writePages(): Promise<{ readonly pages: PageFolders; remove(): Promise<void> }> {
  const root = await mkdtemp(join(tmpdir(), "platform-pages-"));
  for (const [name, content] of Object.entries(FILES)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), content);
  }
  return {
    pages: {
      ...BUILT_PAGES,
      callUi: join(root, "call-ui"),
      pushClient: join(root, "push-client"),
      agentSdk: join(root, "agent-sdk"),
      visitorSdk: join(root, "visitor-sdk"),
      agentDesk: join(root, "agent-desk"),
      visitorDemo: join(root, "visitor-demo"),
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
