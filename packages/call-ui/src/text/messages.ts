import type { SignInProblem, SignInRefusal } from "@videoengager/protocol/widget/widget-messages";

/** A person's name; null where it is not known, and the sentence does without. */
type Named = (name: string | null) => string;

/** All texts of the call pages in one language. */
export interface Messages {
  /** A BCP 47 tag. */
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly pageTitle: string;
  /** Labels for a person without a name. */
  readonly visitor: string;
  readonly agent: string;
  readonly you: string;

  readonly starting: { readonly signingIn: string; readonly loading: string };
  readonly tryAgain: string;
  readonly close: string;

  readonly controls: {
    readonly bar: string;
    readonly mute: string;
    readonly muteNow: string;
    readonly unmuteNow: string;
    readonly cameraOff: string;
    readonly cameraOffNow: string;
    readonly cameraOnNow: string;
    readonly share: string;
    readonly stopSharing: string;
    readonly chat: string;
    readonly chatUnread: (count: number) => string;
    readonly more: string;
    readonly hangUp: string;
    readonly pictureInPicture: string;
    readonly fullScreen: string;
    readonly leaveFullScreen: string;
    readonly soundOn: string;
  };

  readonly devices: {
    readonly title: string;
    readonly microphone: string;
    readonly camera: string;
    readonly speaker: string;
    readonly standard: string;
    readonly numbered: (kind: string, number: number) => string;
    readonly level: string;
    readonly tryAgain: string;
    readonly askAgain: string;
    readonly flip: string;
    readonly testSpeaker: string;
    readonly testing: string;
    readonly choiceFailed: string;
    readonly speakerRefused: string;
  };

  readonly lobby: {
    readonly invites: (agent: string) => string;
    readonly withCompany: (company: string) => string;
    readonly plain: string;
    readonly check: string;
    readonly yourName: string;
    readonly optional: string;
    readonly pin: string;
    readonly connectionReady: string;
    readonly connectionChecking: string;
    readonly pinHint: string;
    readonly pinMissing: string;
    readonly pinWrong: (attemptsLeft: number | null) => string;
    readonly pinLocked: (minutes: number) => string;
    readonly consent: string;
    readonly consentRequired: string;
    readonly join: string;
    readonly joining: string;
    readonly allowAbove: string;
    readonly failed: string;
    readonly privacy: string;
    readonly tooOften: string;
  };

  readonly ownPicture: {
    readonly label: string;
    readonly moveHint: string;
    readonly cameraIsOff: string;
    readonly opening: string;
    readonly muted: string;
  };

  readonly problems: {
    readonly camera: Problems;
    readonly microphone: Problems;
    readonly both: Problems;
    readonly allowIn: Readonly<Record<"chromium" | "firefox" | "safari" | "ios" | "iosSafari", string>>;
    readonly goOn: string;
    readonly goOnWithoutMicrophone: string;
    readonly goOnMuted: string;
    readonly copyAddress: string;
  };

  readonly waiting: {
    readonly title: string;
    readonly calling: string;
    readonly since: string;
    readonly ifNobody: (minutes: number) => string;
    readonly keepOpen: string;
    readonly agentAway: Named;
    readonly agentAwayText: string;
    readonly connecting: Named;
    readonly reconnecting: string;
    readonly leave: string;
    readonly keepInFront: string;
    readonly notify: string;
    readonly willNotify: string;
  };

  /** What calls a person back to the page: its title, and a notification. */
  readonly attention: { readonly agentIsHere: Named; readonly visitorIsHere: Named };

  readonly invite: {
    readonly title: string;
    readonly titleFor: (visitor: string) => string;
    readonly text: string;
    readonly link: string;
    readonly copy: string;
    readonly copied: string;
    readonly copyFailed: string;
    readonly share: string;
    readonly shareText: string;
    readonly qr: string;
    readonly qrText: string;
    readonly pin: string;
    readonly pinAsked: string;
    readonly pinPlain: string;
    readonly localhost: string;
    readonly nobodyYet: string;
    readonly opened: Named;
    readonly connecting: Named;
    readonly left: string;
  };

