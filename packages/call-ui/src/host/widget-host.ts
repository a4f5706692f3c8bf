import { matchesOrigin } from "@videoengager/protocol/rest/origin-pattern";
import { parseHostMessage } from "@videoengager/protocol/widget/parse-widget-message";
import type { CallStatusMessage, WidgetToHostMessage } from "@videoengager/protocol/widget/widget-messages";
import type { HostWindow } from "./find-host.ts";

/**
 * The page that embeds the widget. Until the sign-in has told who may embed it, only what says nothing of a call goes
 * out (`hello`, a refusal); from then on, nothing goes to a page that is none of the tenant's.
 */
export class WidgetHost {
  readonly #host: HostWindow | null;
  /** As patterns for {@link matchesOrigin}. */
  #allowedOrigins: readonly string[] | null = null;

  constructor(host: HostWindow | null) {
    this.#host = host;
  }

  allowOrigins(origins: readonly string[]): void {
    this.#allowedOrigins = origins;
  }

  hello(): void {
    this.#post({ ve: 1, type: "hello", capabilities: ["hangup"] });
  }

  signingIn(): void {
    this.#post({ ve: 1, type: "signingIn" });
  }

  claimed(visitorId: string): void {
    this.#post({ ve: 1, type: "claimed", visitorId });
  }

  status(message: CallStatusMessage): void {
    this.#post(message);
  }

  /** Calls back when the host asks to hang up; a message of anybody else's is none. */
  onHangUp(listener: () => void, target: EventTarget, signal: AbortSignal): void {
    target.addEventListener(
      "message",
      (event) => {
        const { source, origin, data } = event as MessageEvent<unknown>;
        if (this.#host === null || source !== this.#host.window || origin !== this.#host.origin) return;
        if (!this.#isAllowed(origin)) return;
        if (parseHostMessage(data)?.type === "hangup") listener();
      },
      { signal },
    );
  }

  #isAllowed(origin: string): boolean {
    return this.#allowedOrigins?.some((pattern) => matchesOrigin(pattern, origin)) ?? true;
  }

  #post(message: WidgetToHostMessage): void {
    if (this.#host === null || !this.#isAllowed(this.#host.origin)) return;
    this.#host.window.postMessage(message, this.#host.origin);
  }
}
