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
  "visitor/waiting": { how: "joined on the visitor's own request, nobody has taken it yet" },
  "visitor/waiting-nobody-came": { how: "nobody took it within the tenant's time" },
  "visitor/link-full": { how: "a second person opens a link that somebody has opened" },
} as const satisfies Readonly<Record<string, State>>;

export type StateName = keyof typeof STATES;
