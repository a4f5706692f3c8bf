import type { BrowserSide, DeskState, RingingVisitor } from "../model/desk-state.ts";

/** The permission for notifications; `unsupported` if the browser has none. */
export function readNotificationPermission(): BrowserSide["notifications"] {
  return "Notification" in globalThis ? Notification.permission : "unsupported";
}

/** Shows a notification for each visitor who rings while the page is hidden, and closes it when the ringing ends. */
export class DesktopNotifications {
  readonly #shown = new Map<string, Notification>();

  /** Call it whenever the ringing visitors change. */
  update({ ringing, text }: Pick<DeskState, "ringing" | "text">): void {
    for (const [visitorId, notification] of this.#shown)
      if (!ringing.some((visitor) => visitor.visitorId === visitorId)) {
        notification.close();
        this.#shown.delete(visitorId);
      }
    for (const visitor of ringing) if (!this.#shown.has(visitor.visitorId)) this.#show(visitor, text.ringing);
  }

  #show({ visitorId, name }: RingingVisitor, words: DeskState["text"]["ringing"]): void {
    if (readNotificationPermission() !== "granted" || !document.hidden) return;
    try {
      const notification = new Notification(words.isCalling(name || null), {
        body: words.notification,
        tag: visitorId,
        requireInteraction: true,
        silent: true,
      });
      notification.addEventListener("click", () => {
        window.focus();
        notification.close();
      });
      this.#shown.set(visitorId, notification);
    } catch {
      // Chrome on Android grants the permission, but only service workers can show notifications. The ring tone remains.
    }
  }
}
