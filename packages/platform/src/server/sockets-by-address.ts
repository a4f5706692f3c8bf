import type { IncomingMessage } from "node:http";
import type { ClientAddress } from "./client-address.ts";
import { addressKey } from "./rate-limiter.ts";

/** Counts the open websockets of each client address on this node, so that no address can use all of them. */
export class SocketsByAddress {
  readonly #readAddress: ClientAddress;
  readonly #max: number;
  readonly #open: Map<string, number> = new Map();

  constructor(readAddress: ClientAddress, maxPerAddress: number) {
    this.#readAddress = readAddress;
    this.#max = maxPerAddress;
  }

  mayOpen(request: IncomingMessage): boolean {
    return (this.#open.get(this.#readKey(request)) ?? 0) < this.#max;
  }

  /** Counts one. Call the returned function once, when the socket has closed. */
  opened(request: IncomingMessage): () => void {
    const key = this.#readKey(request);
    this.#open.set(key, (this.#open.get(key) ?? 0) + 1);
    return () => {
      const left = (this.#open.get(key) ?? 1) - 1;
      if (left > 0) this.#open.set(key, left);
      else this.#open.delete(key);
    };
  }

  #readKey(request: IncomingMessage): string {
    return addressKey(this.#readAddress(request));
  }
}
