/**
 * Every page and state that a person can see, and how it comes about.
 *
 * To add one: name it here; reach it in a story below `stories/` as in life (real platform, real pages, the tests' cameras; a
 * device or a network that fails is made to fail) and call `scene.show(name, page)` there; put a new
 * file of stories into `stories.ts`. Then
 * `npx playwright test -c e2e/playwright.config.ts --project=looks -g "<title>" --update-snapshots` takes its pictures:
 * 1280×800, 390×844 and 320×568, light and dark, and one in Arabic (`languages: ["en"]` where a page speaks no other). Look at them.
 *
 * What moves is replaced by `picture.css`; a clock is stopped with `holdTime`.
 */
export interface State {
  readonly how: string;
  /** Default: English and Arabic. */
  readonly languages?: readonly ("en" | "ar")[];
}

export const STATES = {
  "visitor/link-unknown": { how: "a link that leads nowhere" },
  "visitor/link-ended": { how: "the link of a call that is over" },
  "visitor/link-unreachable": { how: "the platform goes away while the page loads" },
  "visitor/link-full": { how: "a second person opens a link that somebody has opened" },
  "visitor/link-taken-over": { how: "the second one took the call over; this is the first one's page" },
  "visitor/link-too-often": { how: "opened more often than one address may" },
  "visitor/starting": { how: "the platform has not answered yet" },

  "visitor/lobby": { how: "an agent's link, camera and microphone work" },
  "visitor/lobby-devices": { how: "the choice of devices is open" },
  "visitor/lobby-off": { how: "muted, and the camera turned off" },
  "visitor/lobby-branded": { how: "the tenant has a logo, a colour, a background and a style sheet" },
  "visitor/lobby-consent": { how: "the tenant records, and asks for an agreement" },
  "visitor/lobby-place-lost": { how: "the platform takes this page's seat no longer" },
  "visitor/lobby-pin": { how: "the tenant asks for the PIN" },
  "visitor/lobby-pin-wrong": { how: "a wrong PIN" },
  "visitor/lobby-pin-locked": { how: "five wrong PINs" },
  "visitor/lobby-asking": { how: "the browser's question is open" },
  "visitor/lobby-denied": { how: "the person refused camera and microphone" },
  "visitor/lobby-missing": { how: "nothing is plugged in" },
  "visitor/lobby-busy": { how: "another program has the camera" },
  "visitor/lobby-in-app": { how: "the browser inside another app gives no devices" },
  "visitor/lobby-insecure": { how: "the page came over plain http from another machine" },

  "visitor/waiting": { how: "joined on the visitor's own request, nobody has taken it yet" },
  "visitor/waiting-offline": { how: "the way to the platform broke while waiting" },
  "visitor/waiting-connecting": { how: "an agent has taken the call, and is asked for the camera" },
  "visitor/waiting-nobody-came": { how: "nobody took it within the tenant's time" },
  "visitor/waiting-agent-away": { how: "joined an agent's call while the agent's page is gone" },

  "call/connecting": { how: "both have joined, and the media are on their way" },
  "call/shown": { how: "both see each other; the controls are there" },
  "call/faded": { how: "nobody has touched anything for 4 s" },
  "call/off": { how: "muted, and the camera turned off" },
  "call/peer-off": { how: "the other side's camera and microphone are off" },
  "call/chat": { how: "the chat is open: sent, received, a link" },
  "call/chat-unread": { how: "a message came while the chat was closed" },
  "call/more": { how: "the devices' menu is open" },
  "call/sharing": { how: "sharing one's screen" },
  "call/peer-sharing": { how: "the other side shares a screen" },
  "call/weak": { how: "packets get lost on their way here" },
  "call/sound-blocked": { how: "the browser plays no sound before a press" },
  "call/unplugged": { how: "camera and microphone are unplugged" },
  "call/media-broken": { how: "the media broke off, and another way is looked for" },
  "call/offline": { how: "the way to the platform broke, the media still flow" },
  "call/peer-away": { how: "the other side's browser is gone" },

  "ended/by-you": { how: "hung up here" },
  "ended/by-other": { how: "the other side hung up" },
  "ended/lost": { how: "the other side was gone for too long" },

  "widget/starting": { how: "the platform has not answered yet" },
  "widget/sign-in": { how: "the address held no credential" },
  "widget/sign-in-refused": { how: "a wrong key was typed in" },
  "widget/not-authenticated": { how: "the address held a key that is refused" },
  "widget/unreachable": { how: "the platform does not answer" },
  "widget/gone": { how: "the call that it was opened for is over" },
  "widget/claimed-elsewhere": { how: "another agent took the visitor first" },
  "widget/inviting": { how: "a call of the agent's own; the link names this computer" },
  "widget/inviting-branded": { how: "the tenant has a logo, a colour, a background and a style sheet" },
  "widget/inviting-pin": { how: "the tenant asks visitors for the PIN, and the browser has a share sheet" },
  "widget/inviting-camera-refused": { how: "the agent refused camera and microphone" },
  "widget/copied": { how: "the link was copied" },
  "widget/at-the-door": { how: "the visitor has opened the link" },
  "widget/door-closed": { how: "the visitor has closed the page again" },
  "widget/call": { how: "both see each other" },
  "widget/ended-unconnected": {
    how: "the visitor left while the agent's browser still asked for the camera",
  },
  "widget/ended-by-other": { how: "the visitor hung up" },

  "desk/sign-in": { how: "the desk before anybody signed in; there is a demo tenant" },
  "desk/sign-in-refused": { how: "a wrong key was typed in" },
  "desk/off-queue": { how: "signed in, not on the queue" },
  "desk/settings": { how: "the settings are open" },
  "desk/camera-check": { how: "the camera check before going on the queue" },
  "desk/camera-refused": { how: "the same, with camera and microphone refused" },
  "desk/on-queue": { how: "on the queue, nobody rings" },
  "desk/sound-held-back": { how: "loaded anew on the queue: the browser plays no ring tone before a press" },
  "desk/offline": { how: "the way to the platform broke while on the queue" },
  "desk/ringing": { how: "a visitor rings" },
  "desk/ringing-several": { how: "two visitors ring; one has a long name" },
  "desk/inviting": { how: "a call of the agent's own, and nobody has come yet" },
  "desk/call": { how: "in a call, while somebody else waits" },
  "desk/sign-out-of-call": { how: "signing out of a call asks first" },
  "desk/wrap-up": { how: "after a call, with a note" },
  "desk/past-calls": { how: "the wrap-up is closed; the call is among the past ones" },

  "demo/site": { how: "the demo's company web site", languages: ["en"] },
  "pin/form": { how: "a PIN can be typed that was read out" },
  "pin/unknown": { how: "no call has the PIN" },
} as const satisfies Readonly<Record<string, State>>;

export type StateName = keyof typeof STATES;
