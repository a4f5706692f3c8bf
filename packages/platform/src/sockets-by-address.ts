import type { IncomingMessage } from "node:http";
import { addressKey } from "./domain/rate-limiter.ts";
import type { ClientAddress } from "./lib/client-address.ts";

/** Open at once, from one address: a whole contact centre may be behind it. */
const MOST_OF_ADDRESS = 5_000;

/** How many sockets each address has open on this node, so that nobody fills the server from one place. */
export class SocketsByAddress {
  readonly #addressOf: ClientAddress;
  readonly #most: number;
  readonly #open: Map<string, number> = new Map();

  /** @param factor multiplies the bound; 0 turns it off */
  constructor(addressOf: ClientAddress, factor: number) {
    this.#addressOf = addressOf;
    this.#most = factor === 0 ? Infinity : Math.max(1, MOST_OF_ADDRESS * factor);
  }

  mayOpen(request: IncomingMessage): boolean {
    return (this.#open.get(this.#keyOf(request)) ?? 0) < this.#most;
  }

  /** Counts one; call what it returns once, when it has closed. */
  opened(request: IncomingMessage): () => void {
    const key = this.#keyOf(request);
    this.#open.set(key, (this.#open.get(key) ?? 0) + 1);
    return () => {
      const left = (this.#open.get(key) ?? 1) - 1;
      if (left > 0) this.#open.set(key, left);
      else this.#open.delete(key);
    };
  }

  #keyOf(request: IncomingMessage): string {
    return addressKey(this.#addressOf(request));
  }
}
