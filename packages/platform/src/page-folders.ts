import { fileURLToPath } from "node:url";

/** Where the built pages and scripts are that the platform serves. */
export interface PageFolders {
  readonly callUi: string;
  readonly pushClient: string;
  readonly agentSdk: string;
  readonly agentDesk: string;
  readonly visitorDemo: string;
}

/** This file's folder and that of the bundle that it becomes a part of are equally deep, so one path serves both. */
const folder = (path: string): string => fileURLToPath(new URL(`../../../${path}/dist`, import.meta.url));

export const BUILT_PAGES: PageFolders = {
  callUi: folder("packages/call-ui"),
  pushClient: folder("packages/push-client"),
  agentSdk: folder("packages/agent-sdk"),
  agentDesk: folder("apps/agent-desk"),
  visitorDemo: folder("apps/visitor-demo"),
};
