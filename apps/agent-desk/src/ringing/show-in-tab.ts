import type { TabLook } from "../model/describe-tab.ts";

const ICONS: Readonly<Record<TabLook["icon"], string>> = {
  idle: "favicon.svg",
  ringing: "favicon-ringing.svg",
  live: "favicon-live.svg",
};

/** Puts the title and the icon on the browser's tab. */
export function showInTab({ title, icon }: TabLook): void {
  document.title = title;
  const link = document.querySelector<HTMLLinkElement>("link[rel=icon]");
  const href = `${import.meta.env.BASE_URL}${ICONS[icon]}`;
  if (link && link.getAttribute("href") !== href) link.setAttribute("href", href);
}
