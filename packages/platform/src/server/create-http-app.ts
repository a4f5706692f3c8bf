import { createServer, type RequestListener, type Server, type ServerOptions } from "node:http";
import { createServer as createSecureServer } from "node:https";
import Fastify, { type FastifyRequest, LogController } from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { LogLevel } from "../config/config.ts";
import type { Clock } from "../lib/clock.ts";
import { boundConnections, type ConnectionBounds, type IsCrowded } from "./bound-connections.ts";
import { cleanForwardedFor } from "./client-address.ts";
import { registerCors } from "./cors.ts";
import { installErrorHandler } from "./error-handler.ts";
import type { HttpApp } from "./http-app.ts";
import { limitByAddress } from "./limit-requests.ts";
import { logRequests } from "./log-requests.ts";
import { createRateLimits, type OnLimited } from "./rate-limiter.ts";
import { decorateRequests } from "./request-facts.ts";
import { createRequestIds } from "./request-id.ts";
import { setSecurityHeaders } from "./security-headers.ts";

/** Maximum size of a request's body. */
export const MAX_BODY_BYTES: number = 64 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;
/** For headers, and for connections that send nothing. */
const HEADERS_TIMEOUT_MS = 10_000;
const TLS_HANDSHAKE_TIMEOUT_MS = 10_000;
/** How often Node checks connections for these timeouts. */
const TIMEOUT_CHECK_INTERVAL_MS = 2_000;
/** Longer than load balancers keep idle connections, so that this side never closes one that a balancer is about to use. */
const KEEP_ALIVE_MS = 75_000;
/** Paths can contain an e-mail address. */
const MAX_PATH_PART_LENGTH = 600;
/** All requests of one address on this node, static files and health checks included. */
const MAX_REQUESTS_OF_ADDRESS_PER_MINUTE = 60_000;

export interface HttpOptions extends ConnectionBounds {
  /** PEM; null for http. */
  readonly tls: { readonly cert: string; readonly key: string } | null;
  /** Whether browsers reach the platform by https, here or at a proxy. */
  readonly secureOrigin: boolean;
  readonly logLevel: LogLevel;
  readonly logStream: NodeJS.WritableStream;
  readonly rateLimitFactor: number;
  readonly limitClock: Clock;
  readonly onLimited: OnLimited;
  /** While draining no connection is kept alive: a proxy must not send requests on one that is about to close. */
  readonly isDraining: () => boolean;
}

/** The server without routes: logging, security headers, CORS, limits and the error body. */
export function createHttpApp(options: HttpOptions): HttpApp {
  const { tls, trustedProxies } = options;
  let isCrowded: IsCrowded = () => false;
  const fastify = Fastify({
    logger: {
      level: options.logLevel,
      stream: options.logStream,
      serializers: { req: describeRequest, err: describeError },
    },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: createRequestIds(trustedProxies),
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: "idle",
    routerOptions: { maxParamLength: MAX_PATH_PART_LENGTH },
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    serverFactory: (handler): Server => {
      const server = createBoundServer(tls, (request, response) => {
        cleanForwardedFor(request);
        handler(request, response);
      });
      isCrowded = boundConnections(server, options);
      return server;
    },
  });
  fastify.setValidatorCompiler(validatorCompiler);
  fastify.setSerializerCompiler(serializerCompiler);
  const app: HttpApp = fastify.withTypeProvider();
  decorateRequests(app);
  installErrorHandler(app);
  logRequests(app);
  setSecurityHeaders(app, options.secureOrigin || tls !== null);
  registerCors(app);
  // Counted on this node only: it protects this process, and counting every static file in Redis would be too expensive.
  const ofAddress = createRateLimits(
    options.rateLimitFactor,
    options.limitClock,
    options.onLimited,
  ).perMinute("all-requests", MAX_REQUESTS_OF_ADDRESS_PER_MINUTE);
  app.addHook("onRequest", limitByAddress(ofAddress));
  app.addHook("onSend", async (request, reply) => {
    if (isCrowded(request.raw.socket) || options.isDraining()) void reply.header("connection", "close");
  });
  return app;
}

function createBoundServer(tls: HttpOptions["tls"], handler: RequestListener): Server {
  const timeouts: ServerOptions = {
    requestTimeout: REQUEST_TIMEOUT_MS,
    headersTimeout: HEADERS_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectionsCheckingInterval: TIMEOUT_CHECK_INTERVAL_MS,
  };
  if (!tls) return createServer(timeouts, handler);
  return createSecureServer({ ...timeouts, ...tls, handshakeTimeout: TLS_HANDSHAKE_TIMEOUT_MS }, handler);
}

interface LoggedError {
  type: string;
  message: string;
  stack: string;
  [key: string]: unknown;
}

/**
 * An error for the log. Database drivers put row values into `detail`, `where` and `parameters`, so only fields without values are
 * logged.
 */
export function describeError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error), stack: "" };
  const { name, message, stack = "", cause } = error;
  const code = "code" in error ? error.code : undefined;
  return {
    type: name,
    message,
    stack,
    ...(code === undefined ? {} : { code }),
    ...(cause === undefined ? {} : { cause: describeError(cause) }),
  };
}

/** Never the URL: it can have a key, a token or a PIN in it. */
function describeRequest(request: FastifyRequest): Record<string, unknown> {
  return { method: request.method, route: request.routeOptions?.url ?? "none" };
}
