import type { CallNotes, NotesProgress, PastCall } from "../model/desk-state.ts";
import type { DeskStore } from "../model/desk-store.ts";
import { requestPlatform } from "./request-platform.ts";

/** Notes are saved after this pause in typing. */
const PAUSE_MS = 800;

/** Saves notes on the platform after each pause in typing, and immediately when the page closes. */
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
    // Without an external ID the agent has no token.
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
    // The agent typed during the request. The next save includes it.
    if (!this.#unsaved.has(visitorId)) this.#report(visitorId, progress);
  }

  #report(visitorId: string, progress: NotesProgress): void {
    this.#store.dispatch({ type: "notesProgressed", visitorId, progress });
  }
}
