/** Translates the push client's callbacks (PROTOCOL 3): online or not, the timetable, who rings, how many wait. */

import { isFields } from "@videoengager/protocol/is-fields";
import {
  type CallContext,
  type CallControl,
  type CallerInfo,
  NO_SESSION,
  type PushClient,
  type PushEvent,
  type Timetable,
} from "@videoengager/protocol/push/push-client";
import type { WaitingCount } from "../api/events.ts";

/** After one of these there is no connection. In all but the last three cases the client reconnects on its own. */
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
  readonly onLost: (how: PushEvent, detail: unknown) => void;
  readonly onTimetable: (timetable: Timetable) => void;
  /** The platform counts this session as on the queue. */
  readonly onQueued: () => void;
  readonly onWaiting: (waiting: WaitingCount) => void;
  readonly onIncomingCall: (control: CallControl, caller: CallerInfo, context: CallContext) => void;
  readonly onError: (error: unknown) => void;
}

export function followPushClient(
  client: PushClient,
  { onConnected, onLost, onTimetable, onQueued, onWaiting, onIncomingCall, onError }: PushListener,
): void {
  let state: "lost" | "announced" | "connected" = "lost";
  /** The `Connected` event can come before the session's id does, so every later callback checks again. */
  const checkConnected = (): void => {
    const id = client.getSessionId();
    if (state !== "announced" || !id || id === NO_SESSION) return;
    state = "connected";
    onConnected();
  };
  const readTimetable = (value: unknown): void => {
    checkConnected();
    if (value === "on" || value === "off" || value === "disabled") onTimetable(value);
  };
  const readWaiting = (value: unknown): void => {
    if (!isFields(value) || typeof value.count !== "number") return;
    const { count, longestSinceMs } = value;
    onWaiting({ count, longestSinceMs: typeof longestSinceMs === "number" ? longestSinceMs : null });
  };
  client.on("*", (event, detail) => {
    if (event === "Connected" && state === "lost") state = "announced";
    else if (LOSSES.includes(event)) {
      state = "lost";
      onLost(event, detail);
    }
    checkConnected();
  });
  client.setCallInfoCallbacks(
    (info) => {
      checkConnected();
      if (Object.values(info?.groups?.floor ?? {}).some((count) => count > 0)) onQueued();
      readWaiting(info?.waiting);
    },
    (delta) => {
      const { self, waiting } = (delta?.mrg ?? {}) as {
        readonly self?: { readonly set?: { readonly timetable?: unknown } };
        readonly waiting?: { readonly set?: unknown };
      };
      readTimetable(self?.set?.timetable);
      readWaiting(waiting?.set);
    },
    onError,
  );
  client.onUserInfo((key, value) => {
    if (key === "timetable") readTimetable(value);
  });
  client.call.service.onIncomingCall(onIncomingCall);
}