  readonly call: {
    readonly with: Named;
    readonly duration: string;
    readonly cameraIsOff: Named;
    readonly isMuted: Named;
    readonly isSharing: Named;
    readonly youAreSharing: string;
    readonly connecting: Named;
    readonly reconnecting: string;
    readonly reconnectingMedia: string;
    readonly offline: string;
    readonly away: Named;
    readonly awayText: string;
    readonly soundBlocked: string;
    readonly peerScreen: Named;
    readonly peerPicture: Named;
    readonly quality: {
      readonly good: string;
      readonly ownWeak: string;
      readonly peerWeak: Named;
      readonly bothWeak: string;
      readonly slow: string;
    };
    readonly waitingMore: (seconds: number) => string;
    readonly speaksMuted: string;
    readonly microphoneSilenced: string;
    readonly cameraBlocked: string;
    readonly zoomIn: string;
    readonly zoomOut: string;
    readonly screenProblems: Readonly<
      Record<"denied-by-system" | "not-allowed-here" | "needs-gesture" | "failed", string>
    >;
  };

  /** What is wrong with the connection, and what one can do. */
  readonly trouble: {
    readonly unreachable: string;
    readonly causes: Readonly<Record<"no-relay" | "udp-blocked" | "relay-unreachable" | "unknown", string>>;
    readonly chatMeanwhile: string;
    readonly websocketsBlocked: string;
    readonly platformUnreachable: string;
    readonly ownPicturePaused: string;
    readonly peerPicturePaused: (name: string | null) => string;
  };

  readonly chat: {
    readonly title: string;
    readonly empty: string;
    readonly write: string;
    readonly send: string;
    readonly notDelivered: string;
    /** Of what the person writes now. */
    readonly nobodyReads: Named;
    /** As much has been written as can wait. */
    readonly full: string;
    /** At the end of the call. */
    readonly undelivered: string;
    readonly close: string;
  };

  readonly ended: {
    readonly byYou: string;
    readonly byOther: Named;
    readonly lost: string;
    readonly lostText: string;
    readonly timeout: string;
    readonly timeoutText: string;
    readonly visitorLeft: string;
    readonly abandoned: string;
    readonly plain: string;
    readonly took: (duration: string) => string;
    readonly notConnected: string;
    readonly visitorNext: string;
    readonly agentNext: string;
    readonly takenOver: string;
    readonly takenOverText: string;
    readonly continueHere: string;
    readonly refused: string;
    readonly refusedText: string;
    readonly askAgain: string;
    readonly askFailed: string;
  };

  readonly gone: {
    readonly notFound: string;
    readonly notFoundText: string;
    readonly ended: string;
    readonly endedText: string;
    readonly full: string;
    readonly fullText: string;
    /** Where the page can't take the call over. */
    readonly fullElsewhereText: string;
    readonly takeOver: string;
    readonly unreachable: string;
    readonly unreachableText: string;
    readonly rateLimited: string;
    readonly rateLimitedText: string;
    readonly unsupported: string;
    readonly unsupportedText: string;
  };

  readonly widget: {
    readonly notAuthenticated: string;
    readonly notAuthenticatedText: string;
    readonly claimedElsewhere: string;
    readonly claimedElsewhereText: string;
    readonly failed: string;
    readonly failedText: string;
    readonly unsupportedText: string;
    readonly signIn: string;
    readonly signInText: string;
    readonly apiKey: string;
    readonly email: string;
    readonly signInButton: string;
    readonly signInRefused: string;
    readonly goneText: string;
  };

  /** The sign-in with Genesys Cloud. */
  readonly genesys: {
    readonly title: string;
    readonly text: string;
    readonly button: string;
    readonly waiting: string;
    readonly problems: Readonly<Record<SignInProblem, string>>;
    readonly refusals: Readonly<Record<SignInRefusal, string>>;
  };
}

/** One sentence or two for each problem with a device. */
export interface Problems {
  readonly denied: string;
  readonly "denied-by-system": string;
  readonly dismissed: string;
  readonly missing: string;
  readonly busy: string;
  readonly unplugged: string;
  readonly insecure: string;
  readonly "in-app": string;
  readonly "not-allowed-here": string;
  readonly failed: string;
}
