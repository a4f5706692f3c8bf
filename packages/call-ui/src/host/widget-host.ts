import { PROTOCOL_VERSION } from "@videoengager/protocol/protocol-version";
import { matchesOrigin } from "@videoengager/protocol/rest/origin-pattern";
import type { ControlReport } from "@videoengager/protocol/widget/call-control";
import { parseHostMessage } from "@videoengager/protocol/widget/parse-widget-message";
import type {
  CallStatusMessage,
  HostToWidgetMessage,
  SignInProblem,
  UnreachableCause,
  WidgetToHostMessage,
} from "@videoengager/protocol/widget/widget-messages";
import type { HostWindow } from "./find-host.ts";

/**
 * The page that embeds the widget. Before the sign-in says which origins may embed it, only messages without call data are posted
 * (`hello`, a refusal). After it, nothing is posted to an origin that the tenant hasn't allowed.
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

  /** @param instance this page's id in its seat; a page that is loaded again takes it over */
  hello(instance: string): void {
    this.#post({
      ve: 1,
      type: "hello",
      capabilities: ["hangup", "resume", "controls"],
      protocol: PROTOCOL_VERSION,
      instance,
    });
  }

  /** @param problem what became of the last try */
  signingIn(problem: SignInProblem | null = null): void {
    this.#post({ ve: 1, type: "signingIn", ...(problem && { problem }) });
  }

  signedIn(): void {
    this.#post({ ve: 1, type: "signedIn" });
  }

  claimed(visitorId: string): void {
    this.#post({ ve: 1, type: "claimed", visitorId });
  }

  /** Why the call doesn't connect; null: nothing is known any more to keep it from that. */
  trouble(cause: UnreachableCause | null): void {
    this.#post(cause === null ? { ve: 1, type: "reachable" } : { ve: 1, type: "unreachable", cause });
  }

  status(message: CallStatusMessage): void {
    this.#post(message);
  }

  report(message: ControlReport): void {
    this.#post(message);
  }

  /** Calls back with the host's commands. Messages from other windows are ignored. */
  onCommand(
    listener: (command: HostToWidgetMessage) => void,
    target: EventTarget,
    signal: AbortSignal,
  ): void {
    target.addEventListener(
      "message",
      (event) => {
        const { source, origin, data } = event as MessageEvent<unknown>;
        if (this.#host === null || source !== this.#host.window || origin !== this.#host.origin) return;
        if (!this.#isAllowed(origin)) return;
        const command = parseHostMessage(data);
        if (command !== null) listener(command);
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
