import type { EndReason, SeatRole } from "@videoengager/protocol/ids";
import type { UnreachableCause } from "@videoengager/protocol/widget/widget-messages";
import type { VisitorCallError } from "../api/errors.ts";

export type { UnreachableCause };

/** `page-closed`: the visitor's page was closed. Null: the platform only said that the call is over. */
export type EndedReason = EndReason | "page-closed" | null;

export type EndedBy = SeatRole | null;

/** Where the visitor's call stands. */
export type VisitorState =
  /** No call yet. */
  | { readonly name: "idle" }
  /** The platform is asked for a call. */
  | { readonly name: "requesting" }
  /** The visitor's page loads. `link` is its address. */
  | { readonly name: "opening"; readonly link: string }
  /** The visitor checks name, camera and microphone in the page. */
  | { readonly name: "preparing" }
  /** The visitor has joined, and waits for an agent. */
  | { readonly name: "waiting" }
  /** Visitor and agent see and hear each other. */
  | { readonly name: "connected" }
  /** The call doesn't connect. The page keeps trying. `before` is the state that it returns to. */
  | { readonly name: "unreachable"; readonly cause: UnreachableCause; readonly before: OpenState }
  /** The call is over. */
  | { readonly name: "ended"; readonly reason: EndedReason; readonly by: EndedBy }
  /** There is no call. `reason` is the error's code. */
  | {
      readonly name: "refused";
      readonly reason: VisitorCallError["code"];
      readonly error: VisitorCallError;
    };

/** The visitor's page is open, and its call goes on. */
export type OpenState = "preparing" | "waiting" | "connected";
