import { randomUUID } from "node:crypto";
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { type AgentSettings, makeAgentSettings } from "./agent-settings.ts";
import { Answers, type Endpoint } from "./answers.ts";
import { loopbackCertificate } from "./certificate.ts";
import { type RecordedRequest, recordRequest, send, sendJson } from "./http-exchange.ts";
import { PushSide } from "./push-side.ts";
import { Widgets } from "./widgets.ts";

const ENDPOINTS: readonly (readonly [RegExp, Endpoint])[] = [
  [/^\/api\/partners\/impersonateCreate$/, "impersonateCreate"],
  [/^\/api\/brokerages\/users\/me$/, "settings"],
  [/^\/api\/signalling\/endpoint\/[^/]+\/null$/, "signalling"],
  [/^\/static\/widgets\/push\.bundle\.v3\.js$/, "pushScript"],
  [/^\/nextjs\/single\/smartvideo\/$/, "widgetPage"],
  [/^\/preload$/, "preload"],
];

interface Credentials {
  pak?: string;
  division?: string;
  email?: string;
}

/**
 * A platform that implements sections 1 to 6 of PROTOCOL.md, for the SDK under test. It follows the contract
 * unless a test scripts it: `answers` for HTTP, `push` for the agent's channel, `widgets` for the iframe.
 */
export class PlatformPeer {
  readonly apiKey = "pak-5ecr3t-of-the-peer";
  readonly externalId = "agent-123";
  readonly signallingId = "signalling-42";
  readonly answers: Answers = new Answers();
  readonly push: PushSide = new PushSide();
  readonly widgets: Widgets = new Widgets();
  readonly requests: RecordedRequest[] = [];
  /** The currently valid tokens. */
  readonly tokens: Set<string> = new Set();
  /** All tokens, including revoked ones. None of them can appear in a log. */
  readonly everIssued: string[] = [];
  readonly origin: string;
  readonly settings: AgentSettings;
  readonly #server: Server;

  private constructor(server: Server, scheme: string) {
    this.#server = server;
    this.origin = `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.settings = makeAgentSettings(this.origin);
    server.on("request", (request: IncomingMessage, response: ServerResponse) => {
      void this.#serve(request, response);
    });
  }

  /** Listens on loopback, on a free port. */
  static async start({ https = false }: { readonly https?: boolean } = {}): Promise<PlatformPeer> {
    const server = https ? createHttpsServer(await loopbackCertificate()) : createHttpServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new PlatformPeer(server, https ? "https" : "http");
  }

  /** `host:port`, one of the forms that an application can use. */
  get domain(): string {
    return new URL(this.origin).host;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  /** Creates a token that is valid until it is revoked. */
  issueToken(): string {
    const token = `token-5ecr3t-${this.everIssued.length + 1}-${randomUUID()}`;
    this.everIssued.push(token);
    this.tokens.add(token);
    return token;
  }

  requestsTo(path: string | RegExp): readonly RecordedRequest[] {
    return this.requests.filter((request) =>
      typeof path === "string" ? request.path === path : path.test(request.path),
    );
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const recorded = await recordRequest(request);
    if (recorded.method === "OPTIONS") return send(response, 204, "text/plain", "");
    if (recorded.path.startsWith("/peer/")) return this.#servePeer(recorded, response);
    this.requests.push(recorded);
    const endpoint = ENDPOINTS.find(([pattern]) => pattern.test(recorded.path))?.[1] ?? "probe";
    const answer = this.answers.take(endpoint);
    if (answer === "hang") return;
    if (answer === "drop") return void response.destroy();
    if (answer === "normal") return this.#answer(endpoint, recorded, response);
    return sendJson(response, answer.status, answer.body ?? { error: { code: "scripted" } });
  }

  /** The peer's connections to its own pages. */
  #servePeer(request: RecordedRequest, response: ServerResponse): void {
    const [, , channel, id = "", what = ""] = request.path.split("/");
    if (channel === "widget") return this.widgets.serveChannel(id, what, request, response);
    if (id === "report") return this.push.serveReport(request, response);
    return this.push.serveStream(request, response, (token) => this.tokens.has(token));
  }

  #answer(endpoint: Endpoint, request: RecordedRequest, response: ServerResponse): void {
    if (endpoint === "impersonateCreate") return this.#impersonate(request.body as Credentials, response);
    if (endpoint === "settings") return this.#answerSettings(request, response);
    if (endpoint === "signalling") return sendJson(response, 200, { signallingId: this.signallingId });
    if (endpoint === "pushScript") return this.push.serveScript(this.origin, response);
    if (endpoint === "widgetPage") return this.widgets.servePage(request, response);
    if (endpoint === "preload")
      return send(response, 200, "text/html", "<!doctype html><title>Ahead</title>");
    return sendJson(response, 404, { error: { code: "not-found" } });
  }

  #impersonate({ pak, division, email }: Credentials, response: ServerResponse): void {
    if (pak !== this.apiKey || division !== this.externalId || !email)
      return sendJson(response, 401, { error: { code: "not-authenticated" } });
    return sendJson(response, 200, { token: this.issueToken(), somethingNew: true });
  }

  #answerSettings({ headers }: RecordedRequest, response: ServerResponse): void {
    const token = headers.authorization?.replace(/^Bearer /, "") ?? "";
    if (!this.tokens.has(token)) return sendJson(response, 401, { error: { code: "not-authenticated" } });
    return sendJson(response, 200, this.settings);
  }
}
