import type { IncomingMessage } from "node:http";
import type { ClientAddress } from "./client-address.ts";
import { addressKey, type RateLimiter, type RateLimits } from "./rate-limiter.ts";

/** 5,000 agents behind one address who all reconnect after a restart, with one widget each. */
const MAX_OF_ADDRESS_PER_MINUTE = 12_000;
const MAX_REFUSED_PER_MINUTE = 600;
/** One agent's tabs and devices, or one seat's page. */
const MAX_OF_CREDENTIAL_PER_MINUTE = 120;

/** Limits on opening sockets: a high one per address, low ones on refused sockets and per credential. */
export class SocketLimits {
  readonly #readAddress: ClientAddress;
  readonly #ceiling: RateLimiter;
  readonly #refused: RateLimiter;
  readonly #ofCredential: RateLimiter;

  constructor(readAddress: ClientAddress, limits: RateLimits) {
    this.#readAddress = readAddress;
    this.#ceiling = limits.perMinute("sockets", MAX_OF_ADDRESS_PER_MINUTE);
    this.#refused = limits.failures("refused-sockets", MAX_REFUSED_PER_MINUTE);
    this.#ofCredential = limits.perMinute("sockets-of-credential", MAX_OF_CREDENTIAL_PER_MINUTE);
  }

  /** False if this address opens too many. Call it before checking the credential. */
  async mayOpen(request: IncomingMessage): Promise<boolean> {
    return (await this.#ceiling.take(this.#readKey(request))) === 0;
  }

  /** False if this agent or seat opens too many. */
  async mayReopen(credential: string): Promise<boolean> {
    return (await this.#ofCredential.take(credential)) === 0;
  }

  /** Counts an invalid credential. False if this address sends too many. */
  async mayRetry(request: IncomingMessage): Promise<boolean> {
    return (await this.#refused.take(this.#readKey(request))) === 0;
  }

  #readKey(request: IncomingMessage): string {
    return addressKey(this.#readAddress(request));
  }
}
