import type { Messages, Problems } from "./messages.ts";

/** @param none "camera", or "camera or microphone": none of them was found */
const problemsOf = (device: string, none: string = device): Problems => ({
  denied: `Access to your ${device} is blocked for this page.`,
  "denied-by-system": `Your device's settings don't let the browser use your ${device}. Allow it there, then try again.`,
  dismissed: `The request to use your ${device} was closed. Ask again and choose Allow.`,
  missing: `No ${none} was found. Connect one and it will be used right away.`,
  busy: `Another program is using your ${device}. Close that program, then try again.`,
  unplugged: `Your ${device} was unplugged. Plug it in again and it will be used right away.`,
  insecure: `This page isn't secure, so your browser blocks your ${device}. Ask for a link that starts with https.`,
  "in-app": `This app's browser can't use your ${device}. Open the link in Safari or Chrome.`,
  "not-allowed-here": `The website that contains this page doesn't allow your ${device}.`,
  failed: `Your ${device} could not be started. Try again, or choose another one.`,
});

export const en: Messages = {
  language: "en",
  direction: "ltr",
  pageTitle: "Video call",
  visitor: "Visitor",
  agent: "Agent",
  you: "You",

  starting: {
    signingIn: "Signing you in",
    loading: "Opening your call",
  },
  tryAgain: "Try again",
  close: "Close",

  controls: {
    bar: "Call controls",
    mute: "Mute",
    muteNow: "Mute your microphone",
    unmuteNow: "Turn your microphone back on",
    cameraOff: "Turn camera off",
    cameraOffNow: "Turn your camera off",
    cameraOnNow: "Turn your camera on",
    share: "Share screen",
    stopSharing: "Stop sharing",
    chat: "Chat",
    chatUnread: (count) => `Chat, ${count} new`,
    more: "More",
    hangUp: "Hang up",
    pictureInPicture: "Picture in picture",
    fullScreen: "Full screen",
    leaveFullScreen: "Leave full screen",
    soundOn: "Turn sound on",
  },

  devices: {
    title: "Devices",
    microphone: "Microphone",
    camera: "Camera",
    speaker: "Speaker",
    standard: "Default",
    numbered: (kind, number) => `${kind} ${number}`,
    level: "Microphone level",
    tryAgain: "Try again",
    askAgain: "Ask again",
    flip: "Switch camera",
    testSpeaker: "Test speaker",
    testing: "Playing a sound",
    choiceFailed: "That device couldn't be used. The previous one is still active.",
    speakerRefused: "That speaker couldn't be used. The previous one is still active.",
  },

  lobby: {
    invites: (agent) => `${agent} invites you to a video call`,
    withCompany: (company) => `Video call with ${company}`,
    plain: "Your video call",
    check: "Check your video and sound, then join.",
    yourName: "Your name",
    optional: "optional",
    connectionReady: "Your connection is ready.",
    connectionChecking: "Checking your connection.",
    pin: "PIN",
    pinHint: "Enter the six digits you were given.",
    pinMissing: "Enter the six digits of the PIN.",
    pinWrong: (left) =>
      left === null
        ? "That PIN isn't right. Check the digits and try again."
        : left === 1
          ? "That PIN isn't right. You have one more try."
          : `That PIN isn't right. You have ${left} more tries.`,
    pinLocked: (minutes) =>
      `Too many wrong tries. Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`,
    consent: "I agree that this call is recorded.",
    consentRequired: "To join this call, agree to the recording.",
    join: "Join call",
    joining: "Joining",
    allowAbove: "Your browser is asking for your camera and microphone. Choose Allow.",
    failed: "You could not join. Check your connection and try again.",
    privacy: "Nobody can see or hear you before you join.",
    tooOften: "Too many tries. Wait a minute, then try again.",
  },

  ownPicture: {
    label: "Your picture",
    moveHint: "Drag it, or use the arrow keys, to move it to another corner.",
    cameraIsOff: "Your camera is off",
    opening: "Opening your camera",
    muted: "Muted",
  },

  problems: {
    camera: problemsOf("camera"),
    microphone: problemsOf("microphone"),
    both: problemsOf("camera and microphone", "camera or microphone"),
    allowIn: {
      ios: "Open your device's Settings, choose this browser, turn on Camera and Microphone, then load the page again.",
      iosSafari:
        "Tap the page menu in the address bar, choose Website Settings, allow both, and load the page again.",
      chromium: "Click the icon to the left of the page's address, allow both, and load the page again.",
      firefox: "Click the crossed-out symbol next to the page's address to lift the block, then try again.",
      safari:
        "Choose Settings for this website in the address bar's menu, allow both, and load the page again.",
    },
    goOn: "You can also join with sound only.",
    goOnWithoutMicrophone: "You can also join without a microphone, and just watch and listen.",
    goOnMuted: "You can also join without them, and just watch and listen.",
    copyAddress: "Copy the address",
  },

  waiting: {
    title: "Waiting for an agent",
    since: "You have been waiting for",
    ifNobody: (minutes) =>
      `If nobody answers within ${minutes === 1 ? "a minute" : `${minutes} minutes`}, we'll let you know here.`,
    keepOpen: "Keep this page open. You can do something else: this page rings when your call starts.",
    agentAway: (name) => (name === null ? "Waiting for the agent" : `Waiting for ${name}`),
    agentAwayText: "The call starts automatically when the agent is back. You don't need to do anything.",
    connecting: (name) => (name === null ? "Connecting you" : `Connecting you with ${name}`),
    reconnecting: "Reconnecting to keep your place.",
    leave: "Leave",
    calling: "We're calling everyone who is available. Your call starts as soon as someone answers.",
    keepInFront:
      "Keep this page in front. The screen stays on. If you switch to another app, come back within a minute to keep your place.",
    notify: "Notify me when the call starts",
    willNotify: "You'll get a notification when the call starts.",
  },

  attention: {
    agentIsHere: (name) => (name === null ? "Your call is starting" : `${name} is here`),
    visitorIsHere: (name) => (name === null ? "Your visitor is here" : `${name} is here`),
  },

  invite: {
    title: "Invite your visitor",
    titleFor: (visitor) => `Invite ${visitor}`,
    text: "Send this link. The call starts when your visitor opens it and joins.",
    link: "Link for your visitor",
    copy: "Copy link",
    copied: "Copied",
    copyFailed: "Select the link and copy it",
    share: "Share",
    shareText: "Join me in a video call:",
    qr: "QR code of the link",
    qrText: "Or scan it with a phone",
    pin: "PIN",
    pinAsked: "Read it to your visitor, who has to enter it.",
    pinPlain: "Ask your visitor for it to check who is calling.",
    localhost: "This link contains localhost, so it opens only on this computer, not on your visitor's.",
    nobodyYet: "Nobody has opened the link yet",
    opened: (name) =>
      name === null
        ? "Your visitor has opened the link and is checking the camera"
        : `${name} has opened the link and is checking the camera`,
    connecting: (name) => (name === null ? "Connecting you" : `Connecting you with ${name}`),
    left: "Your visitor has closed the page. The link still works.",
  },

  call: {
    with: (name) => (name === null ? "Video call" : `Call with ${name}`),
    duration: "Duration",
    cameraIsOff: (name) => (name === null ? "The camera is off" : `${name}'s camera is off`),
    isMuted: (name) => (name === null ? "The other person is muted" : `${name} is muted`),
    isSharing: (name) =>
      name === null ? "The other person is sharing a screen" : `${name} is sharing a screen`,
    youAreSharing: "You are sharing your screen",
    connecting: (name) => (name === null ? "Connecting you" : `Connecting you with ${name}`),
    reconnecting: "Reconnecting. You may not see or hear each other for a moment.",
    reconnectingMedia: "Video and sound were interrupted. Reconnecting.",
    offline: "Reconnecting. The other person can still see and hear you.",
    away: (name) =>
      name === null ? "The other person lost the connection." : `${name} lost the connection.`,
    awayText: "Stay here. The call continues when they are back.",
    soundBlocked: "Your browser is blocking the sound.",
    peerScreen: (name) => (name === null ? "The shared screen" : `${name}'s screen`),
    peerPicture: (name) => (name === null ? "The other person's video" : `${name}'s video`),
    quality: {
      good: "Connection is good",
      ownWeak: "Your connection is weak",
      peerWeak: (name) =>
        name === null ? "The other person's connection is weak" : `${name}'s connection is weak`,
      bothWeak: "The connection is weak",
      slow: "The connection is slow. Pause briefly after you speak.",
    },
    waitingMore: (seconds) => `Waiting ${seconds} more ${seconds === 1 ? "second" : "seconds"}.`,
    speaksMuted: "You are muted.",
    microphoneSilenced: "Your device or headset has muted your microphone.",
    cameraBlocked:
      "Your camera isn't sending video. Check its cover or switch, and close other apps that use it.",
    zoomIn: "Zoom in",
    zoomOut: "Show all",
    screenProblems: {
      "denied-by-system":
        "Your system doesn't let the browser share the screen. Allow screen recording for it in the system's settings.",
      "not-allowed-here": "The website that contains this page doesn't allow screen sharing.",
      "needs-gesture": "To share your screen, press the button in the call.",
      failed: "The screen could not be shared. Try again, or choose another window.",
    },
  },

  trouble: {
    unreachable: "Your two devices can't reach each other yet.",
    causes: {
      "no-relay":
        "The networks in between don't allow a direct connection. Try another network, such as mobile data.",
      "udp-blocked":
        "A firewall or VPN is probably blocking video calls. Turn off your VPN or try another network.",
      "relay-unreachable": "The service for video calls is not answering. We'll keep trying.",
      unknown:
        "One of the two networks is probably blocking video calls. Turn off your VPN or try another network.",
    },
    chatMeanwhile: "You can use the chat meanwhile.",
    websocketsBlocked:
      "Your network lets pages through but blocks live connections. Turn off your VPN or proxy, or try another network.",
    platformUnreachable: "The service can't be reached. Check your internet connection. We'll keep trying.",
    ownPicturePaused:
      "Your video is paused so that the sound stays clear. It comes back when the connection is better.",
    peerPicturePaused: (name) =>
      `${name === null ? "The other person" : name}'s video is paused so that the sound stays clear.`,
  },

  chat: {
    title: "Chat",
    empty: "Messages are not kept after the call.",
    write: "Write a message",
    send: "Send",
    notDelivered: "Not delivered yet",
    nobodyReads: (name) =>
      name === null
        ? "Nobody is here to read this yet. Your messages are delivered as soon as someone joins."
        : `${name} isn't here at the moment. Your messages are delivered as soon as ${name} is here.`,
    full: "You can write more as soon as these messages are delivered.",
    undelivered: "Some of your messages weren't delivered.",
    close: "Close chat",
  },

  ended: {
    byYou: "You ended the call",
    byOther: (name) => (name === null ? "The other person ended the call" : `${name} ended the call`),
    lost: "The connection was lost",
    lostText: "One of you was disconnected for more than 30 seconds, so the call ended.",
    timeout: "Nobody was free",
    timeoutText: "Try again in a few minutes.",
    visitorLeft: "Your visitor left before the call began",
    abandoned: "Nobody opened the link",
    plain: "The call is over",
    took: (duration) => `The call took ${duration}.`,
    notConnected: "The call never connected.",
    visitorNext: "You can close this page.",
    agentNext: "You can close this window, or start the next call.",
    takenOver: "The call goes on in another window",
    takenOverText: "You opened it there. Your camera and microphone are off here.",
    continueHere: "Continue here",
    refused: "You were disconnected from the call",
    refusedText: "Try again to rejoin.",
    askAgain: "Ask again",
    askFailed: "That did not work. Check your connection and try again.",
  },

  gone: {
    notFound: "This link does not lead to a call",
    notFoundText: "Check that the address is complete, or ask for a new link.",
    ended: "This call is over",
    endedText: "A link works for one call. Ask for a new one if you want to talk again.",
    full: "This call is open in another window",
    fullText: "Someone has already joined with this link. If that's you, you can move the call here.",
    fullElsewhereText:
      "Someone has already joined with this link. If that's you, go back to the window where you joined.",
    takeOver: "Take the call over here",
    unreachable: "The call could not be opened",
    unreachableText: "The service cannot be reached. Check your connection, then try again.",
    rateLimited: "Too many tries",
    rateLimitedText: "Wait a minute, then try again.",
    unsupported: "This browser can't make video calls",
    unsupportedText:
      "Open the link in Chrome, Edge, Firefox or Safari. On an iPhone in Lockdown Mode, allow this website first.",
  },

  widget: {
    notAuthenticated: "You could not be signed in",
    claimedElsewhere: "This call was already answered",
    claimedElsewhereText: "Another agent answered it, or you did in another window.",
    failed: "The call could not be opened",
    failedText: "Close this window and start the call again.",
    unsupportedText: "Use a current version of Chrome, Edge, Firefox or Safari.",
    signIn: "Sign in to take this call",
    signInText: "Use your organization's API key and your own e-mail address.",
    apiKey: "API key",
    email: "E-mail address",
    signInButton: "Sign in",
    signInRefused: "The key or the address is not known. Check both and try again.",
    notAuthenticatedText:
      "This page's key or token is no longer valid. Contact whoever runs the application.",
    goneText: "The visitor is no longer there. You can close this window.",
  },

  genesys: {
    title: "Sign in to start your call",
    text: "Use your Genesys Cloud account. The sign-in opens in a new window.",
    button: "Sign in with Genesys Cloud",
    waiting: "Finish signing in in the new window. Your call then goes on here.",
    problems: {
      "popup-blocked":
        "Your browser blocked the sign-in window. Allow pop-ups for this page, then try again.",
      "popup-closed": "If the sign-in window is still open, finish there. Otherwise, try again.",
      refused: "The sign-in was canceled or refused. Try again.",
      expired: "The sign-in took too long. Try again.",
      failed: "Genesys Cloud didn't answer as expected. Try again.",
      "session-ended": "Your last sign-in is no longer valid. Sign in again.",
    },
    refusals: {
      "not-allowed":
        "This video service isn't set up for your Genesys Cloud region. Contact your administrator.",
      "unknown-organization":
        "Your Genesys Cloud organization isn't allowed to use this video service. Contact your administrator.",
      "agent-disabled": "Your access to this video service is turned off. Contact your administrator.",
    },
  },
};
