import type { DeviceProblems, Messages } from "./messages.ts";

const problemsOf = (device: string, none: string): DeviceProblems => ({
  denied: `Access to your ${device} is blocked for this page. Click the icon next to the address, allow access, and try again.`,
  "denied-by-system": `Your computer's settings don't let the browser use your ${device}. Allow it there, then try again.`,
  missing: `${none} was found. Connect one, then try again.`,
  busy: `Another program is using your ${device}. Close that program, then try again.`,
  failed: `Your ${device} couldn't be started. Try again, or choose another one.`,
  insecure: `This page isn't secure, so the browser blocks your ${device}. Open the desk over https, or on the computer that it runs on.`,
});

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
    lead: "Take video calls from your web site, and invite visitors to one.",
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
    lostOffQueue: "Reconnecting automatically. A running call continues.",
    joining: "Going on the queue",
    leaving: "Leaving the queue",
    oneMoment: "One moment.",
    off: "Off the queue",
    offDetail: "No calls ring here.",
    on: "On the queue",
    onDetail: "Visitors' calls ring here.",
    onInCall: "No calls ring while you are in one.",
    onInWrapUp: "No calls ring until wrap-up is over.",
    readyFailed: "The platform did not confirm it. Try again.",
  },

  settings: {
    title: "Settings",
    sound: "Ring tone",
    soundHint: "Plays while a call is ringing.",
    volume: "Volume",
    ringOn: "Rings on",
    testRing: "Test the ring tone",
    shortcuts: "Keyboard shortcuts",
    shortcutsHint: "A accepts, R rejects, U undoes a rejection, S silences.",
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

  devices: {
    camera: "Camera",
    microphone: "Microphone",
    speaker: "Speaker",
    standard: "Default",
    numbered: (kind, number) => `${kind} ${number}`,
    level: "Microphone level",
    testSpeaker: "Test speaker",
    testing: "Playing a sound",
    choiceFailed: "That device could not be used, so the previous one still is.",
    speakerRefused: "That speaker could not be used, so the previous one still is.",
  },

  check: {
    title: "Check your camera and microphone",
    asking: "Your browser asks for the camera and the microphone. Allow both.",
    noPicture: "No video",
    ownPicture: "Your video",
    saySomething: "Say something: the bars move when your microphone hears you.",
    goOn: "Go on the queue",
    goOnWithout: {
      camera: "Go on the queue without a camera",
      microphone: "Go on the queue without a microphone",
      both: "Go on the queue without camera and microphone",
    },
    problems: {
      camera: problemsOf("camera", "No camera"),
      microphone: problemsOf("microphone", "No microphone"),
      both: problemsOf("camera and microphone", "No camera or microphone"),
    },
  },

  waiting: {
    title: "Waiting",
    silence: "Silence",
    nobody:
      "Nobody is waiting. When a visitor requests a call, it rings here with what your web site knows about them.",
    keys: { accepts: "accepts", rejects: "rejects", silences: "silences" },
    onlyOnQueue: "Calls ring only for agents on the queue.",
    withoutConnection:
      "Without a connection no calls can ring here. Visitors who are waiting ring when it is back.",
    goOnQueue: "Go on the queue, and calls that visitors request on your web site ring here.",
    notDuringCall: "No calls ring while you are in one. Visitors who are waiting ring when it is over.",
    soundHeldBack: "Your browser is blocking the ring tone until you click in this page.",
    soundMissing: "This browser plays no sound, so calls ring silently. Check the sound output.",
    turnSoundOn: "Turn sound on",
    offerNotifications: "Get a notification when a call rings while this tab is in the background?",
    notNow: "Not now",
    accept: "Accept",
    reject: "Reject",
    rejected: (name) => `Rejected: ${name}`,
    undo: "Undo",
    inQueue: (count) => `In the queue: ${count}`,
    longestWait: (clock) => `Longest wait: ${clock}`,
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
    customer: "Your visitor",
    phases: {
      opening: "Opening the call",
      inviting: "Send the invitation below; the call starts when your visitor opens it",
      connecting: "Connecting; your browser may ask for the camera",
      live: "In the call",
      over: "The call has ended",
    },
    ending: "Ending the call",
    inCallWith: (name) => `In a call with ${name}`,
    end: "Hang up",
    cancel: "Cancel",
    endedByReload: (name) => `The call with ${name} ended when this page was loaded again.`,
  },

  start: {
    title: "Start a call",
    lead: "You get a link to send. The call starts when your visitor opens it and joins.",
    reference: "Customer reference",
    referenceHint: "From your CRM. It stays with the call.",
    start: "Start a call",
  },

  wrapUp: {
    title: "Wrap up",
    talked: (name, duration) => `You talked with ${name} for ${duration}.`,
    nobodyRings: "No calls ring until the time is over.",
    canRingAgain: "Calls can ring again.",
    readyNow: "Ready now",
  },

  notes: {
    outcome: "Outcome",
    noOutcome: "Not set",
    outcomes: {
      resolved: "Resolved",
      "follow-up": "Follow-up needed",
      unresolved: "Not resolved",
      "wrong-contact": "Wrong contact",
    },
    note: "Note",
    hint: "Saved with the call. You find it under past calls on every device.",
    hintInTab: "Shown with the call under past calls, in this tab alone.",
    progress: { saving: "Saving", saved: "Saved", failed: "Not saved. Check the connection." },
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
    addNote: "Add a note",
    editNote: "Edit note",
    older: "Show older calls",
    loading: "Loading",
    failed: "Earlier calls could not be loaded.",
  },

  errors: {
    unforeseen: "Something unexpected went wrong. Reload the page, then try again.",
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
        SESSION_FAILED_TO_START:
          "The call could not be connected. If the call is still ringing, accept it again.",
        OPERATION_TIMEOUT:
          "The video did not start within two minutes. If the call is still ringing, accept it again.",
      },
      call: {
        AGENT_NOT_AUTHENTICATED: "The platform refused these credentials. Sign out and in again.",
        CALL_ALREADY_FINISHED: "This call is unknown or already over. Start a new call.",
        SESSION_FAILED_TO_START: "The call could not be connected. Try again.",
        WIDGET_IFRAME_LOAD_FAILED:
          "The call's page could not be loaded. Check the connection, then try again.",
        OPERATION_TIMEOUT: "The call was not connected in time. Try again.",
      },
    },
  },
};
