/** All stories. Together they visit every state of `states.ts`. */
import type { Story } from "./scene.ts";
import { BRANDING_STORIES } from "./stories/branding.ts";
import { CALL_STORIES } from "./stories/call.ts";
import { COMPANY_STORIES } from "./stories/company.ts";
import { DESK_STORIES } from "./stories/desk.ts";
import { LINK_STORIES } from "./stories/links.ts";
import { LOBBY_STORIES } from "./stories/lobby.ts";
import { WAITING_STORIES } from "./stories/waiting.ts";
import { WIDGET_STORIES } from "./stories/widget.ts";

export const STORIES: readonly Story[] = [
  ...LINK_STORIES,
  ...LOBBY_STORIES,
  ...WAITING_STORIES,
  ...CALL_STORIES,
  ...WIDGET_STORIES,
  ...BRANDING_STORIES,
  ...DESK_STORIES,
  ...COMPANY_STORIES,
];
