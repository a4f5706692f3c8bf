/**
 * Every page and state that a person can see, and how it comes about.
 *
 * To add one: name it here, reach it in a story in `stories/` as a person would (real platform, real pages, the tests' cameras; a
 * device or a network that fails is made to fail), and call `scene.show(name, page)` there. List a new file of stories in
 * `stories.ts`. Then
 * `npx playwright test -c e2e/playwright.config.ts --project=looks -g "<title>" --update-snapshots` takes its pictures. Look at them.
 *
 * `take-pictures.ts` says which sizes and colour schemes each language has. Anything that moves is replaced by `picture.css`; a
 * clock is stopped with `holdTime`.
 */
import { EVERY_LANGUAGE, type Language, LEFT_TO_RIGHT } from "./languages.ts";

export interface State {
  readonly how: string;
  /** Default: English and German. */
  readonly languages?: readonly Language[];
  /** No more than a few words on a card. Default false. */
  readonly card?: boolean;
}

export const STATES = {
  "visitor/link-unknown": { how: "a link that leads nowhere", card: true },
  "visitor/link-ended": { how: "the link of a call that is over", card: true },
  "visitor/link-unreachable": { how: "the platform goes away while the page loads", card: true },
  "visitor/link-full": {
    how: "a second person opens a link that somebody has opened",
    languages: EVERY_LANGUAGE,
  },
  "visitor/link-taken-over": {
    how: "the second one took the call over; this is the first one's page",
    card: true,
  },
  "visitor/link-too-often": { how: "opened more often than one address may", card: true },
  "visitor/starting": { how: "the platform has not answered yet", card: true },

  "visitor/lobby": { how: "an agent's link, camera and microphone work", languages: EVERY_LANGUAGE },
  "visitor/lobby-devices": { how: "the choice of devices is open", languages: EVERY_LANGUAGE },
  "visitor/lobby-off": { how: "muted, and the camera turned off", languages: EVERY_LANGUAGE },
  "visitor/lobby-message": { how: "the agent has written before Join, and the chat is closed" },
  "visitor/lobby-chat": { how: "both write before Join", languages: EVERY_LANGUAGE },
  "visitor/lobby-branded": { how: "the tenant has a logo, a colour, a background and a style sheet" },
  "visitor/lobby-consent": { how: "the tenant records, and asks for an agreement" },
  "visitor/lobby-place-lost": { how: "the platform takes this page's seat no longer", card: true },
  "visitor/lobby-pin": { how: "the tenant asks for the PIN", languages: EVERY_LANGUAGE },
  "visitor/lobby-pin-wrong": { how: "a wrong PIN", languages: EVERY_LANGUAGE },
  "visitor/lobby-pin-locked": { how: "five wrong PINs" },
  "visitor/lobby-asking": { how: "the browser's question is open" },
  "visitor/lobby-denied": { how: "the person refused camera and microphone" },
  "visitor/lobby-missing": { how: "nothing is plugged in" },
  "visitor/lobby-busy": { how: "another program has the camera" },
  "visitor/lobby-in-app": { how: "the browser inside another app gives no devices" },
  "visitor/lobby-insecure": { how: "the page came over plain http from another machine" },

  "visitor/waiting": {
    how: "joined on the visitor's own request, nobody has taken it yet",
    languages: EVERY_LANGUAGE,
  },
  "visitor/waiting-chat": { how: "the visitor writes while nobody has taken the call" },
  "visitor/waiting-offline": {
    how: "the way to the platform broke while waiting",
    languages: EVERY_LANGUAGE,
  },
  "visitor/waiting-connecting": { how: "an agent has taken the call, and is asked for the camera" },
  "visitor/waiting-nobody-came": { how: "nobody took it within the tenant's time", card: true },
  "visitor/waiting-agent-away": { how: "joined an agent's call while the agent's page is gone" },

  "call/connecting": { how: "both have joined, and the media are on their way" },
  "call/unreachable": { how: "no connection between the two browsers came up within 20 s" },
  "call/shown": { how: "both see each other; the controls are there", languages: EVERY_LANGUAGE },
  "call/faded": { how: "nobody has touched anything for 4 s", languages: EVERY_LANGUAGE },
  "call/off": { how: "muted, and the camera turned off", languages: EVERY_LANGUAGE },
  "call/peer-off": { how: "the other side's camera and microphone are off" },
  "call/chat": { how: "the chat is open: sent, received, a link", languages: EVERY_LANGUAGE },
  "call/chat-unread": { how: "a message came while the chat was closed", languages: EVERY_LANGUAGE },
  "call/more": { how: "the devices' menu is open", languages: EVERY_LANGUAGE },
  "call/sharing": { how: "sharing one's screen", languages: EVERY_LANGUAGE },
  "call/peer-sharing": { how: "the other side shares a screen", languages: EVERY_LANGUAGE },
  "call/weak": { how: "packets get lost on their way here" },
  "call/sound-blocked": { how: "the browser plays no sound before a press" },
  "call/unplugged": { how: "camera and microphone are unplugged" },
  "call/media-broken": { how: "the media broke off, and another way is looked for" },
  "call/offline": { how: "the way to the platform broke, the media still flow" },
  "call/peer-away": { how: "the other side's browser is gone" },

  "ended/by-you": { how: "hung up here", languages: EVERY_LANGUAGE },
  "ended/by-other": { how: "the other side hung up", card: true },
  "ended/lost": { how: "the other side was gone for too long", card: true },

  "widget/starting": { how: "the platform has not answered yet", card: true },
  "widget/sign-in": { how: "the address held no credential", languages: EVERY_LANGUAGE },
  "widget/genesys": { how: "the address named a Genesys Cloud domain" },
  "widget/genesys-blocked": { how: "the browser blocked the popup" },
  "widget/sign-in-refused": { how: "a wrong key was typed in", languages: EVERY_LANGUAGE },
  "widget/not-authenticated": { how: "the address held a key that is refused", card: true },
  "widget/unreachable": { how: "the platform does not answer", card: true },
  "widget/gone": { how: "the call that it was opened for is over", card: true },
  "widget/claimed-elsewhere": { how: "another agent took the visitor first", card: true },
  "widget/inviting": {
    how: "a call of the agent's own; the link names this computer",
    languages: EVERY_LANGUAGE,
  },
  "widget/inviting-branded": { how: "the tenant has a logo, a colour, a background and a style sheet" },
  "widget/inviting-pin": { how: "the tenant asks visitors for the PIN, and the browser has a share sheet" },
  "widget/inviting-camera-refused": { how: "the agent refused camera and microphone" },
  "widget/copied": { how: "the link was copied", languages: EVERY_LANGUAGE },
  "widget/at-the-door": { how: "the visitor has opened the link", languages: EVERY_LANGUAGE },
  "widget/inviting-chat": { how: "the agent and the visitor write before the visitor joins" },
  "widget/door-closed": { how: "the visitor has closed the page again" },
  "widget/call": { how: "both see each other", languages: EVERY_LANGUAGE },
  "widget/ended-unconnected": {
    how: "the visitor left while the agent's browser still asked for the camera",
    card: true,
  },
  "widget/ended-by-other": { how: "the visitor hung up", languages: EVERY_LANGUAGE },

  "desk/sign-in": { how: "the desk before anybody signed in; there is a demo tenant" },
  "desk/sign-in-refused": { how: "a wrong key was typed in" },
  "desk/off-queue": { how: "signed in, not on the queue", languages: EVERY_LANGUAGE },
  "desk/settings": { how: "the settings are open", languages: EVERY_LANGUAGE },
  "desk/camera-check": { how: "the camera check before going on the queue", languages: EVERY_LANGUAGE },
  "desk/camera-refused": { how: "the same, with camera and microphone refused" },
  "desk/on-queue": { how: "on the queue, nobody rings", languages: EVERY_LANGUAGE },
  "desk/sound-held-back": { how: "loaded anew on the queue: the browser plays no ring tone before a press" },
  "desk/offline": { how: "the way to the platform broke while on the queue" },
  "desk/ringing": { how: "a visitor rings", languages: EVERY_LANGUAGE },
  "desk/ringing-several": { how: "two visitors ring; one has a long name", languages: EVERY_LANGUAGE },
  "desk/inviting": { how: "a call of the agent's own, and nobody has come yet" },
  "desk/call": { how: "in a call, while somebody else waits", languages: EVERY_LANGUAGE },
  "desk/sign-out-of-call": { how: "signing out of a call asks first", languages: EVERY_LANGUAGE },
  "desk/wrap-up": { how: "after a call, with a note", languages: EVERY_LANGUAGE },
  "desk/held-back": {
    how: "loaded anew after a call: calls are still held back",
    languages: EVERY_LANGUAGE,
  },
  "desk/rejected": {
    how: "a call was rejected a moment ago, which can be undone",
    languages: EVERY_LANGUAGE,
  },
  "desk/past-calls": {
    how: "the call is among the past ones, with its reason, its note and its outcome",
    languages: EVERY_LANGUAGE,
  },

  "demo/site": { how: "the demo's company web site", languages: ["en"] },
  "pin/form": { how: "a PIN can be typed that was read out", languages: EVERY_LANGUAGE },
  "pin/unknown": { how: "no call has the PIN" },
} as const satisfies Readonly<Record<string, State>>;

export type StateName = keyof typeof STATES;

export const STATE_NAMES = Object.keys(STATES) as readonly StateName[];

export const languagesOf = (state: StateName): readonly Language[] =>
  (STATES[state] as State).languages ?? LEFT_TO_RIGHT;

export const isCard = (state: StateName): boolean => (STATES[state] as State).card ?? false;
