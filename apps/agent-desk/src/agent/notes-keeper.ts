import type { CallNotes, NotesProgress, PastCall } from "../model/desk-state.ts";
import type { DeskStore } from "../model/desk-store.ts";
import { requestPlatform } from "./request-platform.ts";

/** How long nobody has typed when notes are saved. */
const PAUSE_MS = 800;

/** Saves what the agent writes down: at the platform after each pause, and at once when the page closes. */
export class NotesKeeper {
  readonly #store: DeskStore;
  readonly #unsaved = new Map<string, { readonly notes: CallNotes; readonly timer: number }>();

  constructor(store: DeskStore) {
    this.#store = store;
    addEventListener("pagehide", () => {
      for (const visitorId of this.#unsaved.keys()) void this.#save(visitorId);
    });
  }

  write(call: PastCall, notes: CallNotes): void {
    const { dispatch, state } = this.#store;
    dispatch({ type: "notesWritten", call, notes });
    // Without the external ID there is no token of this agent.
    if (!call.visitorId || state.session.kind !== "in" || !state.session.agent.takesCalls) return;
    const { visitorId } = call;
    clearTimeout(this.#unsaved.get(visitorId)?.timer);
    this.#unsaved.set(visitorId, {
      notes,
      timer: window.setTimeout(() => void this.#save(visitorId), PAUSE_MS),
    });
    this.#report(visitorId, "saving");
  }

  async #save(visitorId: string): Promise<void> {
    const unsaved = this.#unsaved.get(visitorId);
    if (!unsaved) return;
    clearTimeout(unsaved.timer);
    this.#unsaved.delete(visitorId);
    const { note, disposition } = unsaved.notes;
    const path = `/api/interactions/my/${encodeURIComponent(visitorId)}/notes`;
    const progress = await requestPlatform("PUT", path, { notes: note, disposition }).then(
      (): NotesProgress => "saved",
      (): NotesProgress => "failed",
    );
    // Typed on meanwhile: that is saved after the next pause.
    if (!this.#unsaved.has(visitorId)) this.#report(visitorId, progress);
  }

  #report(visitorId: string, progress: NotesProgress): void {
    this.#store.dispatch({ type: "notesProgressed", visitorId, progress });
  }
}
