import type { CallLayout } from "@videoengager/protocol/widget/call-control";

/** How the embedding page wants the call to look. */
export interface Appearance {
  readonly layout: CallLayout;
  /** The page has controls for the call. */
  readonly controlsHidden: boolean;
}

export const DEFAULT_APPEARANCE: Appearance = { layout: "full", controlsHidden: false };
