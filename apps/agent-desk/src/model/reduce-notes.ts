import type { DeskAction } from "./desk-action.ts";
import type { DeskState } from "./desk-state.ts";

/** Handles the actions for notes. */
export function reduceNotes(state: DeskState, action: DeskAction): DeskState {
  switch (action.type) {
    case "notesWritten": {
      const { call, notes } = action;
      return {
        ...state,
        pastCalls: state.pastCalls.map((past) => (past.id === call.id ? { ...past, ...notes } : past)),
        history: {
          ...state.history,
          calls: state.history.calls.map((known) =>
            known.id === call.visitorId ? { ...known, ...notes } : known,
          ),
        },
      };
    }
    case "notesProgressed":
      return {
        ...state,
        notesProgress: { ...state.notesProgress, [action.visitorId]: action.progress },
      };
    default:
      return state;
  }
}
