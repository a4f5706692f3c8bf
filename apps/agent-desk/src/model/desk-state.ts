import { en } from "../text/en.ts";
import type { Messages } from "../text/messages.ts";
import type { CallPhase, Outcome } from "./call-phase.ts";
import type { CallNotes, NotesProgress } from "./notes.ts";

export type { CallPhase, Outcome } from "./call-phase.ts";
export type { CallNotes, NotesProgress } from "./notes.ts";

/** Everything that the desk shows. Only `reduceDesk` changes it. Times are milliseconds of this browser's clock. */
export interface DeskState {
  readonly session: Session;
  /** Whether the agent's event channel is connected. */
  readonly online: boolean;
  readonly queue: Queue;
  /** Visitors who ring here, longest wait first. */
  readonly ringing: readonly RingingVisitor[];
  /** Rejected visitors whose rejection the agent can still undo. */
  readonly rejecting: readonly RingingVisitor[];
  /** The ring tone is off until another visitor rings. */
  readonly silenced: boolean;
  readonly call: Call | null;
  /** The ended call that the wrap-up panel shows. */
  readonly wrapUp: WrapUp | null;
  /** Until when the platform holds calls back after the last one; null if it doesn't. */
  readonly heldBackUntilMs: number | null;
  readonly queueLength: QueueLength;
  /** The calls of this tab, newest first. */
  readonly pastCalls: readonly PastCall[];
  /** Whether the platform has saved the notes, by visitor id. */
  readonly notesProgress: Readonly<Record<string, NotesProgress>>;
  readonly history: History;
  readonly notices: Readonly<Partial<Record<NoticePlace, string>>>;
  readonly preferences: Preferences;
  readonly browser: BrowserSide;
  /** The texts in the current language. */
  readonly text: Messages;
}

/** The agent's settings, stored in this browser. */
export interface Preferences {
  readonly sound: boolean;
  /** Percent. */
  readonly ringVolume: number;
  /** The output device of the ring tone; empty for the system's default. */
  readonly ringOutputId: string;
  readonly shortcuts: boolean;
  /** A BCP 47 tag; null for the browser's language. */
  readonly language: string | null;
}

/** `held-back`: blocked until a click in the page · `missing`: no sound even after a click */
export type SoundOutput = "unknown" | "works" | "held-back" | "missing";

/** What the browser permits now. */
export interface BrowserSide {
  readonly sound: SoundOutput;
  readonly notifications: "default" | "granted" | "denied" | "unsupported";
  /** Whether this tab is in the background. */
  readonly isHidden: boolean;
}

export type Session =
  | { readonly kind: "out" }
  | { readonly kind: "signing-in" }
  | { readonly kind: "in"; readonly agent: Agent };

export interface Agent {
  readonly name: string;
  readonly email: string;
  /** Receives calls from the queue (standalone mode). Otherwise this agent only starts calls. */
  readonly takesCalls: boolean;
  /** How long the platform holds calls back after each call. */
  readonly wrapUpMs: number;
}

export type Queue = "off" | "joining" | "on" | "leaving";

/** The data that the website attached to the visitor's request. */
export type CustomData = Readonly<Record<string, unknown>>;

export interface RingingVisitor {
  readonly visitorId: string;
  readonly name: string;
  readonly waitingSinceMs: number;
  readonly customData: CustomData;
}

export type Direction = "incoming" | "outgoing";

export interface Call {
  readonly phase: CallPhase;
  readonly direction: Direction;
  /** Null until the widget reports it. */
  readonly visitorId: string | null;
  /** Empty if unknown. */
  readonly name: string;
  /** The application's reference; empty if there is none. */
  readonly reference: string;
  readonly customData: CustomData;
  /** Null until both have joined. */
  readonly liveAtMs: number | null;
  /** The agent has hung up, and the end isn't confirmed yet. */
  readonly ending: boolean;
  /** The visitor whom the agent invited joined while this tab was in the background, and the agent hasn't looked since. */
  readonly joinedUnseen: boolean;
}

/** The part of a call that a reload restores. */
export interface RunningCall {
  readonly visitorId: string;
  readonly direction: Direction;
  readonly name: string;
  readonly reference: string;
  readonly customData: CustomData;
  readonly liveAtMs: number | null;
}

export interface WrapUp {
  readonly pastCallId: string;
}

/** How many visitors wait at the tenant, whether or not they ring here. */
export interface QueueLength {
  readonly count: number;
  /** Null while nobody waits. */
  readonly longestSinceMs: number | null;
}

/** A call of this agent as the platform lists it. Times are the platform's. */
export interface PlatformCall extends CallNotes {
  readonly id: string;
  readonly initiatedBy: unknown;
  readonly endReason: unknown;
  /** Empty if the visitor gave none. */
  readonly visitorName: string;
  /** The application's reference. */
  readonly customerId: string | null;
  readonly customData: CustomData;
  readonly createdAtMs: number;
  readonly talkTimeMs: number;
}

/** The pages of the platform's call history that have been loaded. */
export interface History {
  readonly calls: readonly PlatformCall[];
  /** The start of the next page; null after the last page. */
  readonly next: string | null;
  readonly progress: "idle" | "loading" | "failed";
}

export interface PastCall extends CallNotes {
  readonly id: string;
  /** Empty if the call never got one. */
  readonly visitorId: string;
  readonly direction: Direction;
  readonly name: string;
  readonly reference: string;
  readonly customData: CustomData;
  readonly atMs: number;
  /** Null if nobody talked, or the duration is unknown. */
  readonly talkMs: number | null;
  readonly outcome: Outcome;
}

/** Where a notice shows: next to its cause. */
export type NoticePlace = "sign-in" | "queue" | "waiting" | "call";

export const SIGNED_OUT: DeskState = {
  session: { kind: "out" },
  online: false,
  queue: "off",
  ringing: [],
  rejecting: [],
  silenced: false,
  call: null,
  wrapUp: null,
  heldBackUntilMs: null,
  queueLength: { count: 0, longestSinceMs: null },
  pastCalls: [],
  notesProgress: {},
  history: { calls: [], next: null, progress: "idle" },
  notices: {},
  preferences: { sound: true, ringVolume: 100, ringOutputId: "", shortcuts: true, language: null },
  browser: { sound: "unknown", notifications: "unsupported", isHidden: false },
  text: en,
};
