/** The outcomes that this desk offers. */
export const DISPOSITIONS = ["resolved", "follow-up", "unresolved", "wrong-contact"] as const;

/** What an agent writes down about a call. */
export interface CallNotes {
  readonly note: string;
  /** A code of {@link DISPOSITIONS}, or of another application; null where none was chosen. */
  readonly disposition: string | null;
}

/** Whether the platform has what was written down. */
export type NotesProgress = "saving" | "saved" | "failed";
