import type { EventStream } from "./event-stream.ts";

/** The SDK's connection options (PROTOCOL 3). */
export interface PushConnectOptions {
  readonly url: string;
  readonly tenantId: string;
  readonly token: string;
  readonly userId: string;
}

/** One method call of the SDK on the push client. */
export interface PushReport {
  readonly called: string;
  readonly [key: string]: unknown;
}

export interface Ringing {
  readonly visitorId: string;
  /** The call's id. Default `{visitorId}-video`. */
  readonly callId?: string;
  readonly name?: string;
  /** Default `visitor`. */
  readonly type?: string;
  readonly customData?: unknown;
}

export type JoinAnswer = "yes" | "no" | "never";

/** One push client in a browser, with all its connections. */
export class PushSession {
  readonly reports: PushReport[] = [];
  options: PushConnectOptions;
  connections = 0;
  /** How `switch.join` and `switch.leave` are answered. */
  joinAnswer: JoinAnswer = "yes";
  readonly #acknowledged = new Map<number, () => void>();
  readonly #early = new Map<number, Readonly<Record<string, unknown>>>();
  #nextReport = 1;
  #lastCommand = 0;
  #stream: EventStream | undefined;

  constructor(options: PushConnectOptions) {
    this.options = options;
  }

  get isOpen(): boolean {
    return this.#stream?.isOpen ?? false;
  }

  /** The SDK's calls of one method, oldest first. */
  called(name: string): readonly PushReport[] {
    return this.reports.filter(({ called }) => called === name);
  }

  /** Whether the SDK's last call was to join the queue. */
  get isOnQueue(): boolean {
    const last = this.reports.findLast(({ called }) => called === "join" || called === "leave");
    return last?.called === "join";
  }

  attach(stream: EventStream, options: PushConnectOptions): void {
    this.#stream = stream;
    this.options = options;
    this.connections += 1;
  }

  emit(name: string, detail?: unknown): Promise<void> {
    return this.#command({ run: "emit", name, detail });
  }

  /** Sets what `getSessionId()` returns from now on. */
  establish(id: string): Promise<void> {
    return this.#command({ run: "session", id });
  }

  callInfo(detail: unknown): Promise<void> {
    return this.#command({ run: "callInfo", detail });
  }

  callInfoDelta(detail: unknown): Promise<void> {
    return this.#command({ run: "callInfoDelta", detail });
  }

  timetable(value: string): Promise<void> {
    return this.#command({ run: "userInfo", name: "timetable", detail: value });
  }

  userInfo(name: string, detail: unknown): Promise<void> {
    return this.#command({ run: "userInfo", name, detail });
  }

  ring({ visitorId, callId, name = "", type = "visitor", customData }: Ringing): Promise<void> {
    return this.ringAs(
      callId ?? `${visitorId}-video`,
      {
        from: { id: visitorId, type },
        ...(customData === undefined ? {} : { customData }),
      },
      { name },
    );
  }

  /** Rings with any given context and caller, also invalid ones. */
  ringAs(id: string, context: unknown, caller?: unknown): Promise<void> {
    return this.#command({ run: "ring", id, caller, context });
  }

  /** An event of one ringing call: `AcceptedElsewhere`, `CallFailed`, `CallEnded`. */
  callEvent(callId: string, name: string, detail?: unknown): Promise<void> {
    return this.#command({ run: "call", id: callId, name, detail });
  }

  /** Answers one pending `join` or `leave`. */
  reply(report: PushReport, error: unknown = null): Promise<void> {
    return this.#command({ run: "reply", id: report.id, error, value: {} });
  }

  /**
   * From now on the client throws when this method is called. With `silence`, it keeps emitting events after
   * `disconnect`, like a client with messages in transit.
   */
  break(name: "join" | "leave" | "disconnect" | "hangup" | "silence"): Promise<void> {
    return this.#command({ run: "break", name });
  }

  /** Closes the connection, like a network failure. */
  drop(): void {
    this.#stream?.end();
  }

  take(number: number, report: Readonly<Record<string, unknown>>): void {
    this.#early.set(number, report);
    for (;;) {
      const next = this.#early.get(this.#nextReport);
      if (!next) return;
      this.#early.delete(this.#nextReport);
      this.#nextReport += 1;
      this.#handle(next);
    }
  }

  #handle(report: Readonly<Record<string, unknown>>): void {
    if (typeof report.acknowledged === "number") return this.#acknowledged.get(report.acknowledged)?.();
    const call = report as PushReport;
    this.reports.push(call);
    if (call.called !== "join" && call.called !== "leave") return;
    if (this.joinAnswer === "yes") void this.reply(call);
    else if (this.joinAnswer === "no") void this.reply(call, { code: "refused", message: "not now" });
  }

  #command(command: Readonly<Record<string, unknown>>): Promise<void> {
    this.#lastCommand += 1;
    const acknowledge = this.#lastCommand;
    const done = new Promise<void>((resolve) => {
      this.#acknowledged.set(acknowledge, resolve);
    });
    this.#stream?.send({ ...command, acknowledge });
    return done;
  }
}
