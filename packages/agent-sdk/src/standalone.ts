/**
 * Standalone mode, loaded on demand: the connection, the queue, those who ring. Wires the parts, holds no rule of its own.
 */
import type { AgentSettings } from "@videoengager/protocol/rest/agent-settings";
import { type CallCommandsPort, createCallCommands } from "./calls/call-commands.ts";
import { createIncomingCalls } from "./calls/incoming-calls.ts";
import { createQueuePresence } from "./calls/queue-presence.ts";
import { type Connection, openConnection } from "./connection.ts";
import { VideoEngagerAgentError } from "./errors.ts";
import type { IncomingCall } from "./events.ts";
import { getDisplayName } from "./get-display-name.ts";
import { addHiddenFrame } from "./lib/hidden-frame.ts";
import { DEFAULT_TIMEOUT_MS, decide, handled, runOperation, until } from "./lib/operation.ts";
import { snapshot } from "./lib/snapshot.ts";
import { readFields, readTimeout } from "./read-options.ts";
import type { RuntimeParts } from "./runtime-parts.ts";
import type { WidgetCredentials } from "./settings.ts";

const LEAVE_WAIT_MS = 1_000;

/** The part of an agent that only standalone mode has. */
export interface Standalone {
  getCredentials(signal: AbortSignal): Promise<WidgetCredentials>;
  refuseCredentials(): void;
  accept(visitorId: unknown, options: unknown): Promise<void>;
  reject(visitorId: unknown, options: unknown): Promise<void>;
  switchQueue(target: unknown, options: unknown): Promise<void>;
  readonly displayName: string;
  readonly agent: AgentSettings;
  receivedCalls(): readonly IncomingCall[];
  isOnQueue(): boolean;
  isOnline(): boolean;
  stop(): Promise<void>;
}

export async function startStandalone(
  { settings, logger, emit, life }: RuntimeParts,
  widget: Pick<CallCommandsPort, "assertFree" | "openWidget">,
  starting: AbortSignal,
): Promise<Standalone> {
  const onError = (error: unknown): void => logger.warn("The platform:", error);
  const memory = createQueueMemory(`videoengager-queue:${settings.domain}`);
  const resumes = settings.resumeQueue && memory.has();
  let connection: Connection | undefined;
  let removePreload: (() => void) | undefined;

  const presence = createQueuePresence({
    join: (callback) => connection?.join(callback),
    leave: (callback) => connection?.leave(callback),
    remember: memory.set,
    onError,
    onChange(isOnQueue) {
      const preloadUrl = connection?.agent.widgetPreloadUrl;
      removePreload?.();
      removePreload = undefined;
      if (isOnQueue && preloadUrl)
        [, removePreload] = addHiddenFrame("src", new URL(preloadUrl, settings.domain).href);
      emit("inCallsQueue", isOnQueue);
    },
  });
  const incoming = createIncomingCalls({
    emit,
    onError,
    accept: (visitorId) => accept(visitorId, undefined),
    reject: (visitorId) => reject(visitorId, undefined),
  });
  const commands = createCallCommands({ incoming, ...widget });

  const operate = (options: unknown, work: (signal: AbortSignal) => Promise<void> | void): Promise<void> =>
    handled(
      runOperation(DEFAULT_TIMEOUT_MS, [life, readFields(options, true).signal as AbortSignal], (signal) =>
        work(signal),
      ),
    );
  const accept = (visitorId: unknown, options: unknown): Promise<void> =>
    handled(
      runOperation(undefined, [life], () => {
        const { signal, timeoutMs } = readFields(options, true);
        return commands.accept(visitorId, readTimeout(timeoutMs), signal as AbortSignal | undefined);
      }),
    );
  const reject = (visitorId: unknown, options: unknown): Promise<void> =>
    operate(options, () => commands.reject(visitorId));

  connection = await openConnection(
    settings,
    {
      onOnline(isOnline) {
        presence.setOnline(isOnline);
        emit("isOnline", isOnline);
      },
      onTimetable: presence.setTimetable,
      onQueued: presence.heardOnQueue,
      onIncomingCall: incoming.ring,
      onError,
    },
    starting,
  );
  const { agent, getToken, refuseToken, isOnline, leave, stop } = connection;
  if (resumes) presence.resume();

  return {
    getCredentials: async (signal) => ({ token: await getToken(signal) }),
    refuseCredentials: refuseToken,
    accept,
    reject,
    switchQueue: (target, options) =>
      operate(options, async (signal) => {
        if (target !== undefined && typeof target !== "boolean")
          throw new VideoEngagerAgentError("INVALID_ARGUMENT", {
            message: "switchQueue takes true, false or nothing.",
          });
        if (target ?? !presence.isOnQueue()) await getToken(signal);
        await until(presence.switch(target, signal), signal);
      }),
    displayName: getDisplayName(agent),
    agent: snapshot(agent),
    receivedCalls: incoming.list,
    isOnQueue: presence.isOnQueue,
    isOnline,
    async stop() {
      presence.stop();
      if (presence.isOnQueue() && isOnline())
        await decide<void>(undefined, ({ resolve, after }) => {
          after(LEAVE_WAIT_MS, resolve);
          leave(() => resolve());
        }).catch(onError);
      removePreload?.();
      stop();
    },
  };
}

/** Of this tab; a page that may not store anything simply forgets. */
function createQueueMemory(key: string): { has(): boolean; set(isDecided: boolean): void } {
  const tryStorage = (use: (storage: Storage) => unknown): unknown => {
    try {
      return use(sessionStorage);
    } catch {
      return undefined;
    }
  };
  return {
    has: () => !!tryStorage((storage) => storage.getItem(key)),
    set(isDecided) {
      tryStorage((storage) => (isDecided ? storage.setItem(key, "1") : storage.removeItem(key)));
    },
  };
}
