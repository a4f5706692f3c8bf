import type { PushReply } from "@videoengager/protocol/push/push-socket";
import type { Transport } from "./socket-transport.ts";

/** Calls that this agent rejected. A rejection that the platform did not acknowledge is sent again with the next session. */
export class Refusals {
  readonly #pending: Map<string, string> = new Map();

  add(transport: Transport | null, visitorId: string, reason: string): void {
    this.#pending.set(visitorId, reason);
    if (transport) void this.#send(transport, visitorId, reason);
  }

  sendPending(transport: Transport): void {
    for (const [visitorId, reason] of this.#pending) void this.#send(transport, visitorId, reason);
  }

  async #send(transport: Transport, visitorId: string, reason: string): Promise<void> {
    const reply: PushReply<null> = await transport.reject(visitorId, reason);
    if (reply.ok || reply.code !== "no-answer") this.#pending.delete(visitorId);
  }
}
