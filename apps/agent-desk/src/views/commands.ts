import type { CallNotes, NoticePlace, PastCall, Preferences } from "../model/desk-state.ts";
import type { Credentials } from "../storage/keep-credentials.ts";

/** The actions of the desk's user interface. */
export interface Commands {
  readonly signIn: (credentials: Credentials) => void;
  readonly signOut: () => void;
  readonly setOnQueue: (onQueue: boolean) => void;
  readonly accept: (visitorId?: string) => void;
  readonly reject: (visitorId?: string) => void;
  readonly undoReject: (visitorId: string) => void;
  readonly silence: () => void;
  readonly startCall: (reference: string) => void;
  /** Mutes the agent in the call, or unmutes. */
  readonly toggleMicrophone: () => void;
  readonly endCall: () => void;
  readonly loadHistory: () => void;
  /** Ends the wrap-up early. */
  readonly endWrapUp: () => void;
  readonly closeWrapUp: () => void;
  readonly writeNotes: (call: PastCall, notes: CallNotes) => void;
  readonly dismiss: (place: NoticePlace) => void;
  readonly choose: (preferences: Partial<Preferences>) => void;
  readonly testRing: () => void;
  readonly unblockSound: () => void;
  readonly askForNotifications: () => void;
}
