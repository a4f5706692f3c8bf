import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { DomainError } from "../domain/errors.ts";
import type { OriginRules } from "../domain/origins.ts";
import { contentSecurityPolicy } from "./content-security.ts";
import type { HttpApp } from "./http-app.ts";
import { readPage } from "./pages.ts";

/** What somebody needs to sign in to the demo tenant. */
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
 * Only with `DEMO=1`: the demo's visitor page with its tenant's id, which any web site would name, and the credentials for a
 * page on this machine.
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
          "The demo's credentials are given to pages on the same machine only.",
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
 * A page of the platform's own, on this machine: a loopback connection (that no proxy made for somebody else), asked for
 * by a loopback name (not by a name that an attacker's DNS points here), from the same origin.
 */
function isLocalPage(request: FastifyRequest, origins: OriginRules): boolean {
  const { headers } = request;
  const proxied = ["forwarded", "x-forwarded-for", "x-real-ip", "via"].some((name) => name in headers);
  if (proxied || !isLoopbackAddress(request.socket.remoteAddress ?? "")) return false;
  if (!/^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostnameOf(headers.host ?? ""))) return false;
  if (headers.origin !== undefined && !origins.own().includes(headers.origin)) return false;
  return (headers["sec-fetch-site"] ?? "same-origin") === "same-origin";
}

export function isLoopbackAddress(address: string): boolean {
  return /^(127\.|::1$|::ffff:127\.)/.test(address);
}

function hostnameOf(host: string): string {
  return host.replace(/:\d+$/, "");
}
