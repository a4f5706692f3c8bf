import type { Language } from "../../pin/pin-texts.ts";
import { renderMessagePage } from "../../server/message-page.ts";
import { GENESYS_TEXTS, type GenesysPageState } from "./genesys-texts.ts";

const ICON = '<link rel="icon" href="/static/pages/icon.svg" type="image/svg+xml">';

/** The page that the popup ends on. The widget polls for the result, so this page has no script. */
export function renderGenesysPage(language: Language, state: GenesysPageState): string {
  return renderMessagePage({ language, ...GENESYS_TEXTS[language][state], inHead: ICON });
}
