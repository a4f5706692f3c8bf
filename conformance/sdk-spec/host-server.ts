import { readFile } from "node:fs/promises";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import { browserCode } from "../platform-peer/browser-code.ts";
import { FRAMEWORK_IMPORTS, FRAMEWORK_MODULES } from "./framework-modules.ts";

export const DIST: URL = new URL(process.env.SDK_DIST ?? "../../packages/agent-sdk/dist/", import.meta.url);
const HARNESS = new URL("./browser/harness.ts", import.meta.url);

const IMPORT_MAP = JSON.stringify({
  imports: {
    "videoengager-agent-sdk": "/sdk/index.js",
    "videoengager-agent-sdk/react": "/sdk/react/index.js",
    "videoengager-agent-sdk/vue": "/sdk/vue/index.js",
    ...FRAMEWORK_IMPORTS,
  },
});
const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".html": "text/html",
  ".map": "application/json",
};

/** One of the application's pages. Its import map resolves the package's name, as a build tool would. */
export function pageAround(body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Application</title>
<script type="importmap">${IMPORT_MAP}</script></head><body>${body}</body></html>`;
}

const HARNESS_TAG = '<script src="/harness.js"></script>';

/** The application's web server at `localhost`, which is another site than the peer's `127.0.0.1`. */
export class HostServer {
  readonly origin: string;
  /** Pages that tests add, by path. */
  readonly pages: Map<string, string> = new Map([
    ["/", pageAround(HARNESS_TAG)],
    ["/with-container", pageAround(`${HARNESS_TAG}<div id="video-engager-container"></div>`)],
  ]);
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.origin = `http://localhost:${(server.address() as AddressInfo).port}`;
    server.on("request", (request, response) => void this.#serve(request.url ?? "/", response));
  }

  static async start(): Promise<HostServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
    return new HostServer(server);
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #serve(url: string, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(url, this.origin);
    const page = this.pages.get(pathname);
    if (page !== undefined) return answer(response, "text/html", page);
    if (pathname === "/harness.js") return answer(response, "text/javascript", browserCode(HARNESS));
    const framework = FRAMEWORK_MODULES.get(pathname);
    if (framework) return answer(response, "text/javascript", framework());
    const file = await readBuilt(pathname);
    if (file === undefined) return void response.writeHead(404).end();
    return answer(response, TYPES[extname(pathname)] ?? "text/plain", file);
  }
}

function answer(response: ServerResponse, type: string, content: string | Buffer): void {
  response.writeHead(200, { "content-type": type, "cache-control": "no-store" });
  response.end(content);
}

async function readBuilt(pathname: string): Promise<Buffer | undefined> {
  if (!pathname.startsWith("/sdk/") || pathname.includes("..")) return undefined;
  try {
    return await readFile(new URL(pathname.slice("/sdk/".length), DIST));
  } catch {
    return undefined;
  }
}
