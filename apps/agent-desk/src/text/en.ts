import type { Messages } from "./messages.ts";

export const en: Messages = {
  language: "en",
  direction: "ltr",
  deskName: "Agent desk",
  optional: "optional",
  dismiss: "Dismiss this message",
  cancel: "Cancel",
  done: "Done",
  tryAgain: "Try again",

  signIn: {
    lead: "Take video calls from your web site, and invite customers to one.",
    lookingForDemo: "Looking for a demo on this machine.",
    asDemo: "Sign in as the demo agent",
    demoHint: (email) =>
      `The demo tenant was made on this machine at the first start. You sign in as ${email}.`,
    asSomebodyElse: "Sign in as somebody else",
    signIn: "Sign in",
    signingIn: "Signing in",
    email: "Your e-mail",
    firstName: "First name",
    lastName: "Last name",
    apiKey: "API key",
    externalId: "External ID",
    externalIdHint: "Needed to take calls from the queue. Leave it empty to start calls only.",
    keptHint: (host) =>
      `At ${host}. What you type is kept in this tab alone, until you close it or sign out.`,
  },

  you: {
    region: "You",
    signOut: "Sign out",
    startsCallsOnly: "You can start calls. To take calls from the queue, sign in with your external ID.",
    signOutTitle: "End the call and sign out?",
    signOutText: "You are in a call. Signing out ends it for both of you.",
    stay: "Stay in the call",
    endAndSignOut: "End and sign out",
  },

  queue: {
    switch: "Take calls from the queue",
    lost: "Connection lost",
    lostOnQueue: "Nothing rings here now. You are back on the queue as soon as the connection is.",
    lostOffQueue: "Trying again by itself. A call that is running goes on.",
    joining: "Going on the queue",
    leaving: "Leaving the queue",
    oneMoment: "One moment.",
    off: "Off the queue",
    offDetail: "No visitor's call rings here.",
    on: "On the queue",
    onDetail: "Visitors' calls ring here.",
    onInCall: "Nobody rings during a call.",
    onInWrapUp: "Nobody rings until wrap-up is over.",
  },

  settings: {
    title: "Settings",
    sound: "Ring tone",
    soundHint: "Plays while a call rings.",
    shortcuts: "Keyboard shortcuts",
    shortcutsHint: "A accepts, R rejects, S silences.",
    notifications: "Desktop notifications",
    allowNotifications: "Allow notifications",
    notificationsAre: {
      granted: "On. You are told when a call rings and this tab is in the background.",
      denied: "Blocked. Allow notifications for this page in the browser's site settings.",
      unsupported: "This browser has no notifications for pages.",
    },
    language: "Language",
    languageOfBrowser: "As the browser",
    checkDevices: "Check camera and microphone",
  },

  check: {
    title: "Check your camera and microphone",
    asking: "Your browser asks for the camera and the microphone. Allow both.",
    noPicture: "No picture",
    ownPicture: "Your own picture",
    saySomething: "Say something: the bar moves when your microphone hears you.",
    inUse: (device) => `In use: ${device}.`,
    goOn: "Go on the queue",
    goOnWithoutPicture: "Go on the queue without a picture",
    problems: {
      denied:
        "The browser does not let this page use the camera. Open the site settings beside the address, allow camera and microphone, then try again.",
      missing: "No camera was found. Plug one in and try again, or go on with sound alone.",
      busy: "Another program uses the camera. Close it and try again, or go on with sound alone.",
      insecure:
        "Browsers give the camera only to secure pages. Open the desk by https, or on the machine where it runs.",
    },
  },

  waiting: {
    title: "Waiting",
    silence: "Silence",
    nobody:
      "Nobody is waiting. A visitor who asks for a call rings here, with what your web site knows about them.",
    keys: { accepts: "accepts", rejects: "rejects", silences: "silences" },
    onlyOnQueue: "Only agents on the queue are rung.",
    withoutConnection: "Without a connection nobody can ring here. Visitors who wait ring when it is back.",
    goOnQueue: "Go on the queue, and visitors who ask for a call on your web site ring here.",
    notDuringCall: "Nobody rings during a call. Visitors who wait ring when it is over.",
    soundHeldBack: "Your browser holds back the ring tone until you click in this page.",
    soundMissing: "No sound comes out of this browser, so calls ring silently. Check the sound output.",
    turnSoundOn: "Turn sound on",
    offerNotifications: "Be told of a ringing call while this tab is in the background?",
    notNow: "Not now",
    accept: "Accept",
    reject: "Reject",
    waitedFor: (duration) => `waiting for ${duration}`,
    more: (count) => `${count} more`,
    yes: "Yes",
    no: "No",
    recording: "Recording",
    consentGiven: "Consent given",
    noConsent: "No consent",
  },

  ringing: {
    isCalling: (name) => `${name} is calling`,
    severalRing: (count) => `${count} calls ringing`,
    announce: (name, others, hasKeys) =>
      `${name} is calling${others > 0 ? `, and ${others} more` : ""}.${
        hasKeys ? " Press A to accept, R to reject." : ""
      }`,
    notification: "Open the agent desk to accept or reject the call.",
  },

  call: {
    region: "The call",
    visitor: "Visitor",
    customer: "Your customer",
    phases: {
      opening: "Opening the call",
      inviting: "Send the invitation below; the call begins when your customer opens it",
      connecting: "Connecting; your browser may ask for the camera",
      live: "In the call",
      over: "The call has ended",
    },
    ending: "Ending the call",
    inCallWith: (name) => `In a call with ${name}`,
    end: "End call",
    cancel: "Cancel",
    endedByReload: (name) => `The call with ${name} ended when this page was loaded again.`,
  },

  start: {
    title: "Start a call",
    lead: "You get a link to send. The call begins when your customer opens the link.",
    reference: "Customer reference",
    referenceHint: "From your CRM; it stays with the call. The id of an interaction joins that one instead.",
    start: "Start a call",
  },

  wrapUp: {
    title: "Wrap up",
    talked: (name, duration) => `You talked with ${name} for ${duration}.`,
    nobodyRings: "Nobody rings until the time is over.",
    canRingAgain: "Calls can ring again.",
    note: "Note",
    noteHint: "Shown with the call under past calls, in this tab alone.",
  },

  past: {
    title: "Past calls",
    none: "Calls that you take, start or miss are listed here.",
    incoming: "Incoming",
    outgoing: "Outgoing",
    talkedFor: (duration) => `for ${duration}`,
    outcomes: {
      talked: "Talked",
      "nobody-joined": "Nobody joined",
      failed: "Could not connect",
      rejected: "You rejected it",
      taken: "Taken by another agent",
      "taken-by-you": "Taken by you elsewhere",
      left: "Left before an answer",
    },
    older: "Show older calls",
    loading: "Loading",
    failed: "Earlier calls could not be loaded.",
  },

  errors: {
    unforeseen: "Something unforeseen happened. Reload the page, then try again.",
    byCode: {
      "sign-in": {
        AGENT_NOT_AUTHENTICATED:
          "The platform refused these credentials. Check the API key and the external ID, then sign in again.",
        OPERATION_TIMEOUT: "The platform did not answer. Check the connection, then sign in again.",
        VE_UNHANDLED_ERROR: "The platform could not be reached. Check the connection, then sign in again.",
      },
      queue: {
        OPERATION_TIMEOUT: "The platform did not confirm it. Nothing has changed; try the switch again.",
        AGENT_NOT_AUTHENTICATED: "Your sign-in has run out. Sign out and in again.",
      },
      accept: {
        SESSION_ACCEPTED_BY_ANOTHER_AGENT: "Another agent was first and has this visitor now.",
        SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE: "You took this call in another tab or on another device.",
        VISITOR_HAS_LEFT_SESSION: "The visitor left before the call was connected.",
        CALL_ALREADY_FINISHED: "This call is already over.",
        SESSION_ALREADY_ACTIVE: "End the call that is running first.",
        SESSION_FAILED_TO_START: "The call did not come up. If the visitor still rings, accept again.",
        OPERATION_TIMEOUT:
          "The picture did not come within two minutes. If the visitor still rings, accept again.",
      },
      call: {
        AGENT_NOT_AUTHENTICATED: "The platform refused these credentials. Sign out and in again.",
        CALL_ALREADY_FINISHED: "This interaction is unknown or already over. Start a new call.",
        SESSION_FAILED_TO_START: "The call did not come up. Try again.",
        WIDGET_IFRAME_LOAD_FAILED:
          "The call's page could not be loaded. Check the connection, then try again.",
        OPERATION_TIMEOUT: "The call did not come up in time. Try again.",
      },
    },
  },
};
