import type { EpochMs } from "@videoengager/protocol/ids";
import type { CallNotes } from "@videoengager/protocol/rest/interaction-list";

/** What agents write down about their calls. Lists and exports read it with the interaction; erasure deletes it. */
export interface CallNotesStore {
  /** Replaces the notes. False if the agent has no such interaction, or if it was erased. */
  write(
    owner: { readonly tenantId: string; readonly agentId: string },
    interactionId: string,
    notes: CallNotes & { readonly writtenAtMs: EpochMs },
  ): Promise<boolean>;
}
