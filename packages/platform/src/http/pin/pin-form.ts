import { visitorPagePath } from "@videoengager/protocol/rest/paths";
import type { FastifyReply, FastifyRequest } from "fastify";
import { DomainError } from "../../domain/errors.ts";
import { InvitationFinder } from "../../domain/find-invitation.ts";
import type { OriginRules } from "../../domain/origins.ts";
import type { Tenant } from "../../domain/tenants.ts";
import { isPinRequired } from "../../domain/visitor-seat.ts";
import { contentSecurityPolicy, framersOf } from "../content-security.ts";
import type { HttpApp } from "../http-app.ts";
import { limitByAddress } from "../limit-requests.ts";
import type { LiveHttp } from "../live-http.ts";
import { type PinProblem, renderPinPage } from "./pin-page.ts";
import { pickLanguage, readAcceptLanguage } from "./pin-texts.ts";

const PATH = "/pin";
const LARGEST_FORM_BYTES = 1_024;
const MINUTE_MS = 60_000;

interface PinForm extends LiveHttp {
  readonly origins: OriginRules;
}

/**
 * `/pin`: a visitor types the six digits that an agent read out, and arrives at the page of that call. A form of plain HTML,
 * whose PIN travels in the body alone; `/pin/{pin}` leads to it without the digits.
 */
export async function registerPinForm(app: HttpApp, parts: PinForm): Promise<void> {
  const finder = new InvitationFinder(parts.live, parts.rateLimits);
  const onRequest = limitByAddress(parts.rateLimits.perMinute("pin-form", 60));
  const hidden = { onRequest, schema: { hide: true } };

  // In a scope of its own: no other call takes a form.
  await app.register(async (scope) => {
    scope.addContentTypeParser(
      "application/x-www-form-urlencoded",
      { parseAs: "string", bodyLimit: LARGEST_FORM_BYTES },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    );
    scope.get(`${PATH}/:pin`, hidden, async (_request, reply) =>
      reply.header("cache-control", "no-store").redirect(PATH, 302),
    );
    scope.get(PATH, hidden, async (request, reply) => {
      const tenant = await tenantOf(parts, request);
      return sendPage(parts, { request, reply, tenant, problem: null, status: tenant ? 200 : 404 });
    });
    scope.post(PATH, hidden, async (request, reply) => answer(parts, finder, request, reply));
  });
}

async function answer(
  parts: PinForm,
  finder: InvitationFinder,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const tenant = await tenantOf(parts, request);
  const refuse = (status: number, problem: PinProblem | null): Promise<FastifyReply> =>
    sendPage(parts, { request, reply, tenant, problem, status });
  if (!tenant) return refuse(404, null);
  if (!isFromOwnSite(parts, request, tenant)) return refuse(403, (texts) => texts.foreignSite);
  const pin = readPin(request.body);
  if (pin === null) return refuse(400, (texts) => texts.incomplete);

  const search = await finder.find(tenant, pin, request.ip);
  if (search.outcome === "unknown") return refuse(404, (texts) => texts.unknown);
  if (search.outcome === "too-many") {
    void reply.header("retry-after", Math.ceil(search.retryAfterMs / 1_000));
    return refuse(429, (texts) => texts.tooMany(Math.ceil(search.retryAfterMs / MINUTE_MS)));
  }
  const { interaction } = search;
  const place = isPinRequired(interaction, tenant) ? parts.pinPasses.placeOf(interaction.id) : interaction.id;
  return reply
    .header("cache-control", "no-store")
    .redirect(`${visitorPagePath(place)}${queryOf(request)}`, 303);
}

function tenantOf(parts: PinForm, request: FastifyRequest): Promise<Tenant | null> {
  return parts.live.tenants.findByHost(request.hostname.toLowerCase());
}

function isFromOwnSite(parts: PinForm, request: FastifyRequest, tenant: Tenant): boolean {
  try {
    parts.gate.checkOrigin(request, tenant);
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

/** The six digits, however they were grouped and in whichever script they were typed; null for anything else. */
function readPin(body: unknown): string | null {
  const typed = body instanceof URLSearchParams ? (body.get("pin") ?? "") : "";
  const digits = typed
    .replaceAll(/[\s.-]/g, "")
    .replaceAll(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x06_60))
    .replaceAll(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x06_f0));
  return /^[0-9]{6}$/.test(digits) ? digits : null;
}

/** The one thing of the address that is passed on: the language that it asks for. */
function queryOf(request: FastifyRequest): string {
  const { lang } = request.query as Readonly<Record<string, unknown>>;
  return typeof lang === "string" && /^[a-zA-Z-]{2,20}$/.test(lang) ? `?lang=${lang}` : "";
}

async function sendPage(
  parts: PinForm,
  page: {
    readonly request: FastifyRequest;
    readonly reply: FastifyReply;
    readonly tenant: Tenant | null;
    readonly problem: PinProblem | null;
    readonly status: number;
  },
): Promise<FastifyReply> {
  const { request, reply, tenant, problem, status } = page;
  const query = queryOf(request);
  const language = pickLanguage([
    query.replace("?lang=", ""),
    ...readAcceptLanguage(request.headers["accept-language"] ?? ""),
    tenant?.settings.locale ?? "",
  ]);
  return reply
    .status(status)
    .headers({
      "content-security-policy": contentSecurityPolicy({
        frameAncestors: framersOf(tenant, parts.origins),
        origin: parts.publicUrl(request.host),
      }),
      "cache-control": "no-store",
      vary: "accept-language",
      // With `no-referrer` a browser would send the form with `Origin: null`.
      "referrer-policy": "same-origin",
    })
    .type("text/html; charset=utf-8")
    .send(renderPinPage({ language, tenant, problem, action: `${PATH}${query}` }));
}
