import { readDigits } from "@videoengager/protocol/read-digits";
import { visitorPagePath } from "@videoengager/protocol/rest/paths";
import type { FastifyReply, FastifyRequest } from "fastify";
import { isPinRequired } from "../calls/visitor-seat.ts";
import type { Deps } from "../deps.ts";
import type { Tenant } from "../identity/tenants.ts";
import { DomainError } from "../lib/errors.ts";
import { sendBusyPage } from "../server/busy-page.ts";
import { contentSecurityPolicy, listFramers } from "../server/content-security.ts";
import type { HttpApp } from "../server/http-app.ts";
import { limitByAddress } from "../server/limit-requests.ts";
import { InvitationFinder } from "./find-invitation.ts";
import { type PinProblem, renderPinPage } from "./pin-page.ts";
import { pickLanguage, readAcceptLanguage } from "./pin-texts.ts";
import { createOwnPlace } from "./visitor-place.ts";

const PATH = "/pin";
const MAX_FORM_BYTES = 1_024;
const MINUTE_MS = 60_000;
/** Of one address, wrong PINs or not: an office or a mobile carrier has many visitors behind one. `InvitationFinder` limits wrong PINs. */
const MAX_FORMS_PER_MINUTE = 600;

/**
 * `/pin`: a visitor types the six digits that an agent read out, and gets to the page of that call. It is a plain HTML form that sends
 * the PIN in the body only. `/pin/{pin}` redirects to it without the digits.
 */
export async function registerPinForm(app: HttpApp, deps: Deps): Promise<void> {
  const finder = new InvitationFinder(deps, deps.rateLimits);
  const schema = { hide: true };
  const { rateLimits } = deps;
  const shown = {
    schema,
    onRequest: limitByAddress(rateLimits.perMinute("pin-form-shown", MAX_FORMS_PER_MINUTE)),
  };
  const sent = { schema, onRequest: limitByAddress(rateLimits.perMinute("pin-form", MAX_FORMS_PER_MINUTE)) };

  // A separate scope, so that no other route accepts forms.
  await app.register(async (scope) => {
    scope.addContentTypeParser(
      "application/x-www-form-urlencoded",
      { parseAs: "string", bodyLimit: MAX_FORM_BYTES },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    );
    scope.get(`${PATH}/:pin`, shown, async (_request, reply) =>
      reply.header("cache-control", "no-store").redirect(PATH, 302),
    );
    scope.get(PATH, shown, async (request, reply) => {
      if (!deps.loadGuard.admits("page")) return sendBusyPage(request, reply, deps.publicUrl(request.host));
      const tenant = await findTenant(deps, request);
      return sendPage(deps, { request, reply, tenant, problem: null, status: tenant ? 200 : 404 });
    });
    scope.post(PATH, sent, async (request, reply) => answer(deps, finder, request, reply));
  });
}

async function answer(
  deps: Deps,
  finder: InvitationFinder,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const tenant = await findTenant(deps, request);
  const refuse = (status: number, problem: PinProblem | null): Promise<FastifyReply> =>
    sendPage(deps, { request, reply, tenant, problem, status });
  if (!tenant) return refuse(404, null);
  if (!isFromOwnSite(deps, request, tenant)) {
    request.refusal = { code: "origin-not-allowed", message: "The form was sent from another site." };
    return refuse(403, (texts) => texts.foreignSite);
  }
  const pin = readPin(request.body);
  if (pin === null) return refuse(400, (texts) => texts.incomplete);

  const search = await finder.find(tenant, pin, request.ip);
  if (search.outcome === "unknown") {
    request.refusal = { code: "pin-wrong", message: "No open invitation has this PIN." };
    return refuse(404, (texts) => texts.unknown);
  }
  if (search.outcome === "too-many") {
    request.refusal = { code: "rate-limited", message: "Too many wrong PINs." };
    void reply.header("retry-after", Math.ceil(search.retryAfterMs / 1_000));
    return refuse(429, (texts) => texts.tooMany(Math.ceil(search.retryAfterMs / MINUTE_MS)));
  }
  const { interaction } = search;
  const place = isPinRequired(interaction, tenant)
    ? await deps.pinPasses.placeOf(interaction)
    : createOwnPlace(interaction);
  return reply
    .header("cache-control", "no-store")
    .redirect(`${visitorPagePath(place)}${formatQuery(request)}`, 303);
}

function findTenant(deps: Deps, request: FastifyRequest): Promise<Tenant | null> {
  return deps.tenants.findByHost(request.hostname.toLowerCase());
}

function isFromOwnSite(deps: Deps, request: FastifyRequest, tenant: Tenant): boolean {
  try {
    deps.gate.checkOrigin(request, tenant);
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

/** The six digits, however they were grouped and in the digits of any script; null for anything else. */
function readPin(body: unknown): string | null {
  const typed = body instanceof URLSearchParams ? (body.get("pin") ?? "") : "";
  if (!/^[\p{Nd}\s.-]*$/u.test(typed)) return null;
  const digits = readDigits(typed);
  return /^[0-9]{6}$/.test(digits) ? digits : null;
}

/** The only part of the query that is passed on: the language. */
function formatQuery(request: FastifyRequest): string {
  const { lang } = request.query as Readonly<Record<string, unknown>>;
  return typeof lang === "string" && /^[a-zA-Z-]{2,20}$/.test(lang) ? `?lang=${lang}` : "";
}

async function sendPage(
  deps: Deps,
  page: {
    readonly request: FastifyRequest;
    readonly reply: FastifyReply;
    readonly tenant: Tenant | null;
    readonly problem: PinProblem | null;
    readonly status: number;
  },
): Promise<FastifyReply> {
  const { request, reply, tenant, problem, status } = page;
  request.tenantId = tenant?.id ?? null;
  const query = formatQuery(request);
  const language = pickLanguage([
    query.replace("?lang=", ""),
    ...readAcceptLanguage(request.headers["accept-language"] ?? ""),
    tenant?.settings.locale ?? "",
  ]);
  return reply
    .status(status)
    .headers({
      "content-security-policy": contentSecurityPolicy({
        frameAncestors: listFramers(tenant, deps.origins),
        origin: deps.publicUrl(request.host),
      }),
      "cache-control": "no-store",
      vary: "accept-language",
      // With `no-referrer` a browser would send the form with `Origin: null`.
      "referrer-policy": "same-origin",
    })
    .type("text/html; charset=utf-8")
    .send(renderPinPage({ language, tenant, problem, action: `${PATH}${query}` }));
}
