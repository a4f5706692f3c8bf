import type {
  BeginGenesysSignInRequest,
  BeginGenesysSignInResponse,
  GenesysSignInResult,
  GenesysSignInResultRequest,
} from "@videoengager/protocol/rest/genesys-sign-in";
import { PATHS } from "@videoengager/protocol/rest/paths";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { pickLanguage, readAcceptLanguage } from "../../pin/pin-texts.ts";
import { contentSecurityPolicy } from "../../server/content-security.ts";
import type { HttpApp } from "../../server/http-app.ts";
import { limitByAddress, MAX_OF_ADDRESS_PER_MINUTE } from "../../server/limit-requests.ts";
import { refuseOnOverload } from "../../server/load-guard.ts";
import { lineSchema } from "../../server/text-schema.ts";
import type { Tenant } from "../tenants.ts";
import { toRefusal } from "../token-gate.ts";
import { renderGenesysPage } from "./genesys-page.ts";
import { GENESYS_SIGN_IN_MS, newSecret, type SignInOutcome } from "./genesys-sign-in.ts";
import type { GenesysPageState } from "./genesys-texts.ts";

const FOLDER = "/genesys";
/** The address that is registered with the OAuth client in Genesys Cloud. */
export const GENESYS_CALLBACK_PATH: string = `${FOLDER}/callback`;
const COOKIE = "ve_genesys";
/** Begun sign-ins and popups of one address, per minute: a shift of an office that starts at the same time. */
const MAX_BEGUN_PER_MINUTE = 600;

type Parts = Pick<
  Deps,
  "genesysSignIn" | "signIn" | "gate" | "tenants" | "rateLimits" | "loadGuard" | "publicUrl" | "log"
>;
type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

const beginRequest: z.ZodType<BeginGenesysSignInRequest, BeginGenesysSignInRequest> = z.object({
  environment: lineSchema(64).min(1),
});
const beginResponse: z.ZodType<BeginGenesysSignInResponse> = z.object({
  popupPath: z.string(),
  secret: z.string(),
  expiresAtMs: z.number(),
});
const resultRequest: z.ZodType<GenesysSignInResultRequest, GenesysSignInResultRequest> = z.object({
  secret: lineSchema(64).min(1),
});
const resultResponse: z.ZodType<GenesysSignInResult> = z.union([
  z.object({ status: z.literal("signed-in"), token: z.string() }),
  z.object({
    status: z.enum(["pending", "refused", "unknown-organization", "agent-disabled", "expired", "failed"]),
  }),
]);

