import { PIN_STYLE_PATH } from "../../pin/pin-page.ts";
import type { Language } from "../../pin/pin-texts.ts";
import { GENESYS_TEXTS, type GenesysPageState } from "./genesys-texts.ts";

/** The page that the popup ends on. The widget polls for the result, so this page has no script. */
export function renderGenesysPage(language: Language, state: GenesysPageState): string {
  const { title, sentence } = GENESYS_TEXTS[language][state];
  return `<!doctype html>
<html lang="${language}" dir="${language === "ar" ? "rtl" : "ltr"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="/static/pages/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${PIN_STYLE_PATH}">
</head>
<body>
<main class="page">
<div class="card">
<h1>${title}</h1>
<p role="status">${sentence}</p>
</div>
</main>
</body>
</html>
`;
}
