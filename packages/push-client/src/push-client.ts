import {
  type CallType,
  NO_SESSION,
  type PushCallback,
  type PushClient,
  type WaitingCalls,
} from "@videoengager/protocol/push/push-client";
import { MAX_SHOWN } from "@videoengager/protocol/push/push-socket";
import { CallInfoListeners } from "./call-info.ts";
import { callSafely } from "./call-safely.ts";
import { type PushClientDeps, PushConnection } from "./push-connection.ts";
import { PushError } from "./push-error.ts";
import { PushEvents } from "./push-events.ts";
import { Refusals } from "./refusals.ts";
import { RingingCalls } from "./ringing-calls.ts";

/** The push client of PROTOCOL 3: connection, queue switch, ringing calls, call info. */
export function createPushClient(deps: PushClientDeps): PushClient {
  const events = new PushEvents();
  const callInfo = new CallInfoListeners();
  const refusals = new Refusals();
  let queuedFor: readonly CallType[] = [];
  // How far the page's clock is ahead of the platform's. Platform times are converted with it; the two clocks are never compared.
  let aheadMs = 0;
  const toPageTimeMs = (platformTimeMs: number): number => platformTimeMs + aheadMs;
  const toPageTime = ({ count, longestSinceMs }: WaitingCalls): WaitingCalls => ({
    count,
    longestSinceMs: longestSinceMs === null ? null : toPageTimeMs(longestSinceMs),
  });
  const calls = new RingingCalls({
    toPageTimeMs,
    hangUp: (visitorId, reason) => refusals.add(connection.transport, visitorId, reason),
    ownUserId: () => connection.userId,
  });
  const connection: PushConnection = new PushConnection(deps, events, {
    handshake: () => ({
      ...(queuedFor.length === 0 ? {} : { queue: queuedFor }),
      ...(calls.ids().length === 0 ? {} : { shown: calls.ids().slice(0, MAX_SHOWN) }),
    }),
    onSession(session) {
      aheadMs = deps.pageTimeMs() - session.serverTimeMs;
      callInfo.connected(session.onQueue ? queuedFor : [], session.timetable, toPageTime(session.waiting));
      calls.reconcile(session.ringing, session.recentlyEnded);
      if (connection.transport) refusals.sendPending(connection.transport);
    },
    onSessionLost: () => callInfo.disconnected(),
    onRinging(change) {
      callInfo.waiting(toPageTime(change.waiting));
      calls.apply(change);
    },
    onTimetable: (timetable) => callInfo.timetable(timetable),
  });

  deps.onNetworkBack(() => connection.retryNow());

  /** An empty list leaves the queue. */
  async function setQueue(callTypes: readonly CallType[], callback: PushCallback): Promise<void> {
    const onQueue = callTypes.length > 0;
    if (!onQueue) queuedFor = [];
    const { transport } = connection;
    if (!transport) {
      const error = onQueue ? new PushError("no-session", "There is no connection to the platform.") : null;
      callSafely(() => callback(error, { onQueue: false }));
      return;
    }
    const reply = await transport.setQueue(onQueue, callTypes);
    if (!reply.ok) {
      callSafely(() => callback(new PushError(reply.code, reply.message)));
      return;
    }
    if (connection.transport === transport) {
      queuedFor = callTypes;
      callInfo.waiting(toPageTime(reply.value.waiting));
      calls.reconcile(reply.value.ringing, []);
    }
    callSafely(() => callback(null, { onQueue: reply.value.onQueue, timetable: reply.value.timetable }));
  }

  return {
    connect(options) {
      if (options.userId !== connection.userId) queuedFor = [];
      connection.connect(options);
    },
    reconnect: () => connection.reconnect(),
    disconnect() {
      queuedFor = [];
      connection.disconnect();
    },
    on: (event: Parameters<PushEvents["on"]>[0], listener: (...values: never[]) => void) =>
      events.on(event, listener),
    off: (event, listener) => events.off(event, listener),
    getSessionId: () => connection.session?.sessionId ?? NO_SESSION,
    switch: {
      join: ({ callTypes }, callback) => void setQueue(callTypes, callback),
      leave: (_options, callback) => void setQueue([], callback),
    },
    setCallInfoCallbacks: (set, update) => callInfo.setCallbacks(set, update),
    onUserInfo: (listener) => callInfo.onUserInfo(listener),
    call: { service: { onIncomingCall: (listener) => calls.onIncomingCall(listener) } },
  };
}
