import type { Messages } from "../text/messages.ts";

/** Which browser's menus to describe. On iOS every browser is WebKit, but only Safari has Safari's menu. */
export function browserOf(userAgent: string): keyof Messages["problems"]["allowIn"] {
  const isIos = /iPhone|iPad|iPod/.test(userAgent);
  if (isIos) return /CriOS|EdgiOS|FxiOS/.test(userAgent) ? "ios" : "iosSafari";
  if (userAgent.includes("Firefox/")) return "firefox";
  return userAgent.includes("Safari/") && !userAgent.includes("Chrom") ? "safari" : "chromium";
}

/** How to allow camera and microphone in this browser. */
export function howToAllow({ problems }: Messages): string {
  return problems.allowIn[browserOf(typeof navigator === "undefined" ? "" : navigator.userAgent)];
}
