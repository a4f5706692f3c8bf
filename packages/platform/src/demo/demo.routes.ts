import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { OriginRules } from "../identity/origins.ts";
import { DomainError } from "../lib/errors.ts";
import { isLoopbackAddress } from "../server/client-address.ts";
import { contentSecurityPolicy } from "../server/content-security.ts";
import type { HttpApp } from "../server/http-app.ts";
import { readPage } from "../server/read-page.ts";

/** Credentials of the demo tenant. */
export interface DemoCredentials {
  readonly tenantId: string;
  readonly apiKey: string;
  readonly externalId: string;
  readonly agentEmail: string;
}

const credentials = z.object({
  tenantId: z.string(),
  apiKey: z.string(),
  externalId: z.string(),
  agentEmail: z.string(),
}) satisfies z.ZodType<DemoCredentials>;

interface DemoParts {
  readonly credentials: DemoCredentials;
  readonly origins: OriginRules;
  readonly folder: string;
  readonly publicUrl: (host?: string) => string;
}

/**
 * Only with `DEMO=1`: the demo's visitor page, its tenant's id, which is public on any web site, and the credentials for pages on this
 * machine.
 */
export async function registerDemo(app: HttpApp, parts: DemoParts): Promise<void> {
  const hidden = { schema: { hide: true } };
  app.get("/", hidden, async (_request, reply) => reply.redirect("/desk/", 302));
  app.get(
    "/demo/credentials",
    { schema: { hide: true, response: { 200: credentials } } },
    async (request, reply) => {
      if (!isLocalPage(request, parts.origins))
        throw new DomainError(
          "not-found",
          "Only pages on the same machine can read the demo's credentials.",
          "Open the platform as http://localhost, or read demo.json in its data folder.",
        );
      void reply.header("cache-control", "no-store");
      return parts.credentials;
    },
  );
  app.get(
    "/demo/tenant",
    { schema: { hide: true, response: { 200: credentials.pick({ tenantId: true }) } } },
    async () => ({ tenantId: parts.credentials.tenantId }),
  );
  app.get("/demo/visitor", hidden, async (request, reply) => {
    const html = await readPage(join(parts.folder, "visitor.html"));
    return reply
      .header("cache-control", "no-store")
      .header("content-security-policy", policyFor(parts, request))
      .type("text/html; charset=utf-8")
      .send(html);
  });
  await app.register(fastifyStatic, {
    root: parts.folder,
    prefix: "/demo/",
    decorateReply: false,
    index: false,
    schemaHide: true,
    suppressWarning: true,
  });
}

function policyFor(parts: DemoParts, request: FastifyRequest): string {
  return contentSecurityPolicy({ frameAncestors: ["'self'"], origin: parts.publicUrl(request.host) });
}

/**
 * Whether a page of the platform on this machine sends the request: by a loopback connection without a proxy, with a loopback host name
 * (not a name that an attacker's DNS points here), and from the same origin.
 */
function isLocalPage(request: FastifyRequest, origins: OriginRules): boolean {
  const { headers } = request;
  const proxied = ["forwarded", "x-forwarded-for", "x-real-ip", "via"].some((name) => name in headers);
  if (proxied || !isLoopbackAddress(request.socket.remoteAddress ?? "")) return false;
  if (!/^(localhost|127\.0\.0\.1|\[::1\])$/.test(stripPort(headers.host ?? ""))) return false;
  if (headers.origin !== undefined && !origins.own().includes(headers.origin)) return false;
  return (headers["sec-fetch-site"] ?? "same-origin") === "same-origin";
}

function stripPort(host: string): string {
  return host.replace(/:\d+$/, "");
}
