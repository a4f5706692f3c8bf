export { VERSION, VisitorCallError, type VisitorErrorCode } from "./api/errors.ts";
export type { CallOptions, VisitorOptions } from "./api/options.ts";
export { createVisitor, type StateListener, type Visitor } from "./api/visitor.ts";
export type { EndedBy, EndedReason, UnreachableCause, VisitorState } from "./call/visitor-state.ts";
export { defineVideoCallButton } from "./element/define-video-call-button.ts";
export type { VideoCallButtonElement } from "./element/video-call-button.ts";
