/** The outcomes that this desk offers. */
export const DISPOSITIONS = ["resolved", "follow-up", "unresolved", "wrong-contact"] as const;

/** An agent's note and outcome for a call. */
export interface CallNotes {
  readonly note: string;
  /** A code of {@link DISPOSITIONS}, or of another application; null if none was chosen. */
  readonly disposition: string | null;
}

/** Whether the platform has saved the notes. */
export type NotesProgress = "saving" | "saved" | "failed";
