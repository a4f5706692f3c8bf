/** All stories; together they come through every state of `states.ts`. */
import type { Story } from "./scene.ts";
import { LINK_STORIES } from "./stories/links.ts";
import { WAITING_STORIES } from "./stories/waiting.ts";

export const STORIES: readonly Story[] = [...LINK_STORIES, ...WAITING_STORIES];
