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
  type PushEvent,
  type Timetable,
} from "@videoengager/protocol/push/push-client";

const CALL_TYPES: { readonly callTypes: readonly CallType[] } = { callTypes: ["chat", "video", "screen"] };

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

export class PushSession {
  readonly #client: PushClient;
  readonly #listener: PushListener;
  #hasConnected = false;
  #isOnline = false;

  constructor(client: PushClient, listener: PushListener) {
    this.#client = client;
    this.#listener = listener;
    client.on("*", (event) => {
      if (event === "Connected") this.#hasConnected = true;
      else if (LOSSES.includes(event)) {
        this.#hasConnected = this.#isOnline = false;
        listener.onLost(event);
      }
      this.#look();
    });
    client.setCallInfoCallbacks(
      (info) => {
        this.#look();
        if (Object.values(info?.groups?.floor ?? {}).some((count) => count > 0)) listener.onQueued();
      },
      (delta) => this.#readTimetable(delta?.mrg?.self?.set?.timetable),
      listener.onError,
    );
    client.onUserInfo((key, value) => {
      if (key === "timetable") this.#readTimetable(value);
    });
    client.call.service.onIncomingCall(listener.onIncomingCall);
  }

  connect(options: PushConnectOptions): void {
    this.#client.connect(options);
  }

  reconnect(): void {
    this.#client.reconnect();
  }

  disconnect(): void {
    this.#client.disconnect();
  }

  join(callback: PushCallback): void {
    this.#client.switch.join(CALL_TYPES, callback);
  }

  leave(callback: PushCallback): void {
    this.#client.switch.leave(CALL_TYPES, callback);
  }

  /** The event may come before the id does: whatever comes later is a reason to look again. */
  #look(): void {
    const id = this.#client.getSessionId();
    if (this.#isOnline || !this.#hasConnected || !id || id === NO_SESSION) return;
    this.#isOnline = true;
    this.#listener.onConnected();
  }

  #readTimetable(value: unknown): void {
    this.#look();
    if (value === "on" || value === "off" || value === "disabled") this.#listener.onTimetable(value);
  }
}
