/**
 * Standalone mode, loaded on demand: the connection, the queue, those who ring. Wires the parts, holds no rule of its own.
 */
import type { AgentSettings } from "@videoengager/protocol/rest/agent-settings";
import { acceptCall, type CallCommandsPort, rejectCall } from "./calls/call-commands.ts";
import { IncomingCalls } from "./calls/incoming-calls.ts";
import { QueuePresence } from "./calls/queue-presence.ts";
import { Connection } from "./connection.ts";
import { ensureArgument } from "./errors.ts";
import type { IncomingCall } from "./events.ts";
import { getDisplayName } from "./get-display-name.ts";
import { addHiddenFrame } from "./lib/hidden-frame.ts";
import { decide, until } from "./lib/operation.ts";
import { createQueueMemory } from "./queue-memory.ts";
import type { RuntimeParts } from "./runtime-parts.ts";
import type { WidgetCredentials } from "./settings.ts";

const LEAVE_WAIT_MS = 1_000;

export type WidgetAccess = Omit<CallCommandsPort, "incoming">;

/** The part of an agent that only standalone mode has. */
export interface Standalone {
  readonly agent: AgentSettings;
  readonly displayName: string;
  readonly receivedCalls: readonly IncomingCall[];
  readonly isOnQueue: boolean;
  readonly isOnline: boolean;
  /** Settles when the agent is connected. */
  start(signal: AbortSignal): Promise<void>;
  getCredentials(): Promise<WidgetCredentials>;
  /** The platform no longer accepts the credentials. */
  refuseCredentials(): void;
  accept(visitorId: unknown, timeoutMs: number, signal: AbortSignal): Promise<void>;
  reject(visitorId: unknown): Promise<void>;
  switchQueue(target: unknown, signal: AbortSignal): Promise<void>;
  stop(): Promise<void>;
}

export function createStandalone(parts: RuntimeParts, widget: WidgetAccess): Standalone {
  const { settings, logger, emit, life, accept, reject } = parts;
  const onError = (error: unknown): void => logger.warn("The platform:", error);
  const { wasDecided, remember } = createQueueMemory(() => `${settings.domain}:${connection.agent._id}`);
  let removePreload = (): void => {};

  const incoming = new IncomingCalls({ emit, onError, accept, reject });
  const presence = new QueuePresence({
    join: (callback) => connection.join(callback),
    leave: (callback) => connection.leave(callback),
    remember,
    onChange(isOnQueue) {
      const address = connection.agent.widgetPreloadUrl;
      removePreload();
      if (isOnQueue && address)
        [, removePreload] = addHiddenFrame("src", new URL(address, settings.domain).href);
      emit("inCallsQueue", isOnQueue);
    },
    onError,
  });
  const connection = new Connection(settings, {
    onOnline(isOnline, isChange) {
      presence.setOnline(isOnline);
      if (isChange) emit("isOnline", isOnline);
    },
    onTimetable: (timetable) => presence.setTimetable(timetable),
    onQueued: () => presence.heardOnQueue(),
    onIncomingCall: (...call) => incoming.ring(...call),
    onError,
  });

  return {
    get agent() {
      return connection.agent;
    },
    get displayName() {
      return getDisplayName(connection.agent);
    },
    get receivedCalls() {
      return incoming.list();
    },
    get isOnQueue() {
      return presence.isOnQueue;
    },
    get isOnline() {
      return connection.isOnline;
    },
    async start(signal) {
      await connection.start(signal);
      if (settings.resumeQueue && wasDecided()) presence.resume();
    },
    getCredentials: async () => ({ token: await connection.getToken(life) }),
    refuseCredentials: () => connection.refuseToken(),
    accept: (visitorId, timeoutMs, signal) =>
      acceptCall({ incoming, ...widget }, visitorId, timeoutMs, signal),
    reject: (visitorId) => rejectCall(incoming, visitorId),
    async switchQueue(target, signal) {
      ensureArgument(
        target === undefined || typeof target === "boolean",
        "switchQueue takes true, false or nothing.",
      );
      if (target ?? !presence.isOnQueue) await connection.getToken(signal);
      await until(presence.switch(target, signal), signal);
    },
    async stop() {
      const mustLeave = presence.isOnQueue && connection.isOnline;
      presence.stop();
      if (mustLeave)
        await decide<void>(undefined, ({ resolve, after }) => {
          after(LEAVE_WAIT_MS, resolve);
          connection.leave(() => resolve());
        }).catch(onError);
      removePreload();
      connection.stop();
    },
  };
}
