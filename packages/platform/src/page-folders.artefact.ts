import { fileURLToPath } from "node:url";
import type { PageFolders } from "./page-folders.ts";

/** In the production artefact, where it replaces `page-folders.ts`: the bundle is in `server/`, the pages in `pages/`. */
const folder = (name: string): string => fileURLToPath(new URL(`../pages/${name}`, import.meta.url));

export const BUILT_PAGES: PageFolders = {
  callUi: folder("call-ui"),
  pushClient: folder("push-client"),
  agentSdk: folder("agent-sdk"),
  visitorSdk: folder("visitor-sdk"),
  agentDesk: folder("agent-desk"),
  visitorDemo: folder("visitor-demo"),
  uiKitStyles: folder("ui-kit-styles"),
  own: folder("own"),
};
