import type { CallNotes, NoticePlace, PastCall, Preferences } from "../model/desk-state.ts";
import type { Credentials } from "../storage/keep-credentials.ts";

/** Everything that a person can do at the desk. */
export interface Commands {
  readonly signIn: (credentials: Credentials) => void;
  readonly signOut: () => void;
  readonly setOnQueue: (onQueue: boolean) => void;
  readonly accept: (visitorId?: string) => void;
  readonly reject: (visitorId?: string) => void;
  readonly undoReject: (visitorId: string) => void;
  readonly silence: () => void;
  readonly startCall: (reference: string) => void;
  readonly endCall: () => void;
  readonly loadHistory: () => void;
  /** Lets calls ring again before the wrap-up time is over. */
  readonly endWrapUp: () => void;
  readonly closeWrapUp: () => void;
  readonly writeNotes: (call: PastCall, notes: CallNotes) => void;
  readonly dismiss: (place: NoticePlace) => void;
  readonly choose: (preferences: Partial<Preferences>) => void;
  readonly testRing: () => void;
  readonly unblockSound: () => void;
  readonly askForNotifications: () => void;
}
