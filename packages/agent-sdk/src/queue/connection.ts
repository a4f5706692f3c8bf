/** Runs the connection machine: sign-in, the push client and its frame, timers. */
import type { CallType, PushCallback, PushClient } from "@videoengager/protocol/push/push-client";
import type { AgentSettings } from "@videoengager/protocol/rest/agent-settings";
import { toAgentError } from "../api/errors.ts";
import type { Logger } from "../api/options.ts";
import type { Settings } from "../api/settings.ts";
import { checkProtocol } from "../lib/describe-platform.ts";
import {
  DEFAULT_TIMEOUT_MS,
  ignoreRejection,
  type Running,
  race,
  runOperation,
  throwIfAborted,
  withSignal,
} from "../lib/operation.ts";
import { snapshot } from "../lib/snapshot.ts";
import { getAgentToken } from "./agent-token.ts";
import {
  type ConnectionInput,
  type ConnectionState,
  type ConnectionStep,
  isOnline,
  stepConnection,
} from "./connection-machine.ts";
import { describeLoss } from "./describe-loss.ts";
import { isRefusal } from "./failure.ts";
import { loadPushScript } from "./load-push-script.ts";
import { createPlatformApi, type PlatformApi } from "./platform-api.ts";
import { followPushClient, type PushListener } from "./push-events.ts";

const CALL_TYPES: { readonly callTypes: readonly CallType[] } = { callTypes: ["chat", "video", "screen"] };

export interface ConnectionListener extends Omit<PushListener, "onConnected" | "onLost"> {
  /** Called for every new connection and every loss. `isChange`: differs from the call before. */
  readonly onOnline: (isOnline: boolean, isChange: boolean) => void;
}

export class Connection {
  readonly #settings: Settings;
  readonly #listener: ConnectionListener;
  readonly #logger: Logger;
  readonly #api: PlatformApi;
  readonly #life: AbortController = new AbortController();
  readonly #watchers: Set<() => void> = new Set();
  #state: ConnectionState = { name: "starting" };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #agent: AgentSettings | undefined;
  #client: PushClient | undefined;
  #removeFrame: () => void = () => {};
  #token = "";

  constructor(settings: Settings, logger: Logger, listener: ConnectionListener) {
    this.#settings = settings;
    this.#logger = logger;
    this.#listener = listener;
    this.#api = createPlatformApi(settings.domain, logger);
  }

  /** The agent's settings, once they are known. */
  get agent(): AgentSettings {
    return this.#agent as AgentSettings;
  }

