/** The push client's events (PROTOCOL 3) as facts: online or not, the timetable, who rings. */
import {
  type CallContext,
  type CallControl,
  type CallerInfo,
  NO_SESSION,
  type PushClient,
  type PushEvent,
  type Timetable,
} from "@videoengager/protocol/push/push-client";

/** While one of these is the last word, there is no connection; at all but the last three the client is at it by itself. */
const LOSSES: readonly PushEvent[] = [
  "Connecting",
  "OpeningSession",
  "WaitBeforeReconnect",
  "Disconnected",
  "SessionClosed",
  "Expired",
  "Failed",
];

export interface PushListener {
  readonly onConnected: () => void;
  readonly onLost: (how: PushEvent) => void;
  readonly onTimetable: (timetable: Timetable) => void;
  /** The platform counts this session to the queue. */
  readonly onQueued: () => void;
  readonly onIncomingCall: (control: CallControl, caller: CallerInfo, context: CallContext) => void;
  readonly onError: (error: unknown) => void;
}

export function hearPushClient(
  client: PushClient,
  { onConnected, onLost, onTimetable, onQueued, onIncomingCall, onError }: PushListener,
): void {
  let hasConnected = false;
  let isOnline = false;
  /** The event may come before the id does: whatever comes later is a reason to look again. */
  const look = (): void => {
    const id = client.getSessionId();
    if (isOnline || !hasConnected || !id || id === NO_SESSION) return;
    isOnline = true;
    onConnected();
  };
  const readTimetable = (value: unknown): void => {
    look();
    if (value === "on" || value === "off" || value === "disabled") onTimetable(value);
  };
  client.on("*", (event) => {
    if (event === "Connected") hasConnected = true;
    else if (LOSSES.includes(event)) {
      hasConnected = isOnline = false;
      onLost(event);
    }
    look();
  });
  client.setCallInfoCallbacks(
    (info) => {
      look();
      if (Object.values(info?.groups?.floor ?? {}).some((count) => count > 0)) onQueued();
    },
    (delta) => readTimetable(delta?.mrg?.self?.set?.timetable),
    onError,
  );
  client.onUserInfo((key, value) => {
    if (key === "timetable") readTimetable(value);
  });
  client.call.service.onIncomingCall(onIncomingCall);
}
