import type {
  ImpersonateCreateRequest,
  ImpersonateCreateResponse,
  ImpersonateResponse,
} from "@videoengager/protocol/rest/partners";
import { PATHS } from "@videoengager/protocol/rest/paths";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { HttpApp } from "../server/http-app.ts";
import { limitByAddress, MAX_OF_ADDRESS_PER_MINUTE } from "../server/limit-requests.ts";
import { type LoadGuard, refuseOnOverload } from "../server/load-guard.ts";
import type { RateLimits } from "../server/rate-limiter.ts";
import type { RequestGate } from "../server/request-gate.ts";
import { cutLineOrNull, lineOrNull, lineSchema } from "../server/text-schema.ts";
import type { KeyOwner, SignIn } from "./sign-in.ts";

/** 10,000 agents with one-hour tokens who all start within a minute. */
const MAX_OF_TENANT_PER_MINUTE = 12_000;

const createRequest = z.object({
  pak: lineSchema(200).min(1).describe("The tenant's API key"),
  division: lineSchema(200).describe("The agent's externalId"),
  email: lineSchema(320).min(1).describe("organizationId and the agent's e-mail, concatenated"),
  organizationId: lineOrNull(200),
  firstName: cutLineOrNull(200),
  lastName: cutLineOrNull(200),
  contactEmail: cutLineOrNull(320),
}) satisfies z.ZodType<ImpersonateCreateRequest>;

const createResponse = z.object({ token: z.string() }) satisfies z.ZodType<ImpersonateCreateResponse>;

const impersonateResponse = z.object({
  token: z.string(),
  token_expiration: z.number().describe("Unix time in seconds"),
}) satisfies z.ZodType<ImpersonateResponse>;

/** Exchanges an API key for an agent's token. */
export function registerPartnerRoutes(
  app: HttpApp,
  parts: {
    readonly signIn: SignIn;
    readonly gate: RequestGate;
    readonly rateLimits: RateLimits;
    readonly loadGuard: LoadGuard;
  },
): void {
  const onRequest = [
    refuseOnOverload(parts.loadGuard, "sign-in"),
    limitByAddress(parts.rateLimits.perMinute("partners", MAX_OF_ADDRESS_PER_MINUTE)),
  ];
  const perTenant = parts.rateLimits.perMinute("partners-of-tenant", MAX_OF_TENANT_PER_MINUTE);

  const proveOwner = async (request: FastifyRequest, pak: string): Promise<KeyOwner> => {
    const owner = await parts.gate.countRefusals(request, () => parts.signIn.ownerOfKey(pak));
    request.keyId = owner.keyId;
    parts.gate.checkOrigin(request, owner.tenant);
    await perTenant.require(owner.tenant.id);
    return owner;
  };

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
      const owner = await proveOwner(request, pak);
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
        params: z.object({ pak: lineSchema(200), externalId: lineSchema(200), email: lineSchema(320) }),
        response: { 200: impersonateResponse },
      },
    },
    async (request, reply) => {
      const { pak, externalId, email } = request.params;
      const owner = await proveOwner(request, pak);
      const { token } = await parts.signIn.signInExisting(owner, email, { externalId });
      void reply.header("cache-control", "no-store");
      return { token: token.token, token_expiration: Math.floor(token.expiresAtMs / 1_000) };
    },
  );
}
