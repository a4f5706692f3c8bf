import type {
  ImpersonateCreateRequest,
  ImpersonateCreateResponse,
  ImpersonateResponse,
} from "@videoengager/protocol/rest/partners";
import { PATHS } from "@videoengager/protocol/rest/paths";
import { z } from "zod";
import type { RateLimits } from "../domain/rate-limiter.ts";
import type { SignIn } from "../domain/sign-in.ts";
import type { HttpApp } from "./http-app.ts";
import { limitByAddress } from "./limit-requests.ts";
import type { RequestGate } from "./request-gate.ts";
import { lineOf, lineOrNull } from "./text-schema.ts";

const createRequest = z.object({
  pak: lineOf(200).min(1).describe("The tenant's API key"),
  division: lineOf(200).describe("The agent's externalId"),
  email: lineOf(320).min(1).describe("organizationId and the agent's e-mail, concatenated"),
  organizationId: lineOrNull(200),
  firstName: lineOrNull(200),
  lastName: lineOrNull(200),
  contactEmail: lineOrNull(320),
}) satisfies z.ZodType<ImpersonateCreateRequest>;

const createResponse = z.object({ token: z.string() }) satisfies z.ZodType<ImpersonateCreateResponse>;

const impersonateResponse = z.object({
  token: z.string(),
  token_expiration: z.number().describe("Milliseconds since the epoch"),
}) satisfies z.ZodType<ImpersonateResponse>;

/** Exchanges an API key for an agent's token. */
export function registerPartnerRoutes(
  app: HttpApp,
  parts: { readonly signIn: SignIn; readonly gate: RequestGate; readonly rateLimits: RateLimits },
): void {
  const onRequest = limitByAddress(parts.rateLimits.perMinute("partners", 120));
  const perTenant = parts.rateLimits.perMinute("partners-of-tenant", 3_000);

  app.post(
    PATHS.impersonateCreate,
    {
      onRequest,
      schema: {
        summary: "An agent's token for an API key; creates the agent on first use",
        tags: ["sign-in"],
        body: createRequest,
        response: { 200: createResponse },
      },
    },
    async (request) => {
      const { pak, division, email, ...attributes } = request.body;
      const owner = await parts.signIn.ownerOfKey(pak);
      parts.gate.checkOrigin(request, owner.tenant);
      await perTenant.require(owner.tenant.id);
      const { token } = await parts.signIn.signInOrCreate(owner, email, {
        externalId: division,
        ...attributes,
      });
      return { token: token.token };
    },
  );

  app.get(
    "/api/partners/impersonate/:pak/:externalId/:email",
    {
      onRequest,
      schema: {
        summary: "An existing agent's token for an API key",
        tags: ["sign-in"],
        params: z.object({ pak: lineOf(200), externalId: lineOf(200), email: lineOf(320) }),
        response: { 200: impersonateResponse },
      },
    },
    async (request, reply) => {
      const { pak, externalId, email } = request.params;
      const owner = await parts.signIn.ownerOfKey(pak);
      parts.gate.checkOrigin(request, owner.tenant);
      await perTenant.require(owner.tenant.id);
      const { token } = await parts.signIn.signInExisting(owner, email, { externalId });
      void reply.header("cache-control", "no-store");
      return { token: token.token, token_expiration: token.expiresAtMs };
    },
  );
}
