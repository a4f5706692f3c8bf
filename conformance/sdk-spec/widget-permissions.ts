/** Everything that the widget's iframe must be allowed. */
export const ALLOWED: readonly string[] = [
  "camera",
  "microphone",
  "autoplay",
  "encrypted-media",
  "fullscreen",
  "picture-in-picture",
  "display-capture",
  "clipboard-write",
  "web-share",
  "speaker-selection",
  "screen-wake-lock",
];
