import { PIN_STYLE_PATH } from "../pin/pin-page.ts";
import type { Language } from "../pin/pin-texts.ts";

export interface MessagePage {
  readonly language: Language;
  readonly title: string;
  readonly sentence: string;
  /** One more element of the head. */
  readonly inHead: string;
}

/** A page with one sentence on a card, and without a script. */
export function renderMessagePage({ language, title, sentence, inHead }: MessagePage): string {
  return `<!doctype html>
<html lang="${language}" dir="${language === "ar" ? "rtl" : "ltr"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
${inHead}
<title>${title}</title>
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
