import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import Fastify, { type FastifyRequest, LogController } from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { LogLevel } from "../config.ts";
import { installErrorHandler } from "./error-handler.ts";
import type { HttpApp } from "./http-app.ts";
import { logRequests } from "./log-requests.ts";
import { openToWebSites } from "./open-to-web-sites.ts";
import { protectAnswers } from "./protect-answers.ts";

/** Everything that a request may carry beyond its headers. */
export const MOST_BODY_BYTES: number = 64 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;
/** Longer than a load balancer keeps an idle connection, so that it is never us who closes one in use. */
const KEEP_ALIVE_MS = 75_000;
/** `{email}` is a part of a path. */
const MOST_PATH_PART_LENGTH = 600;

export interface HttpOptions {
  /** PEM; null for http. */
  readonly tls: { readonly cert: string; readonly key: string } | null;
  readonly logLevel: LogLevel;
  readonly logStream: NodeJS.WritableStream;
  readonly trustedProxies: readonly string[];
  /** Open at once; further ones are closed. */
  readonly mostConnections: number;
}

/** The server before any route: logging, headers that protect, CORS, the one error body. */
export function createHttpApp(options: HttpOptions): HttpApp {
  const { tls } = options;
  const fastify = Fastify({
    logger: { level: options.logLevel, stream: options.logStream, serializers: { req: describeRequest } },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: MOST_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: "idle",
    routerOptions: { maxParamLength: MOST_PATH_PART_LENGTH },
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    serverFactory: (handler): Server => {
      const server = tls ? createSecureServer({ ...tls }, handler) : createServer(handler);
      server.maxConnections = options.mostConnections;
      server.requestTimeout = REQUEST_TIMEOUT_MS;
      server.keepAliveTimeout = KEEP_ALIVE_MS;
      return server;
    },
  });
  fastify.setValidatorCompiler(validatorCompiler);
  fastify.setSerializerCompiler(serializerCompiler);
  const app: HttpApp = fastify.withTypeProvider();
  installErrorHandler(app);
  logRequests(app);
  protectAnswers(app, tls !== null);
  openToWebSites(app);
  return app;
}

/** Never the URL: it may hold a key, a token or a PIN. */
function describeRequest(request: FastifyRequest): Record<string, unknown> {
  return { method: request.method, route: request.routeOptions?.url ?? "none" };
}
