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
    lead: "Take video calls from your website, and invite visitors to one.",
    lookingForDemo: "Looking for a demo on this machine.",
    asDemo: "Sign in as the demo agent",
    demoHint: (email) => `This machine has a demo account. You sign in as ${email}.`,
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
      `Server: ${host}. Your details stay in this tab and are deleted when you close it or sign out.`,
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
    lostOnQueue: "No calls ring while you're offline. You rejoin the queue automatically.",
    lostOffQueue: "Reconnecting automatically. A running call continues.",
    joining: "Joining the queue",
    leaving: "Leaving the queue",
    oneMoment: "One moment.",
    off: "Off the queue",
    offDetail: "No calls ring here.",
    on: "On the queue",
    onDetail: "Visitors' calls ring here.",
    onInCall: "No calls ring while you are in one.",
    onInWrapUp: "No calls ring until wrap-up is over.",
    readyFailed: "The server didn't confirm that. Try again.",
  },

  settings: {
    title: "Settings",
    sound: "Ring tone",
    soundHint: "Plays while a call is ringing.",
    volume: "Volume",
    ringOn: "Rings on",
    testRing: "Test the ring tone",
    shortcuts: "Keyboard shortcuts",
    shortcutsHint: "A accepts, R rejects, U undoes a rejection, S silences. During a call, M mutes you.",
    notifications: "Desktop notifications",
    allowNotifications: "Allow notifications",
    notificationsAre: {
      granted: "On. You get a notification when a call rings and this tab is in the background.",
      denied: "Blocked. Allow notifications for this page in the browser's site settings.",
      unsupported: "This browser doesn't support notifications.",
    },
    language: "Language",
    languageOfBrowser: "Browser's language",
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
    choiceFailed: "That device couldn't be used. The previous one is still active.",
    speakerRefused: "That speaker couldn't be used. The previous one is still active.",
  },

  check: {
    title: "Check your camera and microphone",
    asking: "Your browser is asking for your camera and microphone. Choose Allow.",
    noPicture: "No video",
    ownPicture: "Your video",
    saySomething: "Say something. The bars move when your microphone picks you up.",
    goOn: "Join the queue",
    goOnWithout: {
      camera: "Continue without a camera",
      microphone: "Continue without a microphone",
      both: "Continue without camera and microphone",
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
      "Nobody is waiting. When a visitor requests a call, it rings here with what your website knows about them.",
    keys: { accepts: "accepts", rejects: "rejects", silences: "silences" },
    onlyOnQueue: "Calls ring only for agents on the queue.",
    withoutConnection: "Calls can't ring while you're offline. Waiting calls ring when you're back.",
    goOnQueue: "Join the queue to get calls from your website.",
    notDuringCall: "No calls ring while you are in one. Waiting calls ring afterwards.",
    soundHeldBack: "Your browser is blocking the ring tone until you click in this page.",
    soundMissing: "This browser can't play sound, so calls ring silently. Check the sound output.",
    turnSoundOn: "Turn sound on",
    offerNotifications: "Get a notification when a call rings while this tab is in the background?",
    notNow: "Not now",
    accept: "Accept",
    reject: "Reject",
    rejected: (name) => (name === null ? "Call rejected" : `Rejected: ${name}`),
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
    isCalling: (name) => `${name ?? "A visitor"} is calling`,
    severalRing: (count) => `${count} calls ringing`,
    announce: (name, others, hasKeys) =>
      `${name ?? "A visitor"} is calling${others > 0 ? `, and ${others} more` : ""}.${
        hasKeys ? " Press A to accept, R to reject." : ""
      }`,
    notification: "Open the agent desk to accept or reject the call.",
    hasJoined: (name) => `${name ?? "Your visitor"} is here`,
  },

  call: {
    region: "The call",
    visitor: "Visitor",
    customer: "Your visitor",
    phases: {
      opening: "Opening the call",
      inviting: "Send the invitation below. The call starts when your visitor opens it.",
      connecting: "Connecting. Your browser may ask for your camera.",
      live: "In the call",
      over: "The call has ended",
    },
    ending: "Ending the call",
    inCallWith: (name) => (name === null ? "In a call" : `In a call with ${name}`),
    end: "Hang up",
    cancel: "Cancel",
    endedByReload: (name) =>
      `${name === null ? "The call" : `The call with ${name}`} ended when this page was reloaded.`,
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
    talked: (name, duration) =>
      name === null ? `You talked for ${duration}.` : `You talked with ${name} for ${duration}.`,
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
    hint: "Saved with the call. You find it in your past calls on every device.",
    hintInTab: "Only kept in this tab.",
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
      failed: "Couldn't connect",
      rejected: "You rejected it",
      taken: "Taken by another agent",
      "taken-by-you": "Taken by you elsewhere",
      left: "Left before an answer",
    },
    addNote: "Add a note",
    editNote: "Edit note",
    older: "Show older calls",
    loading: "Loading",
    failed: "Earlier calls couldn't be loaded.",
  },

  errors: {
    unforeseen: "Something unexpected went wrong. Reload the page, then try again.",
    byCause: {
      "no-relay":
        "The networks in between don't allow a direct connection. Try another network, such as mobile data.",
      "udp-blocked":
        "A firewall or VPN is probably blocking video calls. Turn off your VPN or try another network.",
      "relay-unreachable": "The service for video calls is not answering.",
      unknown:
        "One of the two networks is probably blocking video calls. Turn off your VPN or try another network.",
      "websockets-blocked":
        "Your network lets pages through but blocks live connections. Turn off your VPN or proxy, or try another network.",
      "platform-unreachable": "The service can't be reached. Check your internet connection.",
    },
    byCode: {
      "sign-in": {
        AGENT_NOT_AUTHENTICATED: "The API key or external ID is wrong. Check both, then sign in again.",
        OPERATION_TIMEOUT: "The server didn't answer. Check the connection, then sign in again.",
        VE_UNHANDLED_ERROR: "The server couldn't be reached. Check the connection, then sign in again.",
      },
      queue: {
        OPERATION_TIMEOUT: "The server didn't confirm that, so nothing has changed. Try the switch again.",
        AGENT_NOT_AUTHENTICATED: "Your session has expired. Sign out, then sign in again.",
      },
      accept: {
        SESSION_ACCEPTED_BY_ANOTHER_AGENT: "Another agent answered this call first.",
        SESSION_ACCEPTED_BY_SELF_ON_ANOTHER_DEVICE: "You took this call in another tab or on another device.",
        VISITOR_HAS_LEFT_SESSION: "The visitor left before the call was connected.",
        CALL_ALREADY_FINISHED: "This call is already over.",
        SESSION_ALREADY_ACTIVE: "End your current call first.",
        SESSION_FAILED_TO_START: "The call couldn't be connected. If it is still ringing, accept it again.",
        OPERATION_TIMEOUT:
          "The video didn't start within two minutes. If the call is still ringing, accept it again.",
      },
      call: {
        AGENT_NOT_AUTHENTICATED: "The server refused your sign-in. Sign out, then sign in again.",
        CALL_ALREADY_FINISHED: "This call no longer exists. Start a new call.",
        SESSION_FAILED_TO_START: "The call couldn't be connected. Try again.",
        WIDGET_IFRAME_LOAD_FAILED:
          "The call's page couldn't be loaded. Check the connection, then try again.",
        OPERATION_TIMEOUT: "The call wasn't connected in time. Try again.",
      },
    },
  },
};
