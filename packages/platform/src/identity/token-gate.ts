import { DomainError } from "../lib/errors.ts";
import type { AgentDirectory, AuthenticatedAgent } from "./agents.ts";
import { createDisplayName, createPublicName } from "./agents.ts";
import type { Tenant, TenantStore } from "./tenants.ts";
import type { AgentTokenClaims, Tokens, VerifiedToken } from "./tokens.ts";

/** The owner of a token. An `expired` one still names its tenant. */
export type TokenOwner =
  | {
      readonly status: "valid";
      readonly agent: AuthenticatedAgent;
      readonly tenant: Tenant;
      readonly expiresAtMs: number;
    }
  | { readonly status: "expired"; readonly tenant: Tenant }
  | { readonly status: "disabled"; readonly tenant: Tenant }
  | { readonly status: "invalid" };

/** Looks up the owner of a token. For sockets; routes use the request gate. */
export interface TokenGate {
  findOwner(token: string): Promise<TokenOwner>;
}

export function createTokenGate(parts: {
  readonly tokens: Tokens;
  readonly tenants: TenantStore;
  readonly agents: AgentDirectory;
}): TokenGate {
  const findOwner = async (token: string): Promise<TokenOwner> => {
    const verified: VerifiedToken<AgentTokenClaims> = await parts.tokens.verifyAgentToken(token);
    if (verified.status === "invalid") return verified;
    const { claims, expiresAtMs } = verified;
    const tenant = await parts.tenants.find(claims.tenantId);
    if (!tenant) return { status: "invalid" };
    if (verified.status === "expired") return { status: "expired", tenant };
    const agent = await parts.agents.find(claims.tenantId, claims.agentId);
    if (!agent) return { status: "invalid" };
    if (agent.disabled) return { status: "disabled", tenant };
    return { status: "valid", tenant, expiresAtMs, agent: authenticated(agent, tenant, claims) };
  };
  return {
    findOwner,
  };
}

function authenticated(
  agent: AuthenticatedAgent["agent"],
  tenant: Tenant,
  { keyId, authTimeMs, kind }: AgentTokenClaims,
): AuthenticatedAgent {
  return {
    tenantId: agent.tenantId,
    agentId: agent.id,
    email: agent.email,
    displayName: createDisplayName(agent),
    publicName: createPublicName(agent, tenant.name),
    agent,
    keyId,
    authTimeMs,
    tokenKind: kind,
  };
}

/** Why a valid token isn't renewed. */
export type RenewalRefusal = "revoked" | "signed-in-too-long" | "wrong-kind";

const SENTENCES = {
  expired: "The token has expired.",
  revoked: "What this agent was signed in with has been revoked: the API key, or the Genesys organization.",
  "signed-in-too-long": "This agent signed in more than 12 hours ago.",
  "wrong-kind": "This token can't be used for this call.",
  invalid: "The token is missing, or this platform didn't issue it.",
} as const;

export function toRefusal(status: Exclude<TokenOwner["status"], "valid"> | RenewalRefusal): DomainError {
  if (status === "disabled")
    return new DomainError(
      "agent-disabled",
      "This agent has been disabled by an operator.",
      "Ask the operator to enable the agent again.",
    );
  return new DomainError(
    "not-authenticated",
    SENTENCES[status],
    "Sign in again and repeat the request with the new token as `Authorization: Bearer …`.",
  );
}
