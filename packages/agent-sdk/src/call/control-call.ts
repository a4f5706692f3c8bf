import type { ControlFailure, ControlSettings } from "@videoengager/protocol/widget/call-control";
import { ensure, VideoEngagerAgentError } from "../api/errors.ts";
import { type Running, race } from "../lib/operation.ts";
import type { Watch, Widget, WidgetSignal } from "./widget-signals.ts";

/** What the application wants of the call. */
export type CallCommand = ControlSettings | { readonly text: string };

/** Tells the widget, and settles when the widget says that it is so, or why not. */
export async function controlCall(
  widget: Widget | undefined,
  watch: Watch,
  command: CallCommand,
  { signal, waitFor }: Running,
): Promise<void> {
  const control = needControl(widget);
  waitFor("the widget to do it");
  await race<void>(signal, ({ resolve, reject }) => {
    const id = Math.random().toString(36).slice(2);
    const unwatch = watch((said) => {
      if (isEnd(said)) reject(describeFailure("no-call"));
      if (!("type" in said) || said.type !== "done" || said.id !== id) return;
      if (said.error) reject(describeFailure(said.error));
      else resolve();
    });
    try {
      control.send(
        "text" in command
          ? { ve: 1, type: "message", id, ...command }
          : { ve: 1, type: "set", id, ...command },
        // The browser lets the widget ask for the screen because the person has just clicked in this page.
        "screen" in command && command.screen ? "display-capture" : undefined,
      );
    } catch (error) {
      reject(describeFailure("needs-gesture", error));
    }
    return unwatch;
  });
}

/** A widget that can be controlled. */
export function needControl(widget: Widget | undefined): Widget {
  ensure(widget, "CALL_NOT_STARTED", { message: NO_CALL });
  ensure(widget.understands("controls"), "VE_UNHANDLED_ERROR", {
    message:
      "The widget cannot be controlled: it has said no hello yet, or its platform is older than this SDK. Wait for `sessionStarted`.",
    context: { capability: "controls" },
  });
  return widget;
}

const NO_CALL = "There is no call to control. Call this while a call is active.";

function isEnd(said: WidgetSignal): boolean {
  return "frame" in said && (said.frame === "ended" || said.frame === "removed");
}

const REMEDIES: Readonly<Partial<Record<ControlFailure, string>>> = {
  "needs-gesture":
    "Call it directly in a click listener. Firefox and Safari don't pass the click on: the agent must press the widget's button.",
  "not-confirmed": "The platform didn't confirm it. It is repeated when the connection is back.",
  "too-many-messages": "Nobody has read the last messages yet. Try again later.",
};

function describeFailure(reason: ControlFailure, error?: unknown): VideoEngagerAgentError {
  if (reason === "no-call") return new VideoEngagerAgentError("CALL_NOT_STARTED", { message: NO_CALL });
  if (reason === "unknown-device")
    return new VideoEngagerAgentError("INVALID_ARGUMENT", {
      message: "No device has this id. Use an id of getDevices().",
    });
  const remedy = REMEDIES[reason] ?? "The widget tells the agent what to do.";
  return new VideoEngagerAgentError("VE_UNHANDLED_ERROR", {
    message: `It was not possible (${reason}). ${remedy}`,
    context: { reason, ...(error !== undefined && { error }) },
  });
}
