import type { PushConnectOptions } from "@videoengager/protocol/push/push-client";
import type { PushHandshake, PushSession } from "@videoengager/protocol/push/push-socket";
import { type ConnectionInput, type ConnectionState, IDLE, stepConnection } from "./connection-state.ts";
import type { PushEvents } from "./push-events.ts";
import type { OpenTransport, Transport, TransportListener } from "./socket-transport.ts";

/** What the client takes from its surroundings. */
export interface Surroundings {
  readonly openTransport: OpenTransport;
  /** Never set back: for what has passed. */
  readonly nowMs: () => number;
  /** Milliseconds since the epoch, as the page's own clock has it. */
  readonly pageTimeMs: () => number;
  readonly random: () => number;
  readonly setTimer: (work: () => void, delayMs: number) => () => void;
}

/** What a connection tells the parts that live on it. */
export interface ConnectionListener
  extends Pick<TransportListener, "onSession" | "onRinging" | "onRingingEnded" | "onTimetable"> {
  /** What the next handshake says of this client, beside who it is. */
  handshake(): Pick<PushHandshake, "queue" | "shown">;
  onSessionLost(): void;
}

/** The connection to the platform: one socket after the other, as the pure machine decides. */
export class PushConnection {
  readonly #surroundings: Surroundings;
  readonly #events: PushEvents;
  readonly #listener: ConnectionListener;
  #state: ConnectionState = IDLE;
  #options: PushConnectOptions | null = null;
  #transport: Transport | null = null;
  #session: PushSession | null = null;
  #previousSessionId: string | null = null;
  #stopWaiting: () => void = () => {};

  constructor(surroundings: Surroundings, events: PushEvents, listener: ConnectionListener) {
    this.#surroundings = surroundings;
    this.#events = events;
    this.#listener = listener;
  }

  get userId(): string {
    return this.#options?.userId ?? "";
  }

  get session(): PushSession | null {
    return this.#session;
  }

  /** The socket that carries the session; null while there is none. */
  get transport(): Transport | null {
    return this.#session ? this.#transport : null;
  }

  connect(options: PushConnectOptions): void {
    if (options.userId !== this.#options?.userId || options.tenantId !== this.#options.tenantId)
      this.#previousSessionId = null;
    this.#options = options;
    this.#feed({ type: "connect" });
  }

  reconnect(): void {
    if (this.#options) this.#feed({ type: "connect" });
  }

  disconnect(): void {
    this.#feed({ type: "disconnect" });
  }

  #feed(input: ConnectionInput): void {
    const { nowMs, random, setTimer } = this.#surroundings;
    const step = stepConnection(this.#state, input, nowMs(), random());
    this.#state = step.state;
    this.#stopWaiting();
    if (step.state.phase !== "connected") this.#forgetSession();
    if (step.do === "close-socket" || step.do === "open-socket") this.#closeTransport();
    for (const [event, detail] of step.tell) this.#events.emit(event, detail);
    // A listener may have connected or disconnected meanwhile: then that is what is true.
    if (this.#state !== step.state) return;
    if (step.do === "open-socket") this.#openTransport();
    else if (typeof step.do === "object" && step.do !== null)
      this.#stopWaiting = setTimer(() => this.#feed({ type: "retryDue" }), step.do.waitMs);
  }

  #forgetSession(): void {
    if (!this.#session) return;
    this.#session = null;
    this.#listener.onSessionLost();
  }

  #closeTransport(): void {
    const closing = this.#transport;
    this.#transport = null;
    closing?.close();
  }

  #openTransport(): void {
    if (!this.#options) return;
    const { url, token, tenantId, userId } = this.#options;
    const previousSessionId = this.#previousSessionId;
    const handshake: PushHandshake = {
      token,
      tenantId,
      userId,
      ...(previousSessionId === null ? {} : { previousSessionId }),
      ...this.#listener.handshake(),
    };
    const opened: Transport = this.#surroundings.openTransport(
      url,
      handshake,
      this.#whileCurrent(() => opened),
    );
    this.#transport = opened;
  }

  /** A socket that was given up has nothing more to say. */
  #whileCurrent(which: () => Transport): TransportListener {
    const ifCurrent = (work: () => void): void => {
      if (this.#transport === which()) work();
    };
    return {
      onOpened: () => ifCurrent(() => this.#feed({ type: "socketOpened" })),
      onSession: (session) => ifCurrent(() => this.#openSession(session)),
      onRinging: (call) => ifCurrent(() => this.#listener.onRinging(call)),
      onRingingEnded: (ended) => ifCurrent(() => this.#listener.onRingingEnded(ended)),
      onTimetable: (timetable) => ifCurrent(() => this.#listener.onTimetable(timetable)),
      onLost: (reason) => ifCurrent(() => this.#feed({ type: "socketLost", reason })),
      onExpired: () => ifCurrent(() => this.#feed({ type: "expired" })),
      onRefused: (code) => ifCurrent(() => this.#feed({ type: "refused", code })),
    };
  }

  #openSession(session: PushSession): void {
    this.#session = session;
    this.#previousSessionId = session.sessionId;
    this.#feed({ type: "sessionOpened", sessionId: session.sessionId });
    if (this.#session === session) this.#listener.onSession(session);
  }
}
