import { fileURLToPath } from "node:url";

/** Folders of the built pages and scripts that the platform serves. */
export interface PageFolders {
  readonly callUi: string;
  readonly pushClient: string;
  readonly agentSdk: string;
  readonly visitorSdk: string;
  readonly agentDesk: string;
  readonly visitorDemo: string;
  readonly uiKitStyles: string;
  /** The platform's own style sheets. */
  readonly own: string;
}

/** This file and the bundle that includes it are at the same depth, so one relative path works for both. */
const folder = (path: string): string => fileURLToPath(new URL(`../../../${path}/dist`, import.meta.url));

export const BUILT_PAGES: PageFolders = {
  callUi: folder("packages/call-ui"),
  pushClient: folder("packages/push-client"),
  agentSdk: folder("packages/agent-sdk"),
  visitorSdk: folder("packages/visitor-sdk"),
  agentDesk: folder("apps/agent-desk"),
  visitorDemo: folder("apps/visitor-demo"),
  uiKitStyles: fileURLToPath(new URL("../../ui-kit/styles", import.meta.url)),
  own: fileURLToPath(new URL("../pages", import.meta.url)),
};
