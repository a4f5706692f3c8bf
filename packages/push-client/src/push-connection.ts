import type { PushConnectOptions } from "@videoengager/protocol/push/push-client";
import type { PushHandshake, PushSession } from "@videoengager/protocol/push/push-socket";
import { type ConnectionInput, type ConnectionState, IDLE, stepConnection } from "./connection-state.ts";
import type { PushEvents } from "./push-events.ts";
import { type SetTimer, SilenceWatch } from "./silence-watch.ts";
import type { OpenTransport, Transport, TransportListener } from "./socket-transport.ts";

/** What the client needs from its environment. Injected, so that tests run in virtual time. */
export interface PushClientDeps {
  readonly openTransport: OpenTransport;
  /** Monotonic, for durations. */
  readonly nowMs: () => number;
  /** Milliseconds since the epoch on the page's own clock. */
  readonly pageTimeMs: () => number;
  readonly random: () => number;
  readonly setTimer: SetTimer;
  /** Calls back when the browser is online again. */
  readonly onNetworkBack: (callback: () => void) => void;
}

/** What a connection reports to the parts that use it. */
export interface ConnectionListener
  extends Pick<TransportListener, "onSession" | "onRinging" | "onTimetable"> {
  /** The client's state, for the next handshake. */
  handshake(): Pick<PushHandshake, "queue" | "shown">;
  onSessionLost(): void;
}

/** Runs the connection machine. There is one socket at a time. */
export class PushConnection {
  readonly #deps: PushClientDeps;
  readonly #events: PushEvents;
  readonly #listener: ConnectionListener;
  #state: ConnectionState = IDLE;
  #options: PushConnectOptions | null = null;
  #transport: Transport | null = null;
  #session: PushSession | null = null;
  #previousSessionId: string | null = null;
  #stopWaiting: () => void = () => {};
  readonly #silence: SilenceWatch;

  constructor(deps: PushClientDeps, events: PushEvents, listener: ConnectionListener) {
    this.#deps = deps;
    this.#events = events;
    this.#listener = listener;
    this.#silence = new SilenceWatch(deps.setTimer, () =>
      this.#feed({ type: "socketLost", reason: "silent" }),
    );
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

  /** The browser is online again: a scheduled reconnect starts now. */
  retryNow(): void {
    this.#feed({ type: "retryDue" });
  }

  #feed(input: ConnectionInput): void {
    const { nowMs, random, setTimer } = this.#deps;
    const step = stepConnection(this.#state, input, nowMs(), random());
    this.#state = step.state;
    this.#stopWaiting();
    if (step.state.phase !== "connected") this.#forgetSession();
    if (step.do !== null) this.#closeTransport();
    for (const [event, detail] of step.emit) this.#events.emit(event, detail);
    // A listener can connect or disconnect. Its newer step then applies.
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
    this.#silence.stop();
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
    const opened: Transport = this.#deps.openTransport(
      url,
      handshake,
      this.#whileCurrent(() => opened),
    );
    this.#transport = opened;
  }

  /** Ignores events of a socket that was replaced. */
  #whileCurrent(which: () => Transport): TransportListener {
    const ifCurrent = (work: () => void): void => {
      if (this.#transport === which()) work();
    };
    return {
      onOpened: () => ifCurrent(() => this.#feed({ type: "socketOpened" })),
      onMessage: () => ifCurrent(() => this.#silence.restart()),
      onSession: (session) => ifCurrent(() => this.#openSession(session)),
      onRinging: (change) => ifCurrent(() => this.#listener.onRinging(change)),
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
