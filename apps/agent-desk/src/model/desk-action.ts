import type { Messages } from "../text/messages.ts";
import type {
  Agent,
  BrowserSide,
  CallNotes,
  Direction,
  NotesProgress,
  NoticePlace,
  PastCall,
  PlatformCall,
  Preferences,
  Queue,
  QueueLength,
  RingingVisitor,
  RunningCall,
} from "./desk-state.ts";

/** Why a visitor no longer rings: the reasons of the SDK's `callRemoved`, and accepted by this agent elsewhere. */
export type RemovalReason =
  | "accepted"
  | "accepted-by-you-elsewhere"
  | "accepted-elsewhere"
  | "rejected"
  | "visitor-left"
  | "withdrawn"
  | "timeout"
  | "failed";

/** What the widget has reported about the call. */
export interface CallReport {
  readonly status: "NONE" | "PRE_CALL" | "CALL_STARTED" | "END_CALL" | "FINISHED";
  readonly visitorId: string;
  /** Empty if the call has none. */
  readonly reference: string;
  /** The visitor's; empty until it is known. */
  readonly name: string;
}

/** Everything that can change what the desk shows. */
export type DeskAction =
  | { readonly type: "signingIn" }
  | { readonly type: "signedIn"; readonly agent: Agent; readonly online: boolean; readonly onQueue: boolean }
  | { readonly type: "signInFailed"; readonly message: string }
  | { readonly type: "signedOut" }
  | { readonly type: "onlineChanged"; readonly online: boolean }
  | { readonly type: "queueChanged"; readonly queue: Queue }
  | { readonly type: "rang"; readonly visitor: RingingVisitor }
  | {
      readonly type: "ringingEnded";
      readonly visitorId: string;
      readonly reason: RemovalReason;
      readonly atMs: number;
    }
  | { readonly type: "rejecting"; readonly visitorId: string }
  /** By the agent, or because the platform didn't confirm it. */
  | { readonly type: "rejectingUndone"; readonly visitorId: string }
  | { readonly type: "silenced" }
  | { readonly type: "accepting"; readonly visitorId: string }
  | { readonly type: "calling"; readonly reference: string }
  | { readonly type: "returning"; readonly running: RunningCall }
  | { readonly type: "callReported"; readonly report: CallReport; readonly atMs: number }
  | { readonly type: "callEnding" }
  | { readonly type: "callEndFailed"; readonly message: string }
  | { readonly type: "callEnded"; readonly atMs: number }
  /** Starting or accepting failed. */
  | {
      readonly type: "callFailed";
      readonly direction: Direction;
      readonly message: string;
      readonly outcome: "failed" | "taken" | "taken-by-you" | "left";
      readonly atMs: number;
    }
  | { readonly type: "preferencesChanged"; readonly preferences: Partial<Preferences> }
  | { readonly type: "browserChanged"; readonly browser: Partial<BrowserSide> }
  | { readonly type: "languageLoaded"; readonly text: Messages }
  | { readonly type: "wrapUpClosed" }
  | { readonly type: "heldBack"; readonly untilMs: number | null }
  | { readonly type: "waitingCounted"; readonly queueLength: QueueLength }
  | { readonly type: "notesWritten"; readonly call: PastCall; readonly notes: CallNotes }
  | { readonly type: "notesProgressed"; readonly visitorId: string; readonly progress: NotesProgress }
  | { readonly type: "pastCallsRestored"; readonly pastCalls: readonly PastCall[] }
  | { readonly type: "historyLoading" }
  | { readonly type: "historyLoaded"; readonly calls: readonly PlatformCall[]; readonly next: string | null }
  | { readonly type: "historyFailed" }
  | { readonly type: "noticed"; readonly place: NoticePlace; readonly message: string }
  | { readonly type: "noticeDismissed"; readonly place: NoticePlace };
