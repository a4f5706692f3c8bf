/**
 * Standalone mode, loaded on demand: the connection, the queue, those who ring. Wires the parts, holds no rule of its own.
 */
import type { AgentSettings } from "@videoengager/protocol/rest/agent-settings";
import { acceptCall, type CallCommandsPort, rejectCall } from "./calls/call-commands.ts";
import { IncomingCalls } from "./calls/incoming-calls.ts";
import { QueuePresence } from "./calls/queue-presence.ts";
import { Connection } from "./connection.ts";
import { VideoEngagerAgentError } from "./errors.ts";
import type { IncomingCall } from "./events.ts";
import { getDisplayName } from "./get-display-name.ts";
import { addHiddenFrame } from "./lib/hidden-frame.ts";
import { DEFAULT_TIMEOUT_MS, decide, handled, runOperation, until } from "./lib/operation.ts";
import { QueueMemory } from "./queue-memory.ts";
import { readFields, readTimeout } from "./read-options.ts";
import type { RuntimeParts } from "./runtime-parts.ts";
import type { WidgetCredentials } from "./settings.ts";

const LEAVE_WAIT_MS = 1_000;

export type WidgetAccess = Omit<CallCommandsPort, "incoming">;

/** The part of an agent that only standalone mode has. */
export class Standalone {
  readonly #parts: RuntimeParts;
  readonly #widget: WidgetAccess;
  readonly #connection: Connection;
  readonly #presence: QueuePresence;
  readonly #incoming: IncomingCalls;
  #removePreload: (() => void) | undefined;

  constructor(parts: RuntimeParts, widget: WidgetAccess) {
    const { settings, logger, emit } = parts;
    const onError = (error: unknown): void => logger.warn("The platform:", error);
    const memory = new QueueMemory(settings.domain);
    const resumes = settings.resumeQueue && memory.isDecided;
    this.#parts = parts;
    this.#widget = widget;
    this.#presence = new QueuePresence({
      join: (callback) => this.#connection.join(callback),
      leave: (callback) => this.#connection.leave(callback),
      remember: (isDecided) => {
        memory.isDecided = isDecided;
      },
      onChange: (isOnQueue) => this.#queueChanged(isOnQueue),
      onError,
    });
    this.#incoming = new IncomingCalls({
      emit,
      onError,
      accept: (visitorId) => this.accept(visitorId, undefined),
      reject: (visitorId) => this.reject(visitorId, undefined),
    });
    this.#connection = new Connection(settings, {
      onOnline: (isOnline, isChange) => {
        this.#presence.setOnline(isOnline);
        if (isChange) emit("isOnline", isOnline);
      },
      onTimetable: (timetable) => this.#presence.setTimetable(timetable),
      onQueued: () => this.#presence.heardOnQueue(),
      onIncomingCall: (...call) => this.#incoming.ring(...call),
      onError,
    });
    if (resumes) this.#presence.resume();
  }

  /** Settles when the agent is connected. */
  start(signal: AbortSignal): Promise<void> {
    return this.#connection.start(signal);
  }

  get agent(): AgentSettings {
    return this.#connection.agent as AgentSettings;
  }

  get displayName(): string {
    return getDisplayName(this.agent);
  }

  get receivedCalls(): readonly IncomingCall[] {
    return this.#incoming.list();
  }

  get isOnQueue(): boolean {
    return this.#presence.isOnQueue;
  }

  get isOnline(): boolean {
    return this.#connection.isOnline;
  }

  async getCredentials(): Promise<WidgetCredentials> {
    return { token: await this.#connection.getToken(this.#parts.life) };
  }

  refuseCredentials(): void {
    this.#connection.refuseToken();
  }

  accept(visitorId: unknown, options: unknown): Promise<void> {
    return handled(
      runOperation(undefined, [this.#parts.life], () => {
        const { signal, timeoutMs } = readFields(options, true);
        const port = { incoming: this.#incoming, ...this.#widget };
        return acceptCall(port, visitorId, readTimeout(timeoutMs), signal as AbortSignal | undefined);
      }),
    );
  }

  reject(visitorId: unknown, options: unknown): Promise<void> {
    return this.#operate(options, () => rejectCall(this.#incoming, visitorId));
  }

  switchQueue(target: unknown, options: unknown): Promise<void> {
    return this.#operate(options, async (signal) => {
      if (target !== undefined && typeof target !== "boolean")
        throw new VideoEngagerAgentError("INVALID_ARGUMENT", {
          message: "switchQueue takes true, false or nothing.",
        });
      if (target ?? !this.isOnQueue) await this.#connection.getToken(signal);
      await until(this.#presence.switch(target, signal), signal);
    });
  }

  async stop(): Promise<void> {
    const { isOnQueue, isOnline } = this;
    this.#presence.stop();
    if (isOnQueue && isOnline)
      await decide<void>(undefined, ({ resolve, after }) => {
        after(LEAVE_WAIT_MS, resolve);
        this.#connection.leave(() => resolve());
      });
    this.#removePreload?.();
    this.#connection.stop();
  }

  #operate(options: unknown, work: (signal: AbortSignal) => Promise<void> | void): Promise<void> {
    return handled(
      (async () => {
        const { signal } = readFields(options, true);
        await runOperation(DEFAULT_TIMEOUT_MS, [this.#parts.life, signal as AbortSignal | undefined], work);
      })(),
    );
  }

  #queueChanged(isOnQueue: boolean): void {
    const { settings, emit } = this.#parts;
    const address = this.agent.widgetPreloadUrl;
    this.#removePreload?.();
    this.#removePreload = undefined;
    if (isOnQueue && address)
      [, this.#removePreload] = addHiddenFrame("src", new URL(address, settings.domain).href);
    emit("inCallsQueue", isOnQueue);
  }
}
