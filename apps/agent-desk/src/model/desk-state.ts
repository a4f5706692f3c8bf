import { en } from "../text/en.ts";
import type { Messages } from "../text/messages.ts";
import type { CallPhase, Outcome } from "./call-phase.ts";
import type { CallNotes, NotesProgress } from "./notes.ts";

export type { CallPhase, Outcome } from "./call-phase.ts";
export type { CallNotes, NotesProgress } from "./notes.ts";

/** Everything that the desk shows. Changed by `reduceDesk` alone; times are milliseconds of this browser's clock. */
export interface DeskState {
  readonly session: Session;
  /** Whether the agent's event channel is connected. */
  readonly online: boolean;
  readonly queue: Queue;
  /** Visitors who wait for an agent, the one who has waited longest first. */
  readonly ringing: readonly RingingVisitor[];
  /** Rejected a moment ago, which the agent can still undo. */
  readonly rejecting: readonly RingingVisitor[];
  /** The tone is off until somebody new rings. */
  readonly silenced: boolean;
  readonly call: Call | null;
  /** The call that the agent writes down. */
  readonly wrapUp: WrapUp | null;
  /** Until when the platform holds calls back after the last one; null where it doesn't. */
  readonly heldBackUntilMs: number | null;
  readonly queueLength: QueueLength;
  /** What this tab saw, newest first. */
  readonly pastCalls: readonly PastCall[];
  /** Whether the platform has what was written down, by visitor id. */
  readonly notesProgress: Readonly<Record<string, NotesProgress>>;
  readonly history: History;
  readonly notices: Readonly<Partial<Record<NoticePlace, string>>>;
  readonly preferences: Preferences;
  readonly browser: BrowserSide;
  /** What it says, in the language that is shown. */
  readonly text: Messages;
}

/** What the agent has chosen; kept in this browser. */
export interface Preferences {
  readonly sound: boolean;
  /** Of the ring tone, in per cent. */
  readonly ringVolume: number;
  /** The device that the ring tone plays on; empty for the system's default. */
  readonly ringOutputId: string;
  readonly shortcuts: boolean;
  /** A BCP 47 tag; null for the browser's own. */
  readonly language: string | null;
}

/** `held-back` until somebody clicks in the page · `missing` also after a click: there is nothing that sounds */
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
  /** Can be rung (standalone mode); else this agent only starts calls. */
  readonly takesCalls: boolean;
  /** After a call, the time in which the platform doesn't ring this agent. */
  readonly wrapUpMs: number;
}

export type Queue = "off" | "joining" | "on" | "leaving";

/** What the web site sent along with its visitor. */
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
  /** Null until the widget has reported it. */
  readonly visitorId: string | null;
  /** Empty where nobody has said it. */
  readonly name: string;
  /** The application's own reference; empty where there is none. */
  readonly reference: string;
  readonly customData: CustomData;
  /** Null until both sides were there. */
  readonly liveAtMs: number | null;
  /** The agent has asked for the end and it isn't there yet. */
  readonly ending: boolean;
  /** The visitor whom the agent invited joined while this tab was in the background, and the agent hasn't looked since. */
  readonly joinedUnseen: boolean;
}

/** What is needed to come back to a call after a reload. */
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

/** A call of this agent as the platform lists it; its times are the platform's. */
export interface PlatformCall extends CallNotes {
  readonly id: string;
  readonly initiatedBy: unknown;
  readonly endReason: unknown;
  /** Empty where the visitor gave none. */
  readonly visitorName: string;
  /** The application's own reference. */
  readonly customerId: string | null;
  readonly customData: CustomData;
  readonly createdAtMs: number;
  readonly talkTimeMs: number;
}

/** What the platform knows of earlier calls, as far as it has been asked. */
export interface History {
  readonly calls: readonly PlatformCall[];
  /** Where the next page begins; null on the last one. */
  readonly next: string | null;
  readonly progress: "idle" | "loading" | "failed";
}

export interface PastCall extends CallNotes {
  readonly id: string;
  /** Empty where the call never got one. */
  readonly visitorId: string;
  readonly direction: Direction;
  readonly name: string;
  readonly reference: string;
  readonly customData: CustomData;
  readonly atMs: number;
  /** Null where nobody talked, or nobody knows how long. */
  readonly talkMs: number | null;
  readonly outcome: Outcome;
}

/** A sentence stands next to what caused it. */
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
