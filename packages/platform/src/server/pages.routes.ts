import { join } from "node:path";
import { type InteractionState, isInteractionId } from "@videoengager/protocol/ids";
import { PATHS } from "@videoengager/protocol/rest/paths";
import { PARKED_PARAMETER } from "@videoengager/protocol/widget/widget-url";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Interaction } from "../calls/interaction.ts";
import { type ApiKeyStore, findTenantOfKey } from "../identity/api-keys.ts";
import type { OriginRules } from "../identity/origins.ts";
import type { Tenant, TenantStore } from "../identity/tenants.ts";
import type { Tokens } from "../identity/tokens.ts";
import { sendBusyPage } from "./busy-page.ts";
import { contentSecurityPolicy, listFramers } from "./content-security.ts";
import type { HttpApp } from "./http-app.ts";
import { limitByAddress, MAX_OF_ADDRESS_PER_MINUTE } from "./limit-requests.ts";
import type { LoadGuard } from "./load-guard.ts";
import type { RateLimits } from "./rate-limiter.ts";
import { readPage } from "./read-page.ts";

export interface PageParts {
  readonly tenants: TenantStore;
  readonly tokens: Tokens;
  readonly apiKeys: ApiKeyStore;
  readonly origins: OriginRules;
  readonly rateLimits: RateLimits;
  /** The folder of `widget.html` and `visitor.html`. */
  readonly callUiFolder: string;
  readonly publicUrl: (host?: string) => string;
  readonly loadGuard: LoadGuard;
  /** The interaction of a visitor's place. */
  readonly interactionAt: (place: string) => Promise<Pick<Interaction, "tenantId" | "state"> | null>;
}

/** The visitor has joined, so a page load is a reload. */
const UNDER_WAY: ReadonlySet<InteractionState> = new Set(["waiting", "connecting", "active"]);

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The agent's widget and the visitor's page. The tenant decides who can frame them. */
export function registerPages(app: HttpApp, parts: PageParts): void {
  const onRequest = limitByAddress(parts.rateLimits.perMinute("pages", MAX_OF_ADDRESS_PER_MINUTE));
  const hidden = { onRequest, schema: { hide: true } };

  const widget = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    // The widget of a call that is accepted, or that goes on after a reload, has the interaction's id.
    const { veinteraction } = request.query as Query;
    const isOfCall = typeof veinteraction === "string" && isInteractionId(veinteraction);
    if (!isOfCall && !parts.loadGuard.admits("page")) return sendBusy(parts, request, reply);
    return sendPage(parts, request, reply, "widget.html", await tenantOfWidget(parts, request));
  };
  app.get(PATHS.widget, hidden, widget);
  app.get(PATHS.widget.replace(/\/$/, ""), hidden, widget);

  // An agent's link. It has no credential, and the response is the same if there is no such agent.
  app.get("/a/:code", hidden, async (_request, reply) => reply.redirect("/desk/", 302));

  app.get<{ Params: { place: string } }>("/visitor/:place", hidden, async (request, reply) => {
    const interaction = await parts.interactionAt(request.params.place);
    const isUnderWay = interaction !== null && UNDER_WAY.has(interaction.state);
    if (!isUnderWay && !parts.loadGuard.admits("page")) return sendBusy(parts, request, reply);
    const tenant = interaction === null ? null : await parts.tenants.find(interaction.tenantId);
    return sendPage(
      parts,
      request,
      reply,
      "visitor.html",
      tenant ?? (await findTenantByHost(parts, request)),
    );
  });
}

function sendBusy(parts: PageParts, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendBusyPage(request, reply, parts.publicUrl(request.host));
}

async function sendPage(
  parts: PageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  file: string,
  tenant: Tenant | null,
): Promise<FastifyReply> {
  request.tenantId = tenant?.id ?? null;
  const policy = contentSecurityPolicy({
    frameAncestors: listFramers(tenant, parts.origins),
    origin: parts.publicUrl(request.host),
  });
  const html = await readPage(join(parts.callUiFolder, file));
  // A page that isolates itself from other origins only frames pages that do so too. A tenant's pictures still load.
  void reply.header("cross-origin-embedder-policy", "credentialless");
  return reply
    .header("content-security-policy", policy)
    .header("cache-control", "no-store")
    .type("text/html; charset=utf-8")
    .send(html);
}

/** The tenant of the query's token (also of an expired one), of its key, or of a parked widget, else of the host name. */
async function tenantOfWidget(parts: PageParts, request: FastifyRequest): Promise<Tenant | null> {
  const query = request.query as Query;
  if (typeof query.token === "string") {
    const verified = await parts.tokens.verifyAgentToken(query.token);
    if (verified.status !== "invalid") return parts.tenants.find(verified.claims.tenantId);
  }
  if (typeof query.pak === "string") {
    const tenantId = await findTenantOfKey(parts.apiKeys, query.pak, "agents");
    if (tenantId !== null) return parts.tenants.find(tenantId);
  }
  const parkedFor = query[PARKED_PARAMETER];
  const tenant = typeof parkedFor === "string" ? await parts.tenants.find(parkedFor) : null;
  return tenant ?? findTenantByHost(parts, request);
}

function findTenantByHost(parts: PageParts, request: FastifyRequest): Promise<Tenant | null> {
  return parts.tenants.findByHost(request.hostname.toLowerCase());
}
