/**
 * The peer's push script (PROTOCOL 3). It has no logic: it emits the events that the peer sends, and reports
 * the SDK's calls. `PUSH.join` decides how `switch.join` and `switch.leave` answer.
 */
declare const PUSH: { readonly origin: string; readonly join: "sync" | "peer" | "throws" };

type PushListener = (...details: unknown[]) => void;
type NodeCallback = (error: unknown, result?: unknown) => void;

interface PushCommand {
  readonly run: string;
  readonly acknowledge?: number;
  readonly name?: string;
  readonly detail?: unknown;
  readonly id?: string;
  readonly value?: unknown;
  readonly error?: unknown;
  readonly caller?: unknown;
  readonly context?: unknown;
}

class Listeners {
  readonly #byName = new Map<string, Set<PushListener>>();

  add(name: string, listener: PushListener): void {
    this.#byName.set(name, (this.#byName.get(name) ?? new Set()).add(listener));
  }

  remove(name: string, listener?: PushListener): void {
    if (listener) this.#byName.get(name)?.delete(listener);
    else this.#byName.delete(name);
  }

  emit(name: string, ...details: unknown[]): void {
    for (const listener of new Set(this.#byName.get(name))) listener(...details);
  }
}

class PeerPushClient {
  readonly #clientId = crypto.randomUUID();
  readonly #listeners = new Listeners();
  readonly #controls = new Map<string, Listeners>();
  readonly #callbacks = new Map<string, NodeCallback>();
  /** The methods that throw. With `silence`, `disconnect` is reported but has no effect. */
  readonly #broken = new Set<string>();
  #sessionId = "NO-SESSION";
  #stream: EventSource | null = null;
  #options: unknown;
  #reports = 0;
  #setCallInfo: PushListener = () => {};
  #updateCallInfo: PushListener = () => {};
  #failCallInfo: PushListener = () => {};
  readonly #userInfo: PushListener[] = [];
  readonly #incomingCall: PushListener[] = [];

  readonly switch = {
    join: (options: unknown, callback: NodeCallback): void => this.#switch("join", options, callback),
    leave: (options: unknown, callback: NodeCallback): void => this.#switch("leave", options, callback),
  };

  readonly call = {
    service: { onIncomingCall: (listener: PushListener): void => void this.#incomingCall.push(listener) },
  };

  connect(options: unknown): void {
    this.#options = options;
    this.#report({ called: "connect", options });
    this.#open();
  }

  reconnect(): void {
    this.#report({ called: "reconnect" });
    this.#open();
  }

  disconnect(): void {
    this.#report({ called: "disconnect" });
    if (this.#broken.has("disconnect")) throw new Error("the push client failed");
    if (this.#broken.has("silence")) return;
    this.#stream?.close();
    this.#stream = null;
    this.#sessionId = "NO-SESSION";
  }

  on(name: string, listener: PushListener): void {
    this.#listeners.add(name, listener);
  }

  off(name: string, listener?: PushListener): void {
    this.#listeners.remove(name, listener);
  }

  getSessionId(): string {
    return this.#sessionId;
  }

  setCallInfoCallbacks(set: PushListener, update: PushListener, error: PushListener): void {
    this.#setCallInfo = set;
    this.#updateCallInfo = update;
    this.#failCallInfo = error;
  }

  onUserInfo(listener: PushListener): void {
    this.#userInfo.push(listener);
  }

  #open(): void {
    this.#stream?.close();
    const query = new URLSearchParams({ client: this.#clientId, options: JSON.stringify(this.#options) });
    const stream = new EventSource(`${PUSH.origin}/peer/push/stream?${query.toString()}`);
    this.#stream = stream;
    let wasOpen = false;
    stream.addEventListener("open", () => {
      wasOpen = true;
    });
    stream.addEventListener("message", ({ data }) => {
      const command = JSON.parse(data as string) as PushCommand;
      this.#run(command);
      if (command.acknowledge !== undefined) this.#report({ acknowledged: command.acknowledge });
    });
    stream.addEventListener("error", () => {
      stream.close();
      if (this.#stream !== stream) return;
      this.#sessionId = "NO-SESSION";
      this.#emit("Disconnected");
      if (!wasOpen) return this.#emit("Failed");
      this.#emit("WaitBeforeReconnect");
      this.#emit("Connecting");
      this.#open();
    });
  }

  #run(command: PushCommand): void {
    const { run, name = "", detail, id = "" } = command;
    if (run === "emit") this.#emit(name, detail);
    else if (run === "session") this.#sessionId = id;
    else if (run === "callInfo") this.#setCallInfo(detail);
    else if (run === "callInfoDelta") this.#updateCallInfo(detail);
    else if (run === "callInfoError") this.#failCallInfo(detail);
    else if (run === "break") this.#broken.add(name);
    else if (run === "userInfo") for (const listener of this.#userInfo) listener(name, detail);
    else if (run === "reply") this.#reply(id, command);
    else if (run === "ring") this.#ring(id, command);
    else if (run === "call") this.#controls.get(id)?.emit(name, detail);
  }

  #reply(id: string, { error, value }: PushCommand): void {
    const callback = this.#callbacks.get(id);
    this.#callbacks.delete(id);
    callback?.(error ?? null, value);
  }

  #ring(id: string, { caller, context }: PushCommand): void {
    const listeners = this.#controls.get(id) ?? new Listeners();
    this.#controls.set(id, listeners);
    const control = {
      getId: () => id,
      hangup: (reason: string) => {
        this.#report({ called: "hangup", id, reason });
        if (this.#broken.has("hangup")) throw new Error("the push client failed");
      },
      accept: (...options: unknown[]) => this.#report({ called: "accept", id, options }),
      sendCustomEvent: (type: string, data: unknown) =>
        this.#report({ called: "sendCustomEvent", id, type, data }),
      on: (name: string, listener: PushListener) => listeners.add(name, listener),
    };
    for (const listener of this.#incomingCall) listener(control, caller, context);
  }

  #switch(called: "join" | "leave", options: unknown, callback: NodeCallback): void {
    if (PUSH.join === "throws" || this.#broken.has(called)) throw new Error("the push script failed");
    const id = crypto.randomUUID();
    if (PUSH.join === "sync") callback(null, {});
    else this.#callbacks.set(id, callback);
    this.#report({ called, id, options });
  }

  #emit(name: string, detail?: unknown): void {
    this.#listeners.emit(name, detail);
    this.#listeners.emit("*", name, detail);
  }

  #report(report: Readonly<Record<string, unknown>>): void {
    this.#reports += 1;
    const body = JSON.stringify({ client: this.#clientId, number: this.#reports, ...report });
    navigator.sendBeacon(`${PUSH.origin}/peer/push/report`, body);
  }
}

Object.assign(window, { push: { create: () => new PeerPushClient() } });
