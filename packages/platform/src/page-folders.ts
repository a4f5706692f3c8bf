import { fileURLToPath } from "node:url";

/** Where the built pages and scripts are that the platform serves. */
export interface PageFolders {
  readonly callUi: string;
  readonly pushClient: string;
  readonly agentSdk: string;
  readonly agentDesk: string;
  readonly visitorDemo: string;
  readonly designTokens: string;
  /** What the platform writes itself. */
  readonly own: string;
}

/** This file's folder and that of the bundle that it becomes a part of are equally deep, so one path serves both. */
const folder = (path: string): string => fileURLToPath(new URL(`../../../${path}/dist`, import.meta.url));

export const BUILT_PAGES: PageFolders = {
  callUi: folder("packages/call-ui"),
  pushClient: folder("packages/push-client"),
  agentSdk: folder("packages/agent-sdk"),
  agentDesk: folder("apps/agent-desk"),
  visitorDemo: folder("apps/visitor-demo"),
  designTokens: fileURLToPath(new URL("../../design-tokens", import.meta.url)),
  own: fileURLToPath(new URL("../pages", import.meta.url)),
};
