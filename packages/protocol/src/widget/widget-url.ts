/** The widget's query (PROTOCOL 4): what the authentication yields, and these. */
export interface WidgetUrlParameters {
  readonly enablePostMessage: "true";
  readonly authPopup: "true";
  /** An interaction's id (joins it) or an application's own reference (starts a new one that carries it). */
  readonly veinteraction?: string;
  /** Standalone mode and token authentication: in place of `pak`, `email`, `environment`. */
  readonly token?: string;
  readonly pak?: string;
  readonly email?: string;
  /** `generic`, or a Genesys domain. */
  readonly environment?: string;
}

/** What the widget's iframe must be allowed (PROTOCOL 4). */
export const WIDGET_ALLOW: string =
  "camera; microphone; autoplay; encrypted-media; fullscreen; picture-in-picture; display-capture; clipboard-write; web-share; speaker-selection; screen-wake-lock";
