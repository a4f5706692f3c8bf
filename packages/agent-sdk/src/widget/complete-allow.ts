import { WIDGET_ALLOW } from "@videoengager/protocol/widget/widget-url";

/** Adds to the iframe's `allow` what the widget needs and it lacks. Returns whether something was missing. */
export function completeAllow(iframe: HTMLIFrameElement): boolean {
  const rules = (iframe.getAttribute("allow") ?? "")
    .split(";")
    .map((rule) => rule.trim())
    .filter(Boolean);
  const missing = WIDGET_ALLOW.split("; ").filter(
    (feature) => !rules.some((rule) => rule.split(/\s/)[0] === feature),
  );
  if (missing.length) iframe.allow = [...rules, ...missing].join("; ");
  return missing.length > 0;
}
