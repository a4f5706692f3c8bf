import type { AgentDirectory, AuthenticatedAgent } from "./agents.ts";
import { displayNameOf } from "./agents.ts";
import { DomainError } from "./errors.ts";
import type { Tenant, TenantStore } from "./tenants.ts";
import type { AgentTokenClaims, Tokens, VerifiedToken } from "./tokens.ts";

/** What a token proves: `expired` still tells whose it was. */
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

/** Looks up who a token belongs to. For sockets; a route uses the request gate. */
export interface TokenGate {
  ownerOf(token: string): Promise<TokenOwner>;
  /** The same, or a `DomainError` that says what is wrong. */
  requireOwner(token: string): Promise<Extract<TokenOwner, { status: "valid" }>>;
}

export function createTokenGate(parts: {
  readonly tokens: Tokens;
  readonly tenants: TenantStore;
  readonly agents: AgentDirectory;
}): TokenGate {
  const ownerOf = async (token: string): Promise<TokenOwner> => {
    const verified: VerifiedToken<AgentTokenClaims> = await parts.tokens.verifyAgentToken(token);
    if (verified.status === "invalid") return verified;
    const { claims, expiresAtMs } = verified;
    const tenant = await parts.tenants.find(claims.tenantId);
    if (!tenant) return { status: "invalid" };
    if (verified.status === "expired") return { status: "expired", tenant };
    const agent = await parts.agents.find(claims.tenantId, claims.agentId);
    if (!agent) return { status: "invalid" };
    if (agent.disabled) return { status: "disabled", tenant };
    return { status: "valid", tenant, expiresAtMs, agent: authenticated(agent, claims.keyId) };
  };
  return {
    ownerOf,
    async requireOwner(token) {
      const owner = await ownerOf(token);
      if (owner.status === "valid") return owner;
      throw refusalOf(owner.status);
    },
  };
}

function authenticated(agent: AuthenticatedAgent["agent"], keyId: string): AuthenticatedAgent {
  return {
    tenantId: agent.tenantId,
    agentId: agent.id,
    email: agent.email,
    displayName: displayNameOf(agent),
    agent,
    keyId,
  };
}

const SENTENCES = {
  expired: "The token has expired.",
  revoked: "The API key that this agent was signed in with has been revoked.",
  invalid: "The token is missing or not one of this platform's.",
} as const;

export function refusalOf(status: Exclude<TokenOwner["status"], "valid"> | "revoked"): DomainError {
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
