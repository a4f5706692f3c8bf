import type { ServerResponse } from "node:http";
import { browserCode } from "./browser-code.ts";
import { EventStream } from "./event-stream.ts";
import { type RecordedRequest, send } from "./http-exchange.ts";

const PAGE_SOURCE = new URL("./browser/widget-page.ts", import.meta.url);

/** A message that a widget received from the page that embeds it. */
export interface ReceivedMessage {
  readonly data: unknown;
  readonly origin: string;
}

/** One page load of the widget in a browser. */
export class Widget {
  readonly id: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly received: ReceivedMessage[] = [];
  /** The permissions from the embedding page: camera, microphone … */
  allowed: readonly string[] = [];
  onHangup: (() => void) | undefined;
  onResume: (() => void) | undefined;
  /** Called with the id of a command that controls the call. */
  onControl: ((id: string) => void) | undefined;
  readonly #waiting: unknown[] = [];
  readonly #acknowledged = new Map<number, () => void>();
  #lastCommand = 0;
  #stream: EventStream | undefined;

  constructor(id: string, request: RecordedRequest) {
    this.id = id;
    this.query = request.query;
    this.headers = request.headers;
  }

  /** Whether its document still exists in the browser. */
  get isOpen(): boolean {
    return this.#stream?.isOpen ?? false;
  }

  get hangups(): number {
    return this.received.filter(({ data }) => (data as { type?: unknown } | null)?.type === "hangup").length;
  }

  /** Posts a message to the host. Resolves when the page has posted it. */
  post(message: unknown): Promise<void> {
    return this.#command({ post: message });
  }

  navigateTo(url: string): Promise<void> {
    return this.#command({ navigateTo: url });
  }

  hello(): Promise<void> {
    return this.post({ ve: 1, type: "hello", capabilities: ["hangup"] });
  }

  attach(stream: EventStream, allowed: readonly string[]): void {
    this.#stream = stream;
    this.allowed = allowed;
    for (const command of this.#waiting.splice(0)) stream.send(command);
  }

  take(report: Readonly<Record<string, unknown>>): void {
    if (typeof report.acknowledged === "number") this.#acknowledged.get(report.acknowledged)?.();
    if (!("received" in report)) return;
    this.received.push({ data: report.received, origin: String(report.origin) });
    const { type, id } = (report.received ?? {}) as { readonly type?: unknown; readonly id?: unknown };
    if (type === "set" || type === "message") this.onControl?.(String(id));
    if (type === "hangup") this.onHangup?.();
    if (type === "resume") this.onResume?.();
  }

  #command(command: Readonly<Record<string, unknown>>): Promise<void> {
    this.#lastCommand += 1;
    const acknowledge = this.#lastCommand;
    const done = new Promise<void>((resolve) => {
      this.#acknowledged.set(acknowledge, resolve);
    });
    if (this.#stream) this.#stream.send({ ...command, acknowledge });
    else this.#waiting.push({ ...command, acknowledge });
    return done;
  }
}

/** All widgets that were opened at this peer, oldest first. */
export class Widgets {
  readonly all: Widget[] = [];
  /** The behaviour of newly loaded widgets. */
  script: (widget: Widget) => void = () => {};

  get latest(): Widget | undefined {
    return this.all.at(-1);
  }

  get open(): readonly Widget[] {
    return this.all.filter(({ isOpen }) => isOpen);
  }

  servePage(request: RecordedRequest, response: ServerResponse): void {
    const widget = new Widget(String(this.all.length + 1), request);
    this.all.push(widget);
    const code = browserCode(PAGE_SOURCE, { WIDGET_ID: widget.id });
    send(response, 200, "text/html", `<!doctype html><title>Widget</title><script>${code}</script>`);
    if (request.query.scripted !== "no") this.script(widget);
  }

  /** `/peer/widget/{id}/stream` and `/report`. */
  serveChannel(id: string, what: string, request: RecordedRequest, response: ServerResponse): void {
    const widget = this.all[Number(id) - 1];
    if (!widget) return send(response, 404, "text/plain", "no such widget");
    if (what === "stream")
      return widget.attach(new EventStream(response), request.query.allowed?.split(",") ?? []);
    widget.take(request.body as Record<string, unknown>);
    return send(response, 204, "text/plain", "");
  }
}
