import { PATHS } from "@videoengager/protocol/rest/paths";
import type {
  WidgetSignInRequest,
  WidgetSignInResponse,
  WidgetToken,
} from "@videoengager/protocol/rest/widget-session";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { HttpApp } from "../server/http-app.ts";
import { limitByAddress, MAX_OF_ADDRESS_PER_MINUTE } from "../server/limit-requests.ts";
import { type LoadGuard, refuseOnOverload } from "../server/load-guard.ts";
import type { RateLimits } from "../server/rate-limiter.ts";
import type { RequestGate } from "../server/request-gate.ts";
import { lineSchema } from "../server/text-schema.ts";
import { describeTenant } from "./agent-settings.ts";
import { type Agent, createPublicName } from "./agents.ts";
import type { OriginRules } from "./origins.ts";
import { publicTenantSettings } from "./settings-schemas.ts";
import type { SignIn } from "./sign-in.ts";
import type { Tenant } from "./tenants.ts";
import { toRefusal } from "./token-gate.ts";
import type { SignedToken } from "./tokens.ts";

/** Sign-ins and renewals of one agent's widgets. */
const MAX_OF_AGENT_PER_MINUTE = 120;

export const widgetSignInRequest: z.ZodType<WidgetSignInRequest, WidgetSignInRequest> = z.union([
  z.object({ token: lineSchema(4_096).min(1) }),
  z.object({
    pak: lineSchema(200).min(1),
    email: lineSchema(320).min(1),
    environment: lineSchema(200).exactOptional(),
  }),
]);

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
  readonly gate: RequestGate;
  readonly origins: OriginRules;
  readonly rateLimits: RateLimits;
  readonly loadGuard: LoadGuard;
}

/** Signs a widget in, within the limits of its address and its agent. */
export interface WidgetSignIn {
  /** The `onRequest` hook of the routes that sign in. */
  readonly onRequest: (request: FastifyRequest) => Promise<void>;
  signIn(request: FastifyRequest, credential: WidgetSignInRequest): Promise<WidgetSignInResponse>;
}

/** The widget exchanges its URL's credentials for a token, and renews that. */
export function registerWidgetSignInRoutes(app: HttpApp, parts: Parts): WidgetSignIn {
  const onRequest = limitByAddress(parts.rateLimits.perMinute("widget-sign-in", MAX_OF_ADDRESS_PER_MINUTE));
  const byAgent = parts.rateLimits.perMinute("widget-sign-in-of-agent", MAX_OF_AGENT_PER_MINUTE);
  const signIn: WidgetSignIn["signIn"] = async (request, credential) => {
    const signedIn = await signInWidget(parts, request, credential);
    await byAgent.require(signedIn.agent.id);
    return describeSignIn(parts, signedIn);
  };

  app.post(
    PATHS.widgetSignIn,
    {
      onRequest: [refuseOnOverload(parts.loadGuard, "sign-in"), onRequest],
      schema: {
        summary: "Exchange the credentials in the widget's URL for a token",
        tags: ["widget"],
        body: widgetSignInRequest,
        response: { 200: signInResponse },
      },
    },
    async (request) => signIn(request, request.body),
  );

  app.post(
    PATHS.widgetRenew,
    {
      onRequest,
      schema: {
        summary: "Renew the widget's token before it expires",
        tags: ["widget"],
        security: [{ bearer: [] }],
        response: { 200: widgetToken },
      },
    },
    async (request) => {
      const agent = await parts.gate.authenticateAgent(request);
      await byAgent.require(agent.agentId);
      // An application renews an agent's token by a new sign-in with its API key.
      if (agent.tokenKind !== "widget") throw toRefusal("wrong-kind");
      return parts.signIn.issueWidgetToken(agent);
    },
  );
  return { onRequest, signIn };
}

interface SignedInWidget {
  readonly agent: Agent;
  readonly tenant: Tenant;
  readonly token: SignedToken;
}

async function signInWidget(
  { signIn, gate }: Parts,
  request: FastifyRequest,
  credential: WidgetSignInRequest,
): Promise<SignedInWidget> {
  if ("token" in credential) {
    const agent = await gate.authenticateToken(request, credential.token);
    request.keyId = agent.keyId;
    return { agent: agent.agent, tenant: agent.tenant, token: await signIn.issueWidgetToken(agent) };
  }
  const owner = await gate.countRefusals(request, () => signIn.ownerOfKey(credential.pak));
  request.keyId = owner.keyId;
  gate.checkOrigin(request, owner.tenant);
  const { agent, token } = await signIn.signInOrCreate(owner, credential.email, {}, "widget");
  return { agent, tenant: owner.tenant, token };
}

function describeSignIn({ origins }: Parts, { agent, tenant, token }: SignedInWidget): WidgetSignInResponse {
  return {
    ...token,
    agent: {
      id: agent.id,
      email: agent.email,
      // The widget joins with this name, which the visitor sees.
      displayName: createPublicName(agent, tenant.name),
      locale: tenant.settings.locale,
      cameraOn: tenant.settings.cameraOn,
    },
    tenant: describeTenant(tenant),
    allowedOrigins: origins.allowed(tenant),
  };
}
