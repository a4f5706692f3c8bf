/**
 * The states of a visitor's call, as a pure function.
 *
 *   idle → requesting → opening → preparing → waiting → connected → ended
 *
 * A request that fails is `refused`, and so is a call that nobody took. While the page is open, each of its states can be `unreachable`
 * for some time. A page that stays open after the end can ask for another call.
 */
import type { VisitorPageMessage } from "@videoengager/protocol/widget/visitor-page-messages";
import { VisitorCallError } from "../api/errors.ts";
import type { OpenState, VisitorState } from "./visitor-state.ts";

export type VisitorEvent =
  | { readonly type: "requested" }
  | { readonly type: "refused"; readonly error: VisitorCallError }
  /** The visitor's page starts to load. */
  | { readonly type: "opened"; readonly link: string }
  | { readonly type: "message"; readonly message: VisitorPageMessage }
  /** The page has sent nothing for a long time after it was opened. */
  | { readonly type: "silent" }
  /** The window or the iframe is gone. */
  | { readonly type: "pageClosed" }
  /** The application has ended the call. */
  | { readonly type: "endedHere" };

/** Returns the same object if the event changes nothing. */
export function stepCall(state: VisitorState, event: VisitorEvent): VisitorState {
  switch (event.type) {
    case "requested":
      return { name: "requesting" };
    case "refused":
      return { name: "refused", reason: event.error.code, error: event.error };
    case "opened":
      return { name: "opening", link: event.link };
    case "silent":
      return state.name === "opening" ? refuse("platform-unreachable") : state;
    case "pageClosed":
      return isActive(state) ? { name: "ended", reason: "page-closed", by: "visitor" } : state;
    case "endedHere":
      return isActive(state) ? { name: "ended", reason: "hung-up", by: "visitor" } : state;
    default:
      return receive(state, event.message);
  }
}

/** Whether there is a call, or one begins. */
export function isActive({ name }: VisitorState): boolean {
  return name !== "idle" && name !== "ended" && name !== "refused";
}

function receive(state: VisitorState, message: VisitorPageMessage): VisitorState {
  if (state.name === "idle" || state.name === "requesting") return state;
  switch (message.type) {
    case "CallStarted":
      return { name: "waiting" };
    case "callEstablished":
      return isActive(state) ? { name: "connected" } : state;
    case "callEnded":
      return end(state, message.data ?? { reason: null, by: null });
    case "unreachable": {
      const before = openStateOf(state);
      return before === null ? state : { name: "unreachable", cause: message.cause, before };
    }
    case "reachable":
      return state.name === "unreachable" ? { name: state.before } : state;
    default:
      // Whatever it says: the page has loaded.
      return state.name === "opening" ? { name: "preparing" } : state;
  }
}

type End = Pick<Extract<VisitorState, { name: "ended" }>, "reason" | "by">;

function end(state: VisitorState, { reason, by }: End): VisitorState {
  if (!isActive(state)) return state;
  const isUnanswered = reason === "timeout" || reason === "rejected";
  return isUnanswered ? refuse("nobody-available") : { name: "ended", reason, by };
}

function openStateOf(state: VisitorState): OpenState | null {
  switch (state.name) {
    case "opening":
      return "preparing";
    case "preparing":
    case "waiting":
    case "connected":
      return state.name;
    case "unreachable":
      return state.before;
    default:
      return null;
  }
}

function refuse(code: VisitorCallError["code"]): VisitorState {
  return { name: "refused", reason: code, error: new VisitorCallError(code) };
}
