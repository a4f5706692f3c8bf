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
      const { agent, tenant } = await findAgent(parts, request, request.body);
      return describeSignIn(parts, agent, tenant);
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
      const { agent } = await parts.gate.authenticateAgent(request);
      return parts.signIn.issue(agent, "widget");
    },
  );
}

async function findAgent(
  { signIn, tokenGate, gate }: Parts,
  request: FastifyRequest,
  credential: WidgetSignInRequest,
): Promise<{ readonly agent: Agent; readonly tenant: Tenant }> {
  if ("token" in credential) {
    const owner = await tokenGate.requireOwner(credential.token);
    gate.checkOrigin(request, owner.tenant);
    return { agent: owner.agent.agent, tenant: owner.tenant };
  }
  const tenant = await signIn.tenantOfKey(credential.pak);
  gate.checkOrigin(request, tenant);
  const { agent } = await signIn.signInOrCreate(tenant, credential.email, {});
  return { agent, tenant };
}

async function describeSignIn(
  parts: Parts,
  agent: Agent,
  tenant: Tenant,
): Promise<z.output<typeof signInResponse>> {
  const token = await parts.signIn.issue(agent, "widget");
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
    allowedOrigins: parts.origins.allowed(tenant),
  };
}
