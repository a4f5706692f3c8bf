/** Calls a person back to the page: by sound, title, vibration, and a notification where that is allowed. */
import { playNotes } from "@videoengager/ui-kit/devices/play-notes";

/** Two rising notes, twice. Hertz. */
const NOTES = [659.25, 880, 659.25, 880];
const NOTE_S = 0.18;
const VOLUME = 0.25;
const VIBRATION_MS = [200, 100, 200];

/** @param words the page's title until the person looks, and the notification's text */
export function callAttention(words: string): void {
  playChime();
  if ("vibrate" in navigator) navigator.vibrate(VIBRATION_MS);
  if (document.visibilityState === "visible") return;
  const title = document.title;
  document.title = words;
  document.addEventListener(
    "visibilitychange",
    () => {
      document.title = title;
    },
    { once: true },
  );
  showNotification(words);
}

/** Whether the page may ask to show notifications: not in a frame, and not where the person has answered. */
export function canAskToNotify(): boolean {
  return parent === window && "Notification" in window && Notification.permission === "default";
}

function showNotification(words: string): void {
  if (!("Notification" in window) || Notification.permission !== "granted") return;
  try {
    const notification = new Notification(words, { tag: "ve-call" });
    notification.addEventListener("click", () => {
      window.focus();
      notification.close();
    });
  } catch {
    // Chrome on Android allows notifications from service workers only.
  }
}

function playChime(): void {
  const context = new AudioContext();
  const gain = context.createGain();
  gain.gain.value = VOLUME;
  gain.connect(context.destination);
  void playNotes(gain, NOTES, NOTE_S).then(() => context.close());
}
