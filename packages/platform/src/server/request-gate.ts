import type { FastifyRequest } from "fastify";
import type { AuthenticatedAgent } from "../identity/agents.ts";
import { type ApiKeyStore, findTenantOfKey } from "../identity/api-keys.ts";
import type { OriginRules } from "../identity/origins.ts";
import type { Tenant, TenantStore } from "../identity/tenants.ts";
import { type TokenGate, toRefusal } from "../identity/token-gate.ts";
import { DomainError } from "../lib/errors.ts";
import { addressKey, type RateLimits } from "./rate-limiter.ts";

/** Unknown keys and forged tokens of one address, per minute. */
const MAX_REFUSALS_PER_MINUTE = 120;

/** Checks who sends a request, and whether its web site can. Rejects with a `DomainError`. */
export interface RequestGate {
  /**
   * The agent of the request's bearer token. Rejects with `not-authenticated` if the token is missing, expired or forged, with
   * `agent-disabled` if the agent is disabled, and with `origin-not-allowed` if the web site isn't the tenant's.
   */
  authenticateAgent(request: FastifyRequest): Promise<AuthenticatedAgent & { readonly tenant: Tenant }>;
  /** The same for a token that came in the request's body. */
  authenticateToken(
    request: FastifyRequest,
    token: string,
  ): Promise<AuthenticatedAgent & { readonly tenant: Tenant }>;
  /**
   * Runs a check of a credential. Counts it by address if it rejects with `not-authenticated`, and rejects with `rate-limited` instead if
   * that happens too often. Accepted credentials never count.
   */
  countRefusals<Result>(request: FastifyRequest, check: () => Promise<Result>): Promise<Result>;
  /**
   * The tenant in the path, if the request's bearer is an operator's key of that tenant. Rejects with `not-authenticated` if it isn't an
   * operator's key, and with `not-found` if it is another tenant's.
   */
  authenticateOperator(request: FastifyRequest, tenantId: string): Promise<Tenant>;
  /** Rejects with `origin-not-allowed` if the request comes from a web site that isn't the tenant's. */
  checkOrigin(request: FastifyRequest, tenant: Tenant): void;
  /** The tenant in the path, after a check of the origin. Rejects with `not-found`. */
  requireTenant(request: FastifyRequest, tenantId: string): Promise<Tenant>;
}

const BEARER = /^Bearer +(\S+)$/i;

export function createRequestGate(parts: {
  readonly tokenGate: TokenGate;
  readonly origins: OriginRules;
  readonly tenants: TenantStore;
  readonly apiKeys: ApiKeyStore;
  readonly rateLimits: RateLimits;
}): RequestGate {
  const refusals = parts.rateLimits.failures("refused-credentials", MAX_REFUSALS_PER_MINUTE);
  const checkOrigin = (request: FastifyRequest, tenant: Tenant): void => {
    request.tenantId = tenant.id;
    if (!parts.origins.isAllowed(tenant, request.headers.origin))
      throw originRefusal(tenant, request.headers.origin);
  };
  const authenticateToken = async (
    request: FastifyRequest,
    token: string | undefined,
  ): Promise<AuthenticatedAgent & { readonly tenant: Tenant }> => {
    const owner = token ? await parts.tokenGate.findOwner(token) : ({ status: "invalid" } as const);
    if (owner.status === "valid") {
      checkOrigin(request, owner.tenant);
      return { ...owner.agent, tenant: owner.tenant };
    }
    // An expired token isn't a guess: a whole office can have one after the weekend.
    if (owner.status === "invalid") await refusals.require(addressKey(request.ip));
    else checkOrigin(request, owner.tenant);
    throw toRefusal(owner.status);
  };
  return {
    checkOrigin,
    authenticateToken,
    authenticateAgent: (request) =>
      authenticateToken(request, BEARER.exec(request.headers.authorization ?? "")?.[1]),
    async countRefusals(request, check) {
      try {
        return await check();
      } catch (error) {
        if (error instanceof DomainError && error.code === "not-authenticated")
          await refusals.require(addressKey(request.ip));
        throw error;
      }
    },
    async authenticateOperator(request, tenantId) {
      const key = BEARER.exec(request.headers.authorization ?? "")?.[1];
      const ownTenantId = key ? await findTenantOfKey(parts.apiKeys, key, "operator") : null;
      const tenant = ownTenantId === null ? null : await parts.tenants.find(ownTenantId);
      if (!tenant) {
        await refusals.require(addressKey(request.ip));
        throw noOperator();
      }
      checkOrigin(request, tenant);
      if (tenant.id !== tenantId) throw noTenant();
      return tenant;
    },
    async requireTenant(request, tenantId) {
      const tenant = await parts.tenants.find(tenantId);
      if (!tenant) throw noTenant();
      checkOrigin(request, tenant);
      return tenant;
    },
  };
}

function noTenant(): DomainError {
  return new DomainError("not-found", "There is no such tenant.", "Check the tenant id in the path.");
}

function noOperator(): DomainError {
  return new DomainError(
    "not-authenticated",
    "The operator's key is missing, unknown or revoked.",
    "Send one as `Authorization: Bearer …`. Create one with: platform key add --operator",
  );
}

function originRefusal(tenant: Tenant, origin = ""): DomainError {
  return new DomainError(
    "origin-not-allowed",
    `The web site ${origin.slice(0, 200)} isn't allowed for this tenant.`,
    `An operator can allow it with: platform origin add ${tenant.id} ${origin.slice(0, 200)}`,
  );
}
