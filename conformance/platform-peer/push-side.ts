import type { ServerResponse } from "node:http";
import { browserCode } from "./browser-code.ts";
import { EventStream } from "./event-stream.ts";
import { type RecordedRequest, send } from "./http-exchange.ts";
import { type PushConnectOptions, PushSession } from "./push-session.ts";

const SCRIPT_SOURCE = new URL("./browser/push-script.ts", import.meta.url);

export interface PushDefaults {
  /** How the script answers `join`: synchronously, after a request to the peer, or by throwing. */
  join: "sync" | "peer" | "throws";
  /** Sent with `Connected`. `late`: not sent. */
  timetable: "on" | "off" | "disabled" | "late";
  /** Whether the timetable is sent as user information or as a change of the call information. */
  timetableBy: "userInfo" | "callInfoDelta";
  /** The number of calls of each type that the platform reports for this session on connecting. */
  floor: Readonly<Record<string, number>>;
}

/** The platform's side of the push channel: the connected clients and the messages to them. */
export class PushSide {
  readonly defaults: PushDefaults = { join: "peer", timetable: "on", timetableBy: "userInfo", floor: {} };
  readonly sessions: PushSession[] = [];
  /** While set, new connections hang until {@link release}. */
  isHeld = false;
  /** Runs when a client has connected. Default: {@link welcome}. */
  onConnect: (session: PushSession) => void = (session) => void this.welcome(session);
  readonly #byClient = new Map<string, PushSession>();
  #held: (() => void)[] = [];

  get latest(): PushSession | undefined {
    return this.sessions.at(-1);
  }

  get open(): readonly PushSession[] {
    return this.sessions.filter(({ isOpen }) => isOpen);
  }

  release(): void {
    this.isHeld = false;
    for (const goOn of this.#held.splice(0)) goOn();
  }

  /** The platform's normal first messages: connected, then call information and timetable. */
  async welcome(session: PushSession): Promise<void> {
    const { timetable, timetableBy, floor } = this.defaults;
    const messages = [
      session.emit("OpeningSession"),
      session.establish(`session-${this.sessions.indexOf(session) + 1}-${session.connections}`),
      session.emit("Connected"),
      session.callInfo({ groups: { floor } }),
    ];
    if (timetable !== "late")
      messages.push(
        timetableBy === "userInfo"
          ? session.timetable(timetable)
          : session.callInfoDelta({ mrg: { self: { set: { timetable } } } }),
      );
    await Promise.all(messages);
  }

  serveScript(origin: string, response: ServerResponse): void {
    const code = browserCode(SCRIPT_SOURCE, { PUSH: { origin, join: this.defaults.join } });
    send(response, 200, "text/javascript", code);
  }

  /** `/peer/push/stream`: one connection of a client; `isValid` checks its token. */
  serveStream(request: RecordedRequest, response: ServerResponse, isValid: (token: string) => boolean): void {
    const proceed = (): void => {
      if (response.destroyed) return;
      const options = JSON.parse(request.query.options ?? "{}") as PushConnectOptions;
      const session = this.#sessionOf(request.query.client ?? "", options);
      session.attach(new EventStream(response), options);
      if (isValid(options.token)) this.onConnect(session);
      else void session.emit("Expired");
    };
    if (this.isHeld) this.#held.push(proceed);
    else proceed();
  }

  serveReport(request: RecordedRequest, response: ServerResponse): void {
    const { client, number, ...report } = request.body as {
      client: string;
      number: number;
      [key: string]: unknown;
    };
    this.#sessionOf(client, report.options as PushConnectOptions).take(number, report);
    send(response, 204, "text/plain", "");
  }

  #sessionOf(client: string, options: PushConnectOptions): PushSession {
    let session = this.#byClient.get(client);
    if (!session) {
      session = new PushSession(options);
      this.#byClient.set(client, session);
      this.sessions.push(session);
    }
    return session;
  }
}
