/**
 * The agent's connection to the platform in standalone mode:
 *
 * 1. The push script loads while the agent is authenticated and the settings are read.
 * 2. The push client connects, and reconnects by itself; where it gives up, it is asked again after a while.
 * 3. A token that has ended is renewed and the client connected anew, without the agent noticing.
 * 4. A token that cannot be renewed: offline, and the next operation says so, unless it gets one by then.
 */

import type { CallType, PushCallback, PushClient, PushEvent } from "@videoengager/protocol/push/push-client";
import type { AgentSettings } from "@videoengager/protocol/rest/agent-settings";
import { getAgentToken } from "./auth/agent-token.ts";
import { VideoEngagerAgentError } from "./errors.ts";
import { createPlatformApi, type PlatformApi } from "./http/platform-api.ts";
import { DEFAULT_TIMEOUT_MS, decide, handled, runOperation, type Settle, until } from "./lib/operation.ts";
import { snapshot } from "./lib/snapshot.ts";
import { hearPushClient, type PushListener } from "./push/hear-push-client.ts";
import { loadPushScript } from "./push/load-push-script.ts";
import type { Settings } from "./settings.ts";

const MAX_RETRY_DELAY_MS = 30_000;
/** How long a renewal may go unnoticed. */
const SILENT_RENEWAL_MS = 5_000;
const CALL_TYPES: { readonly callTypes: readonly CallType[] } = { callTypes: ["chat", "video", "screen"] };

export interface ConnectionListener extends Omit<PushListener, "onConnected" | "onLost"> {
  /** Of every new connection, and of every loss that is noticed. */
  readonly onOnline: (isOnline: boolean, isChange: boolean) => void;
}

export class Connection {
  readonly #settings: Settings;
  readonly #listener: ConnectionListener;
  readonly #api: PlatformApi;
  readonly #life: AbortController = new AbortController();
  #agent: AgentSettings | undefined;
  #client: PushClient | undefined;
  #token = "";
  #isOnline = false;
  #isRefused = false;
  #isSilent = false;
  #failures = 0;
  #starting: Settle<void> | undefined;
  #renewing: Promise<void> | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #silentTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(settings: Settings, listener: ConnectionListener) {
    this.#settings = settings;
    this.#listener = listener;
    this.#api = createPlatformApi(settings.domain);
  }

  /** The agent's settings, once they are known. */
  get agent(): AgentSettings {
    return this.#agent as AgentSettings;
  }

  get isOnline(): boolean {
    return this.#isOnline;
  }

  /** Settles when the agent is connected. On a failure nothing is left behind. */
  async start(signal: AbortSignal): Promise<void> {
    try {
      const script = handled(loadPushScript(this.#settings.domain, this.#life.signal, signal));
      this.#agent = snapshot(await this.#signIn(signal));
      this.#client = (await script).create();
      hearPushClient(this.#client, {
        ...this.#listener,
        onConnected: () => this.#connected(),
        onLost: (how) => this.#lost(how),
      });
      const connected = handled(
        decide<void>(signal, (settle) => {
          this.#starting = settle;
        }),
      );
      await this.#connect(signal);
      await connected;
      this.#starting = undefined;
    } catch (error) {
      this.stop();
      throw error;
    }
  }

  /** The token; where it was refused, a new one. */
  async getToken(signal: AbortSignal): Promise<string> {
    if (this.#isRefused) await until(this.#renew(), signal);
    return this.#token;
  }

  /** The platform no longer accepts the token. */
  refuseToken(): void {
    this.#isRefused = true;
  }

  join(callback: PushCallback): void {
    this.#client?.switch.join(CALL_TYPES, callback);
  }

  leave(callback: PushCallback): void {
    this.#client?.switch.leave(CALL_TYPES, callback);
  }

  stop(): void {
    this.#life.abort();
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#silentTimer);
    try {
      this.#client?.disconnect();
    } catch (error) {
      this.#listener.onError(error);
    }
  }

  async #signIn(signal: AbortSignal, isRenewal = false): Promise<AgentSettings> {
    await this.#authenticate(isRenewal, signal);
    try {
      return await this.#api.getSettings(this.#token, signal);
    } catch (error) {
      if (isRenewal || !this.#settings.tokenProvider || !isRefusal(error)) throw error;
      return this.#signIn(signal, true);
    }
  }

  async #authenticate(isRenewal: boolean, signal: AbortSignal): Promise<void> {
    this.#token = await until(getAgentToken(this.#api, this.#settings, isRenewal, signal), signal);
  }

  async #connect(signal: AbortSignal): Promise<void> {
    const { tennantId, signalling, _account } = this.agent;
    const { signallingId } = await this.#api.getSignallingEndpoint(tennantId, signal);
    const url = new URL(signalling.endPoint, this.#settings.domain);
    url.searchParams.set("signallingId", signallingId);
    this.#client?.connect({
      url: url.href,
      tenantId: tennantId,
      token: this.#token,
      userId: _account.email,
    });
  }

  #connected(): void {
    this.#failures = 0;
    clearTimeout(this.#retryTimer);
    this.#setOnline(true);
    this.#starting?.resolve();
  }

  #lost(how: PushEvent): void {
    if (this.#life.signal.aborted) return;
    if (this.#starting) {
      if (how === "Expired" || how === "Failed")
        this.#starting.reject(
          new VideoEngagerAgentError(how === "Expired" ? "AGENT_NOT_AUTHENTICATED" : "VE_UNHANDLED_ERROR", {
            context: { push: how },
          }),
        );
    } else if (how === "Expired") void this.#renewSilently();
    else if (!this.#isSilent) {
      this.#setOnline(false);
      if (how === "Failed" || how === "SessionClosed") this.#reconnectLater();
    }
  }

  #setOnline(isOnline: boolean): void {
    this.#isSilent = false;
    clearTimeout(this.#silentTimer);
    const isChange = this.#isOnline !== isOnline;
    this.#isOnline = isOnline;
    this.#listener.onOnline(isOnline, isChange);
  }

  #reconnectLater(): void {
    this.#retryLater(() => this.#isOnline || this.#client?.reconnect());
  }

  #retryLater(retry: () => void): void {
    clearTimeout(this.#retryTimer);
    const delayMs = Math.min(1_000 * 2 ** this.#failures++, MAX_RETRY_DELAY_MS);
    // Not all agents of a platform that comes back at once.
    this.#retryTimer = setTimeout(retry, delayMs * (0.5 + Math.random() / 2));
  }

  #renew(): Promise<void> {
    this.#renewing ??= runOperation(DEFAULT_TIMEOUT_MS, [this.#life.signal], async (signal) => {
      await this.#authenticate(true, signal);
      this.#isRefused = false;
      this.#beSilent();
      // Over the old session, not after its end: whoever rings goes on ringing.
      await this.#connect(signal);
    }).finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  #beSilent(): void {
    this.#isSilent = true;
    clearTimeout(this.#silentTimer);
    this.#silentTimer = setTimeout(() => {
      this.#setOnline(false);
      this.#reconnectLater();
    }, SILENT_RENEWAL_MS);
  }

  async #renewSilently(): Promise<void> {
    this.#beSilent();
    try {
      await this.#renew();
    } catch (error) {
      if (this.#life.signal.aborted) return;
      this.#setOnline(false);
      if (isRefusal(error)) this.#isRefused = true;
      else this.#retryLater(() => this.#renewSilently());
    }
  }
}

function isRefusal(error: unknown): boolean {
  return VideoEngagerAgentError.is(error, "AGENT_NOT_AUTHENTICATED");
}
