import { parseHostMessage } from "@videoengager/protocol/widget/parse-widget-message";
import type { CallEnd, VisitorPageMessage } from "@videoengager/protocol/widget/visitor-page-messages";
import type { UnreachableCause } from "@videoengager/protocol/widget/widget-messages";
import type { HostWindow } from "./find-host.ts";

/** The page that embeds or opened the visitor's page. Each fact is said once, when it becomes true. */
export class VisitorHost {
  readonly #host: HostWindow | null;
  #said = new Set<VisitorPageMessage["type"]>();
  #remoteVideo = false;
  #height = 0;

  constructor(host: HostWindow | null) {
    this.#host = host;
  }

  callStarted(): void {
    this.#once({ type: "CallStarted" });
  }

  callEstablished(): void {
    this.#once({ type: "callEstablished" });
  }

  /** @param end how, where it is known */
  callEnded(end?: CallEnd): void {
    this.remoteVideo(false);
    this.#once({ type: "callEnded", ...(end && { data: end }) });
  }

  popupClosed(): void {
    this.#once({ type: "popupClosed" });
  }

  remoteVideo(isShown: boolean): void {
    if (isShown === this.#remoteVideo) return;
    this.#remoteVideo = isShown;
    this.#post({ type: isShown ? "RemoteVideoStarted" : "RemoteVideoStopped" });
  }

  /** Why the call doesn't connect; null: nothing is known any more to keep it from that. */
  trouble(cause: UnreachableCause | null): void {
    this.#post(cause === null ? { ve: 1, type: "reachable" } : { ve: 1, type: "unreachable", cause });
  }

  /** The height that the page would like, CSS pixels. */
  resize(height: number): void {
    if (height === this.#height) return;
    this.#height = height;
    this.#post({ type: "ResizePopup", data: { height } });
  }

  /** Calls back when the host asks to hang up. Messages from other windows are ignored. */
  onHangUp(listener: () => void, target: EventTarget, signal: AbortSignal): void {
    target.addEventListener(
      "message",
      (event) => {
        const { source, origin, data } = event as MessageEvent<unknown>;
        if (this.#host === null || source !== this.#host.window || origin !== this.#host.origin) return;
        if (parseHostMessage(data)?.type === "hangup") listener();
      },
      { signal },
    );
  }

  #once(message: VisitorPageMessage): void {
    if (this.#said.has(message.type)) return;
    this.#said.add(message.type);
    this.#post(message);
  }

  #post(message: VisitorPageMessage): void {
    this.#host?.window.postMessage(message, this.#host.origin);
  }
}
