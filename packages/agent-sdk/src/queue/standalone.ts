/** Standalone mode, loaded on demand: the connection, the queue and the ringing visitors. Wires the parts together. */
import { ensureArgument } from "../api/errors.ts";
import type { CallState, WaitingCount } from "../api/events.ts";
import type { RuntimeDeps } from "../api/runtime-deps.ts";
import type { Calls } from "../call/calls.ts";
import { type Running, race, withSignal } from "../lib/operation.ts";
import { acceptCall } from "./accept-call.ts";
import { Connection } from "./connection.ts";
import { getDisplayName } from "./get-display-name.ts";
import { IncomingCalls } from "./incoming-calls.ts";
import { ParkedWidget } from "./parked-widget.ts";
import { createQueueMemory } from "./queue-memory.ts";
import { QueuePresence } from "./queue-presence.ts";

const LEAVE_WAIT_MS = 1_000;

/** The part of an agent that only standalone mode has. */
export interface Standalone {
  readonly connection: Connection;
  readonly incoming: IncomingCalls;
  readonly presence: QueuePresence;
  readonly parked: ParkedWidget;
  readonly waiting: WaitingCount;
  readonly displayName: string;
  /** Settles when the agent is connected. */
  start(running: Running): Promise<void>;
  accept(visitorId: unknown, running: Running): Promise<CallState>;
  switchQueue(target: unknown, running: Running): Promise<void>;
  stop(): Promise<void>;
}

/** @param usesDefaultUi whether the next call's widget is shown by the default UI */
export function createStandalone(deps: RuntimeDeps, calls: Calls, usesDefaultUi: () => boolean): Standalone {
  const { settings, logger, emit } = deps;
  const onError = (error: unknown): void => logger.warn("The platform reported an error:", error);
  const memory = createQueueMemory(() => `${settings.domain}:${connection.agent._id}`);
  const incoming = new IncomingCalls(deps, onError);
  const parked = new ParkedWidget(settings.domain, usesDefaultUi);
  let waiting: WaitingCount = Object.freeze({ count: 0, longestSinceMs: null });

  const presence = new QueuePresence({
    join: (callback) => connection.join(callback),
    leave: (callback) => connection.leave(callback),
    remember: memory.remember,
    onChange(isOnQueue) {
      parked.follow(isOnQueue ? connection.agent : undefined);
      logger.info(isOnQueue ? "Joined the queue." : "Left the queue.");
      emit("inCallsQueue", isOnQueue);
    },
    onError,
  });
  const connection = new Connection(settings, logger, {
    onOnline(isOnline, isChange) {
      presence.dispatch({ type: isOnline ? "online" : "offline" });
      if (isChange) emit("isOnline", isOnline);
    },
    onTimetable: (timetable) => presence.dispatch({ type: "timetable", timetable }),
    onQueued: () => presence.dispatch({ type: "queued" }),
    onWaiting(next) {
      if (next.count === waiting.count && next.longestSinceMs === waiting.longestSinceMs) return;
      waiting = Object.freeze(next);
      emit("waitingChanged", waiting);
    },
    onIncomingCall: (...call) => incoming.ring(...call),
    onError,
  });

  return {
    connection,
    incoming,
    presence,
    parked,
    get waiting() {
      return waiting;
    },
    get displayName() {
      return getDisplayName(connection.agent);
    },
    async start(running) {
      try {
        await connection.start(running);
      } catch (error) {
        memory.stop();
        throw error;
      }
      if (memory.take() && settings.resumeQueue) presence.dispatch({ type: "resume" });
    },
    accept: (visitorId, running) => acceptCall(visitorId, incoming, calls, running),
    async switchQueue(target, running) {
      ensureArgument(
        target === undefined || typeof target === "boolean",
        "switchQueue() takes `true`, `false` or nothing as its first argument.",
      );
      // Renews a refused token, so that the operation can report why the agent is offline.
      if (target ?? !presence.isOnQueue) await connection.getToken(running);
      running.waitFor("the platform's answer");
      await withSignal(presence.switch(target, running), running.signal);
    },
    async stop() {
      const mustLeave = presence.isOnQueue && connection.isOnline;
      presence.dispatch({ type: "stop" });
      if (mustLeave)
        await race<void>(undefined, ({ resolve, after }) => {
          after(LEAVE_WAIT_MS, resolve);
          connection.leave(() => resolve());
        }).catch(onError);
      parked.follow(undefined);
      memory.stop();
      connection.stop();
    },
  };
}
