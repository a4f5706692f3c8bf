import type { EndReason, SeatRole } from "../ids.ts";
import type { ReachableMessage, UnreachableMessage } from "./widget-messages.ts";

/** The messages of the visitor's page to a page that embeds it (PROTOCOL 7). */
export type VisitorPageMessage =
  | { readonly type: "CallStarted" }
  | { readonly type: "callEstablished" }
  | CallEndedMessage
  | { readonly type: "popupClosed" }
  | { readonly type: "RemoteVideoStarted" }
  | { readonly type: "RemoteVideoStopped" }
  | { readonly type: "ResizePopup"; readonly data: { readonly height: number } }
  /** Ours, as the widget's. */
  | UnreachableMessage
  | ReachableMessage;

/** Also for a call that ends before the visitor joins it. */
export interface CallEndedMessage {
  readonly type: "callEnded";
  /** Ours only. */
  readonly data?: CallEnd;
}

export interface CallEnd {
  /** Null if the platform only said that the call is over. */
  readonly reason: EndReason | null;
  readonly by: SeatRole | null;
}

/** The query parameters of the visitor's page (PROTOCOL 7). */
export interface VisitorPageParameters {
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  /** Id of one of the tenant's style sheets. */
  readonly csg?: string;
  /** A language tag. Ours only. */
  readonly lang?: string;
}
