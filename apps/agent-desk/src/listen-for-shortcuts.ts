import type { DeskStore } from "./model/desk-store.ts";
import { readShortcut } from "./model/read-shortcut.ts";
import type { Commands } from "./views/commands.ts";

/**
 * A accepts, R rejects, U undoes the last rejection, S silences. They apply to the focused card, else to the longest wait. During a
 * call, M mutes the agent.
 */
export function listenForShortcuts(store: DeskStore, commands: Commands): void {
  document.addEventListener("keydown", (event) => {
    const { ringing, rejecting, call, preferences, session } = store.state;
    if (session.kind !== "in" || !preferences.shortcuts) return;
    // An open dialog handles its own keys.
    if (document.querySelector("dialog[open]")) return;
    const shortcut = readShortcut(event, isTyping(event.target));
    if (!shortcut) return;
    if (shortcut === "undo") {
      const last = rejecting.at(-1);
      if (last) commands.undoReject(last.visitorId);
      return;
    }
    if (shortcut === "mute") {
      if (call) commands.toggleMicrophone();
      return;
    }
    if (call || ringing.length === 0) return;
    event.preventDefault();
    const visitorId = focusedVisitor(event.target);
    if (shortcut === "accept") commands.accept(visitorId);
    else if (shortcut === "reject") commands.reject(visitorId);
    else commands.silence();
  });
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox])"))
  );
}

function focusedVisitor(target: EventTarget | null): string | undefined {
  if (!(target instanceof Element)) return undefined;
  return target.closest<HTMLElement>("[data-visitor-id]")?.dataset.visitorId;
}
