import { createElementClass } from "./video-call-button.ts";

const TAG = "video-call-button";

/** Defines `<video-call-button>`, once. Does nothing on a server. */
export function defineVideoCallButton(): void {
  if (typeof customElements === "undefined" || customElements.get(TAG) !== undefined) return;
  customElements.define(TAG, createElementClass());
}
