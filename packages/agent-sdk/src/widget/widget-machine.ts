/**
 * One widget's iframe and handshake, as a pure machine:
 *
 * ```
 * opening ──▶ loading ──load──▶ checking ──▶ quiet ──3 s──▶ silent      (says nothing, as the original's widget may)
 *    │  ▲        │                 └──3 s──▶ overdue ──▶ silent
 *    ▼  │        └────── any message at any time ──────▶ talking ◀──▶ replaced (its document was loaded again)
 * reloading (the iframe lacked permissions)
 * ```
 *
 * `parked` instead of `loading`: the widget was loaded ahead, and has been told its call. If it says nothing, it is loaded again.
 *
 * Until the iframe is known, messages are held. `checking` and `overdue`: a request checks whether the platform refuses this page. It is
 * also sent if nothing has loaded for 3 s.
 */
import type { WidgetToHostMessage } from "@videoengager/protocol/widget/widget-messages";
import type { WidgetSignal } from "../call/widget-signals.ts";

/** How long a loaded widget can be silent before it counts as one that sends no hello. */
export const HELLO_WAIT_MS = 3_000;

export type WidgetState =
  | { readonly name: "opening" | "reloading" | "parked" | "closed" }
  | { readonly name: "loading"; readonly hasIframe: boolean }
  | { readonly name: "checking" | "quiet" | "overdue" | "silent" | "blocked" }
  | {
      readonly name: "talking" | "replaced";
      /** Empty without a hello. */
      readonly capabilities: readonly string[];
      readonly greeted: boolean;
      /** The document that talks has finished loading. */
      readonly loaded: boolean;
    };

export type WidgetInput =
  /** The handlers gave the iframe. `completed`: permissions were missing and have been added. */
  | {
      readonly type: "iframe";
      readonly completed: boolean;
      readonly isLoading: boolean;
      readonly isLoaded: boolean;
      readonly isParked: boolean;
    }
  /** The handlers gave none in time. */
  | { readonly type: "noIframe" }
  | { readonly type: "load"; readonly isBlank: boolean }
  | { readonly type: "message"; readonly message: WidgetToHostMessage }
  | { readonly type: "overdue" }
  /** The check found nothing wrong. */
  | { readonly type: "checked" }
  | { readonly type: "blocked"; readonly message: string }
  | { readonly type: "removed" }
  | { readonly type: "close" };

/**
 * `readHeld` reads the messages that were held · `loadWidget` drops them and loads the widget · `enterCall` tells a parked one its
 * call · `check` asks the platform · `startTimer` starts the timer of `overdue` again.
 */
export type WidgetAction = "loadBlank" | "loadWidget" | "enterCall" | "readHeld" | "check" | "startTimer";

export interface WidgetStep {
  readonly state: WidgetState;
  /** Signals to pass on, and actions, in order. */
  readonly effects: readonly (WidgetSignal | WidgetAction)[];
}

export const OPENING: WidgetState = { name: "opening" };

export function stepWidget(state: WidgetState, input: WidgetInput): WidgetStep {
  if (state.name === "closed") return stay(state);
  switch (input.type) {
    case "close":
      return { state: { name: "closed" }, effects: [] };
    case "iframe":
      return state.name === "opening" ? stepIframe(input) : stay(state);
    case "noIframe":
      if (state.name !== "opening") return stay(state);
      return {
        state: { name: "loading", hasIframe: false },
        effects: [{ frame: "opened" }, "startTimer", "readHeld"],
      };
    case "load":
      return stepLoad(state, input.isBlank);
    case "message":
      return stepMessage(state, input.message);
    case "overdue":
      return stepOverdue(state);
    case "checked":
      if (state.name === "checking") return { state: { name: "quiet" }, effects: [] };
      return state.name === "overdue"
        ? { state: { name: "silent" }, effects: [{ frame: "silent" }] }
        : stay(state);
    case "blocked":
      if (state.name === "talking" || state.name === "blocked") return stay(state);
      return {
        state: { name: "blocked" },
        effects: [{ frame: "blocked", message: input.message }],
      };
    default:
      return { state, effects: [{ frame: "removed" }] };
  }
}

function stepIframe(input: Extract<WidgetInput, { type: "iframe" }>): WidgetStep {
  // A browser reads `allow` when a load begins, so the document must be loaded again.
  if (input.completed && input.isLoading)
    return { state: { name: "reloading" }, effects: [{ frame: "opened" }, "loadBlank"] };
  if (input.isParked)
    return { state: { name: "parked" }, effects: [{ frame: "opened" }, "enterCall", "startTimer"] };
  const opened: WidgetStep = {
    state: { name: "loading", hasIframe: true },
    effects: [{ frame: "opened" }, "startTimer", "readHeld"],
  };
  if (!input.isLoaded) return opened;
  const loaded = stepLoad(opened.state, false);
  return { state: loaded.state, effects: [{ frame: "opened" }, ...loaded.effects, "readHeld"] };
}

function stepLoad(state: WidgetState, isBlank: boolean): WidgetStep {
  switch (state.name) {
    case "reloading":
      // A first load that was too far on to be cancelled can have swallowed the blank address.
      return isBlank
        ? { state: { name: "loading", hasIframe: true }, effects: ["startTimer", "loadWidget"] }
        : { state, effects: ["loadBlank"] };
    case "loading":
      if (isBlank) return stay(state);
      return {
        state: { name: "checking" },
        effects: [{ frame: "loaded" }, "startTimer", "check"],
      };
    case "talking":
      if (isBlank) return stay(state);
      if (!state.loaded) return { state: { ...state, loaded: true }, effects: [{ frame: "loaded" }] };
      // Another document, which has not said hello. The original's widget never does.
      return state.greeted
        ? { state: { ...state, name: "replaced", loaded: true }, effects: ["startTimer"] }
        : stay(state);
    default:
      return stay(state);
  }
}

function stepMessage(state: WidgetState, message: WidgetToHostMessage): WidgetStep {
  if (state.name === "opening" || state.name === "reloading") return stay(state);
  const isHello = "type" in message && message.type === "hello";
  const before =
    state.name === "talking" || state.name === "replaced"
      ? state
      : { capabilities: [], greeted: false, loaded: state.name !== "loading" };
  return {
    state: {
      name: state.name === "replaced" && !isHello ? "replaced" : "talking",
      capabilities: isHello ? message.capabilities : before.capabilities,
      greeted: isHello || before.greeted,
      // A hello comes before its document's load; in `replaced` that load came first.
      loaded: isHello && state.name === "talking" ? false : before.loaded,
    },
    effects: [message],
  };
}

function stepOverdue(state: WidgetState): WidgetStep {
  switch (state.name) {
    case "parked":
      return { state: { name: "loading", hasIframe: true }, effects: ["startTimer", "loadWidget"] };
    case "loading":
      // Firefox does not report every document that cannot be loaded.
      return { state, effects: [state.hasIframe ? "check" : { frame: "notFound" }] };
    case "checking":
      return { state: { name: "overdue" }, effects: [] };
    case "quiet":
      return { state: { name: "silent" }, effects: [{ frame: "silent" }] };
    case "replaced":
      return { state, effects: [{ frame: "lost" }] };
    default:
      return stay(state);
  }
}

function stay(state: WidgetState): WidgetStep {
  return { state, effects: [] };
}
