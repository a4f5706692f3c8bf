import type { UnreachableCause } from "videoengager-agent-sdk";
import type { AffectedDevices, DeviceAdvice } from "../media/advise-on-devices.ts";
import type { CallPhase, Outcome } from "../model/call-phase.ts";
import type { DISPOSITIONS, NotesProgress } from "../model/notes.ts";

/** What the agent was doing when it failed. The same code needs a different sentence in each place. */
export type Doing = "sign-in" | "queue" | "accept" | "reject" | "call" | "end";

export type DeviceProblems = Messages["check"]["problems"]["both"];

/** A visitor's name; null if it isn't known, and the sentence does without. */
export type Named = (name: string | null) => string;

/** All texts of the desk in one language. Sentences with names or numbers are functions, because the word order differs. */
export interface Messages {
  /** A BCP 47 tag. */
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly deskName: string;
  readonly optional: string;
  readonly dismiss: string;
  readonly cancel: string;
  readonly done: string;
  readonly tryAgain: string;

  readonly signIn: {
    readonly lead: string;
    readonly lookingForDemo: string;
    readonly asDemo: string;
    readonly demoHint: (email: string) => string;
    readonly asSomebodyElse: string;
    readonly signIn: string;
    readonly signingIn: string;
    readonly email: string;
    readonly firstName: string;
    readonly lastName: string;
    readonly apiKey: string;
    readonly externalId: string;
    readonly externalIdHint: string;
    readonly keptHint: (host: string) => string;
  };

  readonly you: {
    readonly region: string;
    readonly signOut: string;
    readonly startsCallsOnly: string;
    readonly signOutTitle: string;
    readonly signOutText: string;
    readonly stay: string;
    readonly endAndSignOut: string;
  };

  readonly queue: {
    readonly switch: string;
    readonly lost: string;
    readonly lostOnQueue: string;
    readonly lostOffQueue: string;
    readonly joining: string;
    readonly leaving: string;
    readonly oneMoment: string;
    readonly off: string;
    readonly offDetail: string;
    readonly on: string;
    readonly onDetail: string;
    readonly onInCall: string;
    readonly onInWrapUp: string;
    readonly readyFailed: string;
  };

  readonly settings: {
    readonly title: string;
    readonly sound: string;
    readonly soundHint: string;
    readonly volume: string;
    readonly ringOn: string;
    readonly testRing: string;
    readonly shortcuts: string;
    readonly shortcutsHint: string;
    readonly notifications: string;
    readonly allowNotifications: string;
    readonly notificationsAre: Readonly<Record<"granted" | "denied" | "unsupported", string>>;
    readonly language: string;
    readonly languageOfBrowser: string;
    readonly checkDevices: string;
  };

  readonly devices: {
    readonly camera: string;
    readonly microphone: string;
    readonly speaker: string;
    readonly standard: string;
    readonly numbered: (kind: string, number: number) => string;
    readonly level: string;
    readonly testSpeaker: string;
    readonly testing: string;
    readonly choiceFailed: string;
    readonly speakerRefused: string;
  };

  readonly check: {
    readonly title: string;
    readonly asking: string;
    readonly noPicture: string;
    readonly ownPicture: string;
    readonly saySomething: string;
    readonly goOn: string;
    readonly goOnWithout: Readonly<Record<AffectedDevices, string>>;
    readonly problems: Readonly<Record<AffectedDevices, Readonly<Record<DeviceAdvice, string>>>>;
  };

  readonly waiting: {
    readonly title: string;
    readonly silence: string;
    readonly nobody: string;
    readonly keys: Readonly<Record<"accepts" | "rejects" | "silences", string>>;
    readonly onlyOnQueue: string;
    readonly withoutConnection: string;
    readonly goOnQueue: string;
    readonly notDuringCall: string;
    readonly soundHeldBack: string;
    readonly soundMissing: string;
    readonly turnSoundOn: string;
    readonly offerNotifications: string;
    readonly notNow: string;
    readonly accept: string;
    readonly reject: string;
    readonly rejected: Named;
    readonly undo: string;
    /** How many visitors wait at the tenant, whether or not they ring here. */
    readonly inQueue: (count: number) => string;
    /** How long the first one has waited. */
    readonly longestWait: (clock: string) => string;
    readonly waitedFor: (duration: string) => string;
    readonly more: (count: number) => string;
    readonly yes: string;
    readonly no: string;
    readonly recording: string;
    readonly consentGiven: string;
    readonly noConsent: string;
  };

  readonly ringing: {
    readonly isCalling: Named;
    readonly severalRing: (count: number) => string;
    /** For screen readers: who rings, how many others, and the keys if they are on. */
    readonly announce: (name: string | null, others: number, hasKeys: boolean) => string;
    readonly notification: string;
    /** The tab's title when a visitor whom the agent invited has joined. */
    readonly hasJoined: Named;
  };

  readonly call: {
    readonly region: string;
    readonly visitor: string;
    readonly customer: string;
    readonly phases: Readonly<Record<CallPhase, string>>;
    readonly ending: string;
    readonly inCallWith: Named;
    readonly end: string;
    readonly cancel: string;
    readonly endedByReload: Named;
  };

  readonly start: {
    readonly title: string;
    readonly lead: string;
    readonly reference: string;
    readonly referenceHint: string;
    readonly start: string;
  };

  readonly wrapUp: {
    readonly title: string;
    readonly talked: (name: string | null, duration: string) => string;
    readonly nobodyRings: string;
    readonly canRingAgain: string;
    readonly readyNow: string;
  };

  readonly notes: {
    readonly outcome: string;
    readonly noOutcome: string;
    readonly outcomes: Readonly<Record<(typeof DISPOSITIONS)[number], string>>;
    readonly note: string;
    readonly hint: string;
    readonly hintInTab: string;
    readonly progress: Readonly<Record<NotesProgress, string>>;
  };

  readonly past: {
    readonly title: string;
    readonly none: string;
    readonly incoming: string;
    readonly outgoing: string;
    readonly talkedFor: (duration: string) => string;
    readonly outcomes: Readonly<Record<Outcome, string>>;
    readonly addNote: string;
    readonly editNote: string;
    readonly older: string;
    readonly loading: string;
    readonly failed: string;
  };

  readonly errors: {
    readonly unforeseen: string;
    /** By the code of the SDK's error. Without an entry, the error's own message shows. */
    readonly byCode: Readonly<Partial<Record<Doing, Readonly<Record<string, string>>>>>;
    /** Why a call didn't connect, by `context.cause` of the SDK's error. */
    readonly byCause: Readonly<Record<UnreachableCause, string>>;
  };
}
