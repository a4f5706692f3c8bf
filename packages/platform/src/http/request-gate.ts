import type { FastifyRequest } from "fastify";
import type { AuthenticatedAgent } from "../domain/agents.ts";
import { DomainError } from "../domain/errors.ts";
import type { OriginRules } from "../domain/origins.ts";
import { addressKey, type RateLimits } from "../domain/rate-limiter.ts";
import type { Tenant, TenantStore } from "../domain/tenants.ts";
import { refusalOf, type TokenGate } from "../domain/token-gate.ts";

/** Lets a request in, or rejects with a `DomainError`: who sends it, and whether its web site may. */
export interface RequestGate {
  /**
   * The agent of the request's bearer token. Rejects with `not-authenticated` where the token is missing, expired or
   * not ours, `agent-disabled` where its agent is, `origin-not-allowed` where the web site isn't the tenant's.
   */
  authenticateAgent(request: FastifyRequest): Promise<AuthenticatedAgent & { readonly tenant: Tenant }>;
  /** Rejects with `origin-not-allowed` where the request comes from a web site that isn't the tenant's. */
  checkOrigin(request: FastifyRequest, tenant: Tenant): void;
  /** The tenant that a path names, its origin checked. Rejects with `not-found`. */
  requireTenant(request: FastifyRequest, tenantId: string): Promise<Tenant>;
}

const BEARER = /^Bearer +(\S+)$/i;

export function createRequestGate(parts: {
  readonly tokenGate: TokenGate;
  readonly origins: OriginRules;
  readonly tenants: TenantStore;
  readonly rateLimits: RateLimits;
}): RequestGate {
  // Counted for those that are refused alone: who tries tokens out is slowed down, who has one is not.
  const refusals = parts.rateLimits.perMinute("refused-tokens", 120);
  const checkOrigin = (request: FastifyRequest, tenant: Tenant): void => {
    if (!parts.origins.isAllowed(tenant, request.headers.origin))
      throw originRefusal(tenant, request.headers.origin);
  };
  return {
    checkOrigin,
    async authenticateAgent(request) {
      const token = BEARER.exec(request.headers.authorization ?? "")?.[1];
      const owner = token ? await parts.tokenGate.ownerOf(token) : ({ status: "invalid" } as const);
      if (owner.status !== "invalid") checkOrigin(request, owner.tenant);
      if (owner.status !== "valid") {
        await refusals.require(addressKey(request.ip));
        throw refusalOf(owner.status);
      }
      return { ...owner.agent, tenant: owner.tenant };
    },
    async requireTenant(request, tenantId) {
      const tenant = await parts.tenants.find(tenantId);
      if (!tenant)
        throw new DomainError("not-found", "There is no such tenant.", "Check the tenant id in the address.");
      checkOrigin(request, tenant);
      return tenant;
    },
  };
}

function originRefusal(tenant: Tenant, origin = ""): DomainError {
  return new DomainError(
    "origin-not-allowed",
    `The web site ${origin.slice(0, 200)} is not one of this tenant's.`,
    `An operator adds it with: platform origin add ${tenant.id} ${origin.slice(0, 200)}`,
  );
}
