/** The widget's query parameters (PROTOCOL 4), in addition to those from the authentication. */
export interface WidgetUrlParameters {
  readonly enablePostMessage: "true";
  readonly authPopup: "true";
  /** An interaction's id (joins it) or an application's own reference (starts a new interaction with that reference). */
  readonly veinteraction?: string;
  /** With standalone mode and token authentication, instead of `pak`, `email`, `environment`. */
  readonly token?: string;
  readonly pak?: string;
  readonly email?: string;
  /** `generic`, or a Genesys domain. */
  readonly environment?: string;
  /** A language tag. Ours only. */
  readonly lang?: string;
}

/** Of a widget's address: the widget is loaded ahead of a call; the value is the tenant's id. Ours only. */
export const PARKED_PARAMETER = "parked";

/** The permissions that the widget's iframe needs (PROTOCOL 4). */
export const WIDGET_ALLOW: string =
  "camera; microphone; autoplay; encrypted-media; fullscreen; picture-in-picture; display-capture; clipboard-write; web-share; speaker-selection; screen-wake-lock";
