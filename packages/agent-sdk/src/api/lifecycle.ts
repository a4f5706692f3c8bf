import type { Fields } from "@videoengager/protocol/is-fields";
import { Emitter } from "../lib/emitter.ts";
import { createLogger, type SwitchableLogger } from "../lib/logger.ts";
import { ignoreRejection, type Running, runOperation, throwIfAborted, withSignal } from "../lib/operation.ts";
import { readFields } from "../lib/read-fields.ts";
import { snapshot } from "../lib/snapshot.ts";
import { AgentLife } from "./agent-life.ts";
import { addContext, ensure, ensureArgument, toAgentError } from "./errors.ts";
import type { Emit, InitializedOptions, Unsubscribe } from "./events.ts";
import { checkBrowser, readOptions } from "./read-options.ts";
import { type Runtime, startRuntime } from "./runtime.ts";
import type { RuntimeDeps } from "./runtime-deps.ts";
import type { Settings } from "./settings.ts";

/** `init()` and `destroy()` of one agent, its listeners, and the operations in between. */
export class Lifecycle {
  readonly #agent: RuntimeDeps["agent"];
  readonly #logger: SwitchableLogger = createLogger();
  #events: Emitter = this.#createEmitter();
  #life: AgentLife | undefined;
  #destroying: Promise<void> | undefined;

  constructor(agent: RuntimeDeps["agent"]) {
    this.#agent = agent;
  }

  get events(): Emitter {
    return this.#events;
  }

  /** Undefined before `init()` and after `destroy()`. */
  get runtime(): Runtime | undefined {
    return this.#life?.runtime;
  }

  needRuntime(): Runtime {
    const { runtime } = this;
    ensure(runtime, "AGENT_NOT_INITIALIZED");
    return runtime;
  }

  init(options: unknown): Promise<void> {
    const logger = this.#logger;
    try {
      const fields = readFields(options);
      // Warnings about the options go to the logger of these options.
      if (!this.#life) logger.use(fields.logger);
      const settings = readOptions(fields, logger);
      checkBrowser("AbortController", ...(settings.standaloneMode ? ["fetch"] : []));
      const key = JSON.stringify(settings);
      // One whose every caller has aborted is over, although it may still be cleaning up.
      let life = this.#life?.controller.signal.aborted ? undefined : this.#life;
      if (life) {
        ensure(!life.runtime, "AGENT_ALREADY_INITIALIZED");
        ensure(life.key === key, "OPERATION_ALREADY_RUNNING");
        Object.assign(life.settings, settings);
      } else {
        const before = this.#life?.ready;
        life = new AgentLife(settings, key);
        this.#life = life;
        life.ready = ignoreRejection(this.#start(life, before));
      }
      logger.use(fields.logger);
      return life.join(fields.signal);
    } catch (thrown) {
      const error = toAgentError(thrown, "VE_UNHANDLED_ERROR");
      addContext(error, { operation: "init" });
      logger.debug("init() failed:", error.code, error.message);
      return ignoreRejection(Promise.reject(error));
    }
  }

  async #start(life: AgentLife, before: Promise<void> | undefined): Promise<void> {
    const { settings, controller } = life;
    const { timeoutMs, authMethod, standaloneMode } = settings;
    const { signal } = controller;
    const events = this.#events;
    const logger = this.#logger;
    // Listeners act on the agent, so events wait until there is one.
    events.hold();
    const emit: Emit = (type, ...payload) => {
      // The name alone: a payload can contain a PIN.
      logger.debug("Event:", type);
      events.emit(type, ...payload);
    };
    logger.info(`init(): ${authMethod}${standaloneMode ? ", standalone mode" : ""}`);
    const deps = { settings, logger, emit, life: signal, agent: this.#agent };
    try {
      await runOperation({ operation: "init", timeoutMs, life: signal, logger }, async (running) => {
        await withSignal(Promise.all([this.#destroying, before?.catch(() => {})]), running.signal);
        life.runtime = await startRuntime(deps, running);
        events.release();
        throwIfAborted(running.signal);
      });
    } catch (error) {
      events.drop();
      controller.abort();
      if (this.#life === life) {
        this.#life = undefined;
        await life.runtime?.stop();
      }
      throw error;
    }
    emit("initialized", publicOptions(settings));
  }

  destroy(): Promise<void> {
    if (this.#destroying && !this.#life) {
      this.#events.clear();
      return this.#destroying;
    }
    // Not the promise of the destroy() that runs: an init() that started since then must end as well.
    const destroying = ignoreRejection(
      this.#stop(this.#destroying).finally(() => {
        if (this.#destroying === destroying) this.#destroying = undefined;
      }),
    );
    this.#destroying = destroying;
    return destroying;
  }

  async #stop(before: Promise<void> | undefined): Promise<void> {
    const life = this.#life;
    const events = this.#events;
    this.#logger.info("destroy()");
    // Listeners that are added from now on belong to the next life.
    this.#life = undefined;
    this.#events = this.#createEmitter();
    const stopped = life?.runtime?.stop();
    life?.controller.abort();
    await life?.ready.catch(() => {});
    await (stopped ?? life?.runtime?.stop());
    await before;
    if (life) events.emit("cleanup");
    events.clear();
  }

  /** Runs an operation with its caller's options, within this life. */
  operate<Value>(
    operation: string,
    options: unknown,
    work: (runtime: Runtime, running: Running, fields: Fields) => Value | Promise<Value>,
    timeoutMs?: number,
  ): Promise<Value> {
    const life = this.#life?.controller.signal;
    return ignoreRejection(
      runOperation({ operation, timeoutMs, options, life, logger: this.#logger }, (running) =>
        work(this.needRuntime(), running, readFields(options ?? {})),
      ),
    );
  }

  listen(event: string, listener: (...values: never[]) => unknown, once: boolean): Unsubscribe {
    ensureArgument(typeof listener === "function", `The listener of "${event}" must be a function.`);
    const events = this.#events;
    const entry = events.add(event, listener, once);
    const incoming = this.runtime?.standalone?.incoming;
    if (event === "incomingCall")
      for (const call of incoming?.list() ?? []) {
        // Its event is still to be delivered, and reaches this listener as well.
        if (events.isPending(event, call)) continue;
        queueMicrotask(() => {
          const ringing = incoming?.list().find(({ visitorId }) => visitorId === call.visitorId);
          if (ringing) void events.deliver(entry, ringing);
        });
      }
    return () => events.remove(entry);
  }

  #createEmitter(): Emitter {
    return new Emitter((error, type) => this.#logger.error(`A listener of "${type}" failed:`, error));
  }
}

/** The options for the event `initialized`, without secrets and functions. */
export function publicOptions(settings: Settings): InitializedOptions {
  const { apiKey: _key, token: _token, uiHandlers: _handlers, canRenew: _canRenew, ...options } = settings;
  return snapshot(JSON.parse(JSON.stringify(options)) as InitializedOptions);
}
