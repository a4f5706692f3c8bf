import type { ServerResponse } from "node:http";
import { OPEN_TO_ALL } from "./http-exchange.ts";

/** Server-sent events to one of the peer's pages. Tests control push clients and widgets with it. */
export class EventStream {
  readonly closed: Promise<void>;
  isOpen = true;
  readonly #response: ServerResponse;

  constructor(response: ServerResponse) {
    this.#response = response;
    response.writeHead(200, { ...OPEN_TO_ALL, "content-type": "text/event-stream" });
    response.write(": open\n\n");
    this.closed = new Promise((resolve) => {
      response.on("close", () => {
        this.isOpen = false;
        resolve();
      });
    });
  }

  send(command: unknown): void {
    if (this.isOpen) this.#response.write(`data: ${JSON.stringify(command)}\n\n`);
  }

  end(): void {
    this.isOpen = false;
    this.#response.end();
  }
}
