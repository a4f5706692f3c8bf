import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PATHS } from "@videoengager/protocol/rest/paths";
import type { FastifyReply, FastifyRequest } from "fastify";
import { type ApiKeyStore, tenantIdOfKey } from "../domain/api-keys.ts";
import { DomainError } from "../domain/errors.ts";
import type { OriginRules } from "../domain/origins.ts";
import type { RateLimits } from "../domain/rate-limiter.ts";
import type { Tenant, TenantStore } from "../domain/tenants.ts";
import type { Tokens } from "../domain/tokens.ts";
import { contentSecurityPolicy, framersOf } from "./content-security.ts";
import type { HttpApp } from "./http-app.ts";
import { limitByAddress } from "./limit-requests.ts";

export interface PageParts {
  readonly tenants: TenantStore;
  readonly tokens: Tokens;
  readonly apiKeys: ApiKeyStore;
  readonly origins: OriginRules;
  readonly rateLimits: RateLimits;
  /** Where `widget.html` and `visitor.html` are. */
  readonly callUiFolder: string;
  readonly publicUrl: (host?: string) => string;
  readonly tenantIdOf: (place: string) => Promise<string | null>;
}

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The agent's widget and the visitor's page: who may frame them depends on the tenant. */
export function registerPages(app: HttpApp, parts: PageParts): void {
  const onRequest = limitByAddress(parts.rateLimits.perMinute("pages", 300));
  const hidden = { onRequest, schema: { hide: true } };

  const widget = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
    sendPage(parts, request, reply, "widget.html", await tenantOfWidget(parts, request));
  app.get(PATHS.widget, hidden, widget);
  app.get(PATHS.widget.replace(/\/$/, ""), hidden, widget);

  // An agent's own link: holds no credential, and tells nobody whether there is such an agent.
  app.get("/a/:code", hidden, async (_request, reply) => reply.redirect("/desk/", 302));

  app.get<{ Params: { place: string } }>("/visitor/:place", hidden, async (request, reply) => {
    const tenantId = await parts.tenantIdOf(request.params.place);
    const tenant = tenantId === null ? null : await parts.tenants.find(tenantId);
    return sendPage(parts, request, reply, "visitor.html", tenant ?? (await tenantOfHost(parts, request)));
  });
}

async function sendPage(
  parts: PageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  file: string,
  tenant: Tenant | null,
): Promise<FastifyReply> {
  const policy = contentSecurityPolicy({
    frameAncestors: framersOf(tenant, parts.origins),
    origin: parts.publicUrl(request.host),
  });
  const html = await readPage(join(parts.callUiFolder, file));
  // A page that isolates itself from other origins frames only what does so, too. A tenant's pictures load all the same.
  void reply.header("cross-origin-embedder-policy", "credentialless");
  return reply
    .header("content-security-policy", policy)
    .header("cache-control", "no-store")
    .type("text/html; charset=utf-8")
    .send(html);
}

/** The tenant of the query's token (an expired one included), else of its key, else of the host name. */
async function tenantOfWidget(parts: PageParts, request: FastifyRequest): Promise<Tenant | null> {
  const query = request.query as Query;
  if (typeof query.token === "string") {
    const verified = await parts.tokens.verifyAgentToken(query.token);
    if (verified.status !== "invalid") return parts.tenants.find(verified.claims.tenantId);
  }
  if (typeof query.pak === "string") {
    const tenantId = await tenantIdOfKey(parts.apiKeys, query.pak, "agents");
    if (tenantId !== null) return parts.tenants.find(tenantId);
  }
  return tenantOfHost(parts, request);
}

function tenantOfHost(parts: PageParts, request: FastifyRequest): Promise<Tenant | null> {
  return parts.tenants.findByHost(request.hostname.toLowerCase());
}

/** Rejects with `not-ready` where the page was never built. */
export async function readPage(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error) || error.code !== "ENOENT") throw error;
    throw new DomainError(
      "not-ready",
      "This page has not been built.",
      "Build the pages with: npm run build",
    );
  }
}
