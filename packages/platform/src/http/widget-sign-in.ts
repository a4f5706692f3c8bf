import { PATHS } from "@videoengager/protocol/rest/paths";
import type {
  WidgetSignInRequest,
  WidgetSignInResponse,
  WidgetToken,
} from "@videoengager/protocol/rest/widget-session";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { describeTenant } from "../domain/agent-settings.ts";
import { type Agent, displayNameOf } from "../domain/agents.ts";
import type { OriginRules } from "../domain/origins.ts";
import type { RateLimits } from "../domain/rate-limiter.ts";
import type { SignIn } from "../domain/sign-in.ts";
import type { Tenant } from "../domain/tenants.ts";
import type { TokenGate } from "../domain/token-gate.ts";
import type { SignedToken } from "../domain/tokens.ts";
import type { HttpApp } from "./http-app.ts";
import { limitByAddress } from "./limit-requests.ts";
import type { RequestGate } from "./request-gate.ts";
import { publicTenantSettings } from "./settings-schemas.ts";
import { lineOf } from "./text-schema.ts";

const signInRequest = z.union([
  z.object({ token: lineOf(4_096).min(1) }),
  z.object({
    pak: lineOf(200).min(1),
    email: lineOf(320).min(1),
    environment: lineOf(200).exactOptional(),
  }),
]) satisfies z.ZodType<WidgetSignInRequest>;

const widgetToken = z.object({ token: z.string(), expiresAtMs: z.number() }) satisfies z.ZodType<WidgetToken>;

const signInResponse = widgetToken.extend({
  agent: z.object({
    id: z.string(),
    email: z.string(),
    displayName: z.string(),
    locale: z.string(),
    cameraOn: z.boolean(),
  }),
  tenant: publicTenantSettings,
  allowedOrigins: z.array(z.string()).readonly(),
}) satisfies z.ZodType<WidgetSignInResponse>;

interface Parts {
  readonly signIn: SignIn;
  readonly tokenGate: TokenGate;
  readonly gate: RequestGate;
  readonly origins: OriginRules;
  readonly rateLimits: RateLimits;
}

/** How the widget exchanges what its URL held for a token of its own, and renews that. */
export function registerWidgetSignInRoutes(app: HttpApp, parts: Parts): void {
  const onRequest = limitByAddress(parts.rateLimits.perMinute("widget-sign-in", 120));

  app.post(
    PATHS.widgetSignIn,
    {
      onRequest,
      schema: {
        summary: "Exchanges what the widget's URL held for a token",
        tags: ["widget"],
        body: signInRequest,
        response: { 200: signInResponse },
      },
    },
    async (request) => {
      return describeSignIn(parts, await signInWidget(parts, request, request.body));
    },
  );

  app.post(
    PATHS.widgetRenew,
    {
      onRequest,
      schema: {
        summary: "A new token for the widget, before its old one ends",
        tags: ["widget"],
        security: [{ bearer: [] }],
        response: { 200: widgetToken },
      },
    },
    async (request) => {
      const agent = await parts.gate.authenticateAgent(request);
      return parts.signIn.renew(agent, "widget");
    },
  );
}

interface SignedInWidget {
  readonly agent: Agent;
  readonly tenant: Tenant;
  readonly token: SignedToken;
}

async function signInWidget(
  { signIn, tokenGate, gate }: Parts,
  request: FastifyRequest,
  credential: WidgetSignInRequest,
): Promise<SignedInWidget> {
  if ("token" in credential) {
    const { agent, tenant } = await tokenGate.requireOwner(credential.token);
    gate.checkOrigin(request, tenant);
    return { agent: agent.agent, tenant, token: await signIn.renew(agent, "widget") };
  }
  const owner = await signIn.ownerOfKey(credential.pak);
  gate.checkOrigin(request, owner.tenant);
  const { agent, token } = await signIn.signInOrCreate(owner, credential.email, {}, "widget");
  return { agent, tenant: owner.tenant, token };
}

function describeSignIn(
  { origins }: Parts,
  { agent, tenant, token }: SignedInWidget,
): z.output<typeof signInResponse> {
  return {
    ...token,
    agent: {
      id: agent.id,
      email: agent.email,
      displayName: displayNameOf(agent),
      locale: tenant.settings.locale,
      cameraOn: tenant.settings.cameraOn,
    },
    tenant: describeTenant(tenant),
    allowedOrigins: origins.allowed(tenant),
  };
}
