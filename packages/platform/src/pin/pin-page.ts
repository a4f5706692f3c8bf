import type { Tenant } from "../identity/tenants.ts";
import { type Language, PIN_TEXTS, type PinTexts } from "./pin-texts.ts";

/** Picks the text for what is wrong with the PIN. */
export type PinProblem = (texts: PinTexts) => string;

export interface PinPage {
  readonly language: Language;
  /** Null if the host name belongs to no tenant; the page then has no form. */
  readonly tenant: Tenant | null;
  readonly problem: PinProblem | null;
  /** The form's address: that of the page. */
  readonly action: string;
}

/** The page's style sheet. */
export const PIN_STYLE_PATH: string = "/static/pin.css";

const PROBLEM_ICON =
  '<svg class="icon" viewBox="0 0 24 24" width="18" height="18" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"><circle cx="12" cy="12" r="10"/><path d="M12 8v5"/><path d="M12 16.5h.01"/></svg>';

/** The whole page. It works without scripts, and never shows the digits that were sent. */
export function renderPinPage({ language, tenant, problem, action }: PinPage): string {
  const texts = PIN_TEXTS[language];
  const sentence = problem ? problem(texts) : tenant ? null : texts.unknownHost;
  return `<!doctype html>
<html lang="${language}" dir="${language === "ar" ? "rtl" : "ltr"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escape(sentence === null ? texts.title : `${texts.errorPrefix}: ${texts.title}`)}</title>
<link rel="icon" href="/static/pages/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${PIN_STYLE_PATH}">
</head>
<body>
<main class="page">
<div class="card">
${tenant ? renderBrand(tenant) : ""}
<h1>${escape(texts.title)}</h1>
${tenant ? renderForm(texts, sentence, action) : `<p class="problem" role="alert">${PROBLEM_ICON}<span>${escape(sentence ?? "")}</span></p>`}
</div>
</main>
</body>
</html>
`;
}

function renderBrand({ name, settings: { branding } }: Tenant): string {
  if (branding.logo) return `<img class="logo" src="${escape(branding.logo)}" alt="${escape(name)}">`;
  return name === "" ? "" : `<p class="brand">${escape(name)}</p>`;
}

function renderForm(texts: PinTexts, problem: string | null, action: string): string {
  const described = problem === null ? "pin-intro" : "pin-intro pin-problem";
  return `<p class="muted" id="pin-intro">${escape(texts.intro)}</p>
<form method="post" action="${escape(action)}">
<label for="pin">${escape(texts.label)}</label>
<input id="pin" name="pin" type="text" inputmode="numeric" autocomplete="off" maxlength="20" dir="ltr" enterkeyhint="go" autofocus aria-describedby="${described}"${problem === null ? "" : ' aria-invalid="true"'}>
${problem === null ? "" : `<p class="problem" id="pin-problem" role="alert">${PROBLEM_ICON}<span>${escape(problem)}</span></p>`}
<button type="submit">${escape(texts.go)}</button>
</form>
<p class="muted small">${escape(texts.privacy)}</p>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
