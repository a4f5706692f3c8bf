import {
  type CallType,
  NO_SESSION,
  type PushCallback,
  type PushClient,
} from "@videoengager/protocol/push/push-client";
import { CallInfoListeners } from "./call-info.ts";
import { callSafely } from "./call-safely.ts";
import { PushConnection, type Surroundings } from "./push-connection.ts";
import { PushError } from "./push-error.ts";
import { PushEvents } from "./push-events.ts";
import { Refusals } from "./refusals.ts";
import { RingingCalls } from "./ringing-calls.ts";

/** A push client as PROTOCOL 3 describes it: connection, queue switch, ringing calls, call info. */
export function createPushClient(surroundings: Surroundings): PushClient {
  const events = new PushEvents();
  const callInfo = new CallInfoListeners();
  const refusals = new Refusals();
  let queuedFor: readonly CallType[] = [];
  // How far the page's clock is ahead of the platform's: the two are never compared, a time of one is shifted to the other.
  let aheadMs = 0;
  const calls = new RingingCalls({
    toPageTimeMs: (platformTimeMs) => platformTimeMs + aheadMs,
    hangUp: (visitorId, reason) => refusals.add(connection.transport, visitorId, reason),
    ownUserId: () => connection.userId,
  });
  const connection: PushConnection = new PushConnection(surroundings, events, {
    handshake: () => ({
      ...(queuedFor.length === 0 ? {} : { queue: queuedFor }),
      ...(calls.ids().length === 0 ? {} : { shown: calls.ids() }),
    }),
    onSession(session) {
      aheadMs = surroundings.pageTimeMs() - session.serverTimeMs;
      callInfo.connected(session.onQueue ? queuedFor : [], session.timetable);
      calls.reconcile(session.ringing, session.recentlyEnded);
      if (connection.transport) refusals.sayAgain(connection.transport);
    },
    onSessionLost: () => callInfo.disconnected(),
    onRinging: (call) => calls.ring(call),
    onRingingEnded: (ended) => calls.end(ended),
    onTimetable: (timetable) => callInfo.timetable(timetable),
  });

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
