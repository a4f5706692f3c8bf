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
  readonly onConnected: () => void;
  readonly onLost: (how: PushLoss) => void;
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
      this.#hasConnected = event === "Connected";
      if (!this.#hasConnected) {
        this.#isOnline = false;
        listener.onLost(/^(Expired|Failed|SessionClosed)$/.test(event) ? (event as PushLoss) : "lost");
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
