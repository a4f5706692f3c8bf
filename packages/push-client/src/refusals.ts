import type { PushReply } from "@videoengager/protocol/push/push-socket";
import type { Transport } from "./socket-transport.ts";

/** Calls that this agent refused. A refusal that could not be said is said again with the next session. */
export class Refusals {
  readonly #unsaid: Map<string, string> = new Map();

  add(transport: Transport | null, visitorId: string, reason: string): void {
    this.#unsaid.set(visitorId, reason);
    if (transport) void this.#say(transport, visitorId, reason);
  }

  sayAgain(transport: Transport): void {
    for (const [visitorId, reason] of this.#unsaid) void this.#say(transport, visitorId, reason);
  }

  async #say(transport: Transport, visitorId: string, reason: string): Promise<void> {
    const reply: PushReply<null> = await transport.reject(visitorId, reason);
    if (reply.ok || reply.code !== "no-answer") this.#unsaid.delete(visitorId);
  }
}
