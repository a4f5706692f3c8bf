/** What the visitor's page posts to a page that embeds it (PROTOCOL 7). */
export type VisitorPageMessage =
  | { readonly type: "CallStarted" }
  | { readonly type: "callEstablished" }
  | { readonly type: "callEnded" }
  | { readonly type: "popupClosed" }
  | { readonly type: "RemoteVideoStarted" }
  | { readonly type: "RemoteVideoStopped" }
  | { readonly type: "ResizePopup"; readonly data: { readonly height: number } };

/** The query that the visitor's page takes (PROTOCOL 7). */
export interface VisitorPageParameters {
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  /** Id of a style sheet of the tenant's. */
  readonly csg?: string;
}
