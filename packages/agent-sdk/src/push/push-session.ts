/** The push client's events (PROTOCOL 3) as facts: online or not, the timetable, who rings. */
import {
  type CallContext,
  type CallControl,
  type CallerInfo,
  type CallType,
  NO_SESSION,
  type PushCallback,
  type PushClient,
  type PushConnectOptions,
  type Timetable,
} from "@videoengager/protocol/push/push-client";

const CALL_TYPES: { readonly callTypes: readonly CallType[] } = { callTypes: ["chat", "video", "screen"] };

/** `Connecting` and the like: not connected, but the client is at it by itself. */
export type PushLoss = "lost" | "Expired" | "Failed" | "SessionClosed";

export interface PushListener {
  onConnected(): void;
  onLost(how: PushLoss): void;
  onTimetable(timetable: Timetable): void;
  /** The platform counts this session to the queue. */
  onQueued(): void;
  onIncomingCall(control: CallControl, caller: CallerInfo, context: CallContext): void;
  onError(error: unknown): void;
}

export interface PushSession {
  connect(options: PushConnectOptions): void;
  reconnect(): void;
  disconnect(): void;
  join(callback: PushCallback): void;
  leave(callback: PushCallback): void;
}

export function createPushSession(client: PushClient, listener: PushListener): PushSession {
  let hasConnected = false;
  let isOnline = false;
  // The event may come before the id does: whatever comes later is a reason to look again.
  const look = (): void => {
    const isNow = hasConnected && ![undefined, "", NO_SESSION].includes(client.getSessionId());
    if (isNow && !isOnline) {
      isOnline = true;
      listener.onConnected();
    }
  };
  const setTimetable = (value: unknown): void => {
    look();
    if (value === "on" || value === "off" || value === "disabled") listener.onTimetable(value);
  };

  client.on("*", (event) => {
    if (event === "Connected") hasConnected = true;
    else {
      hasConnected = isOnline = false;
      listener.onLost(
        event === "Expired" || event === "Failed" || event === "SessionClosed" ? event : "lost",
      );
    }
    look();
  });
  client.setCallInfoCallbacks(
    (info) => {
      look();
      if (Object.values(info?.groups?.floor ?? {}).some((count) => count > 0)) listener.onQueued();
    },
    (delta) => setTimetable(delta?.mrg?.self?.set?.timetable),
    (error) => listener.onError(error),
  );
  client.onUserInfo((key, value) => {
    if (key === "timetable") setTimetable(value);
  });
  client.call.service.onIncomingCall((control, caller, context) =>
    listener.onIncomingCall(control, caller, context),
  );

  return {
    connect: (options) => client.connect(options),
    reconnect: () => client.reconnect(),
    disconnect: () => client.disconnect(),
    join: (callback) => client.switch.join(CALL_TYPES, callback),
    leave: (callback) => client.switch.leave(CALL_TYPES, callback),
  };
}