/** The widget's two requests, and the two pages of the popup. */
export function registerGenesysSignIn(app: HttpApp, parts: Parts): void {
  const { rateLimits, genesysSignIn } = parts;
  const limitBegun = limitByAddress(rateLimits.perMinute("genesys-sign-in", MAX_BEGUN_PER_MINUTE));
  const limitPolls = limitByAddress(
    rateLimits.perMinute("genesys-sign-in-result", MAX_OF_ADDRESS_PER_MINUTE),
  );
  const popup = { onRequest: limitBegun, schema: { hide: true } };

  app.post(
    PATHS.widgetGenesys,
    {
      onRequest: [refuseOnOverload(parts.loadGuard, "sign-in"), limitBegun],
      schema: {
        summary: "Begin a sign-in with Genesys Cloud",
        tags: ["widget"],
        body: beginRequest,
        response: { 200: beginResponse },
      },
    },
    async (request): Promise<BeginGenesysSignInResponse> => {
      const tenant = await findTenant(parts, request);
      const redirectUri = `${parts.publicUrl(request.host)}${GENESYS_CALLBACK_PATH}`;
      const { state, ...begun } = await genesysSignIn.begin(tenant, request.body.environment, redirectUri);
      return { popupPath: `${FOLDER}/sign-in/${state}`, ...begun };
    },
  );

  app.post(
    PATHS.widgetGenesysResult,
    {
      onRequest: limitPolls,
      schema: {
        summary: "Get the result of a sign-in with Genesys Cloud",
        tags: ["widget"],
        body: resultRequest,
        response: { 200: resultResponse },
      },
    },
    async (request): Promise<GenesysSignInResult> => {
      const taken = await parts.gate.countRefusals(request, () => genesysSignIn.take(request.body.secret));
      request.tenantId = taken.tenantId;
      if (taken.status !== "signed-in") return { status: taken.status };
      const tenant = await parts.tenants.find(taken.tenantId);
      if (!tenant) throw toRefusal("invalid");
      parts.gate.checkOrigin(request, tenant);
      const { token } = await parts.signIn.issueGenesysToken(tenant, taken.agentId);
      return { status: "signed-in", token };
    },
  );

  app.get<{ Params: { state: string } }>(`${FOLDER}/sign-in/:state`, popup, async (request, reply) => {
    // A link on another site, or in a message, doesn't begin a sign-in whose result somebody else gets.
    if (request.headers["sec-fetch-site"] !== "same-origin") {
      request.refusal = { code: "origin-not-allowed", message: "The popup wasn't opened by the widget." };
      return sendPage(parts, request, reply, "elsewhere", 403);
    }
    const browserKey = readBrowserKey(request) ?? newSecret();
    const url = await genesysSignIn.authorize(request.params.state, browserKey);
    if (!url) return sendPage(parts, request, reply, "expired", 410);
    return reply
      .header("set-cookie", writeCookie(browserKey, parts.publicUrl(request.host)))
      .header("cache-control", "no-store")
      .redirect(url.href, 302);
  });

  app.get(GENESYS_CALLBACK_PATH, popup, async (request, reply) => {
    const query = request.query as Query;
    const [state, code, error] = ["state", "code", "error"].map((name) => readText(query[name]));
    const outcome = await genesysSignIn.complete(
      { state: state ?? "", code: code ?? "", error: error ?? "" },
      readBrowserKey(request) ?? "",
    );
    logFailure(request, outcome);
    return sendPage(parts, request, reply, outcome.status, outcome.status === "signed-in" ? 200 : 403);
  });
}

function findTenant(parts: Parts, request: FastifyRequest): Promise<Tenant | null> {
  return parts.tenants.findByHost(request.hostname.toLowerCase());
}

function readText(value: Query[string]): string {
  return typeof value === "string" ? value.slice(0, 4_096) : "";
}

function readBrowserKey(request: FastifyRequest): string | null {
  const cookies = (request.headers.cookie ?? "").split(";").map((pair) => pair.trim().split("="));
  const [, key = ""] = cookies.find(([name]) => name === COOKIE) ?? [];
  return /^[A-Za-z0-9_-]{43}$/.test(key) ? key : null;
}

function writeCookie(browserKey: string, origin: string): string {
  const secure = origin.startsWith("https:") ? "; Secure" : "";
  const maxAgeS = GENESYS_SIGN_IN_MS / 1_000;
  return `${COOKIE}=${browserKey}; Path=${FOLDER}; Max-Age=${maxAgeS}; HttpOnly; SameSite=Lax${secure}`;
}

/** What Genesys Cloud answered could hold a token, so only the step and the status are logged. */
function logFailure(request: FastifyRequest, { status, cause }: SignInOutcome): void {
  if (status === "signed-in") return;
  const message = `The sign-in with Genesys Cloud ended: ${status}.`;
  request.refusal = { code: status === "agent-disabled" ? "agent-disabled" : "not-authenticated", message };
  if (cause)
    request.log.warn({ step: cause.step, status: cause.status }, "Genesys Cloud didn't answer as expected");
}

async function sendPage(
  parts: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  state: GenesysPageState,
  status: number,
): Promise<FastifyReply> {
  const language = pickLanguage(readAcceptLanguage(request.headers["accept-language"] ?? ""));
  return reply
    .status(status)
    .headers({
      "content-security-policy": contentSecurityPolicy({
        frameAncestors: ["'none'"],
        origin: parts.publicUrl(request.host),
      }),
      "cache-control": "no-store",
      vary: "accept-language",
    })
    .type("text/html; charset=utf-8")
    .send(renderGenesysPage(language, state));
}
