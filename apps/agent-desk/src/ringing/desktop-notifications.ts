import type { BrowserSide, DeskState, RingingVisitor } from "../model/desk-state.ts";

/** Where the browser stands on notifications; `unsupported` where a page cannot show any. */
export function readNotificationPermission(): BrowserSide["notifications"] {
  return "Notification" in globalThis ? Notification.permission : "unsupported";
}

/** A notification for each visitor that rings while the page is not looked at; gone when the ringing is. */
export class DesktopNotifications {
  readonly #shown = new Map<string, Notification>();

  /** To be called with every change of what rings. */
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
      // Android's Chrome has the permission but lets only service workers notify: there the tone has to do.
    }
  }
}
