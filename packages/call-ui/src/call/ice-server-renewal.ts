import type { EpochMs } from "@videoengager/protocol/ids";
import type { IceServer } from "@videoengager/protocol/rest/agent-settings";
import type { Seat } from "./call-options.ts";

/** Credentials that expire sooner are renewed. */
const RENEW_MS = 120_000;

type Servers = Pick<Seat, "iceServers" | "iceServersExpireAtMs">;

export interface IceServerRenewalOptions {
  /** Null where the platform does not answer. */
  readonly request: () => Promise<{
    readonly iceServers: readonly IceServer[];
    readonly expiresAtMs: EpochMs | null;
  } | null>;
  readonly platformTimeMs: () => EpochMs;
  readonly onServers: (iceServers: readonly IceServer[]) => void;
  readonly signal: AbortSignal;
}

/** Keeps the relays' credentials fresh: they expire during a call, and while somebody waits for one. */
export class IceServerRenewal {
  readonly #options: IceServerRenewalOptions;
  #servers: Servers | null = null;

  constructor(options: IceServerRenewalOptions) {
    this.#options = options;
    const timer = setInterval(() => void this.renewIfOld(), RENEW_MS / 2);
    options.signal.addEventListener("abort", () => clearInterval(timer), { once: true });
  }

  use(servers: Servers): void {
    this.#servers = servers;
    this.#options.onServers(servers.iceServers);
  }

  /** Resolves when the credentials are fresh, or can't be renewed now. */
  async renewIfOld(): Promise<void> {
    const servers = this.#servers;
    if (servers === null || servers.iceServersExpireAtMs === null) return;
    if (servers.iceServersExpireAtMs - this.#options.platformTimeMs() > RENEW_MS) return;
    const renewed = await this.#options.request();
    // The seat was renewed meanwhile, and its credentials with it.
    if (renewed === null || this.#servers !== servers) return;
    this.use({ iceServers: renewed.iceServers, iceServersExpireAtMs: renewed.expiresAtMs });
  }
}