  get isOnline(): boolean {
    return isOnline(this.#state);
  }

  /** Settles when the agent is connected. A failure leaves nothing behind. */
  async start({ signal, waitFor }: Running): Promise<void> {
    try {
      const created = ignoreRejection(this.#createClient(signal));
      waitFor("the sign-in");
      this.#agent = snapshot(await this.#signIn(signal));
      const { domain } = this.#settings;
      checkProtocol(this.#logger, domain, `The platform at ${domain}`, this.#agent.protocolVersion);
      waitFor("the push script");
      await created;
      waitFor("the connection to the platform");
      await this.#connect(signal);
      await this.#whenSettled(signal);
      addEventListener("online", this.#networkBack);
    } catch (error) {
      this.stop();
      throw error;
    }
  }

  /** The current token. If the platform refused it, a new one. */
  async getToken(running: Running): Promise<string> {
    if (this.#state.name === "refused") await this.#renewNow(running);
    else if (this.#state.name === "renewing" && this.#state.step === "token")
      await this.#whenSettled(running.signal);
    return this.#token;
  }

  /** Gets another token after the widget's was refused, and connects with it. False if the method has none. */
  async renewToken(running: Running): Promise<boolean> {
    const { authMethod, tokenProvider } = this.#settings;
    if (authMethod === "token" && !tokenProvider) return false;
    await this.#renewNow(running);
    return true;
  }

  join(callback: PushCallback): void {
    this.#client?.switch.join(CALL_TYPES, callback);
  }

  leave(callback: PushCallback): void {
    this.#client?.switch.leave(CALL_TYPES, callback);
  }

  stop(): void {
    removeEventListener("online", this.#networkBack);
    this.#dispatch({ type: "stop" });
    this.#life.abort();
    this.#removeFrame();
  }

  readonly #networkBack = (): void => this.#dispatch({ type: "networkBack" });

  #dispatch(input: ConnectionInput): void {
    const before = this.#state;
    const { state, do: work } = stepConnection(before, input, Math.random());
    this.#state = state;
    if (state !== before) {
      clearTimeout(this.#timer);
      if ("dueMs" in state) this.#timer = setTimeout(() => this.#dispatch({ type: "due" }), state.dueMs);
    }
    if (state.name !== before.name) this.#logger.debug(`Connection: ${input.type} → ${state.name}`);
    if (state.name !== "stopped") this.#reportOnline(isOnline(before), input.type === "connected");
    if (work) this.#perform[work]();
    for (const watcher of Array.from(this.#watchers)) watcher();
  }

  #reportOnline(wasOnline: boolean, isNew: boolean): void {
    const now = this.isOnline;
    const isChange = now !== wasOnline;
    if (isChange) this.#logger.info(now ? "Connected to the platform." : "Offline.");
    if (isChange || (isNew && now)) this.#listener.onOnline(now, isChange);
  }

  readonly #perform: Readonly<Record<NonNullable<ConnectionStep["do"]>, () => void>> = {
    reconnect: () => this.#client?.reconnect(),
    renew: () =>
      void this.#attempt("renewed", async (signal) => {
        this.#logger.debug("Requesting a new token.");
        await this.#authenticate(true, signal);
        // While the old session is still open: the ringing calls go on.
        await this.#connect(signal);
      }),
    rebuild: () =>
      void this.#attempt("lost", async (signal) => {
        await this.#createClient(signal);
        await this.#connect(signal);
      }),
    disconnect: () => {
      try {
        this.#client?.disconnect();
      } catch (error) {
        this.#listener.onError(error);
      }
    },
  };

  async #attempt(done: "renewed" | "lost", work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const life = this.#life.signal;
    const before = this.#state;
    try {
      await runOperation({ operation: "init", timeoutMs: DEFAULT_TIMEOUT_MS, life }, ({ signal }) =>
        work(signal),
      );
      // The push client can have answered synchronously; then the machine knows more already.
      if (this.#state === before) this.#dispatch({ type: done });
    } catch (thrown) {
      const error = toAgentError(thrown, "VE_UNHANDLED_ERROR");
      if (life.aborted) return;
      this.#listener.onError(error);
      this.#dispatch({ type: "attemptFailed", error, isRefusal: isRefusal(error) });
    }
  }

  async #renewNow({ signal, waitFor }: Running): Promise<void> {
    waitFor("a new token");
    this.#dispatch({ type: "renew" });
    await this.#whenSettled(signal);
  }

  /** Settles when the machine is neither starting nor renewing; rejects with why it is not online, if it was refused. */
  #whenSettled(signal: AbortSignal): Promise<void> {
    return race<void>(signal, ({ resolve, reject }) => {
      const check = (): void => {
        const state = this.#state;
        if (state.name === "failed" || state.name === "refused") reject(state.error);
        else if (state.name !== "starting" && state.name !== "renewing") resolve();
      };
      this.#watchers.add(check);
      check();
      return () => this.#watchers.delete(check);
    });
  }

  async #createClient(signal: AbortSignal): Promise<void> {
    const { push, remove } = await loadPushScript(this.#settings.domain, signal, () =>
      this.#dispatch({ type: "frameRemoved" }),
    );
    this.#removeFrame();
    this.#removeFrame = remove;
    if (this.#life.signal.aborted) remove();
    throwIfAborted(signal);
    const client = push.create();
    this.#client = client;
    const ifCurrent = (work: () => void): void => {
      if (this.#client === client) work();
    };
    followPushClient(client, {
      ...this.#listener,
      onConnected: () => ifCurrent(() => this.#dispatch({ type: "connected" })),
      onLost: (how, detail) =>
        ifCurrent(() => this.#dispatch(describeLoss(how, detail, this.#settings.domain))),
    });
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
    this.#token = await withSignal(getAgentToken(this.#api, this.#settings, isRenewal, signal), signal);
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
}
