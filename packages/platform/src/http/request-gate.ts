import type { FastifyRequest } from "fastify";
import type { AuthenticatedAgent } from "../domain/agents.ts";
import { type ApiKeyStore, tenantIdOfKey } from "../domain/api-keys.ts";
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
  /**
   * The tenant that a path names, where the request's bearer is an operator's key of it. Rejects with
   * `not-authenticated` where it is none, `not-found` where it is another tenant's.
   */
  authenticateOperator(request: FastifyRequest, tenantId: string): Promise<Tenant>;
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
  readonly apiKeys: ApiKeyStore;
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
    async authenticateOperator(request, tenantId) {
      const key = BEARER.exec(request.headers.authorization ?? "")?.[1];
      const ownTenantId = key ? await tenantIdOfKey(parts.apiKeys, key, "operator") : null;
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
  return new DomainError("not-found", "There is no such tenant.", "Check the tenant id in the address.");
}

function noOperator(): DomainError {
  return new DomainError(
    "not-authenticated",
    "The operator's key is missing, unknown or revoked.",
    "Send one as `Authorization: Bearer …`; platform key add --operator makes one.",
  );
}

function originRefusal(tenant: Tenant, origin = ""): DomainError {
  return new DomainError(
    "origin-not-allowed",
    `The web site ${origin.slice(0, 200)} is not one of this tenant's.`,
    `An operator adds it with: platform origin add ${tenant.id} ${origin.slice(0, 200)}`,
  );
}
