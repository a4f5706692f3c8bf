import { randomBytes } from "node:crypto";
import {
  type Agent,
  type AgentAttribute,
  type AgentDirectory,
  type AuthenticatedAgent,
  displayNameOf,
} from "./agents.ts";
import { type ApiKeyStore, ownerOfKey } from "./api-keys.ts";
import { DomainError } from "./errors.ts";
import type { Tenant, TenantStore } from "./tenants.ts";
import { refusalOf } from "./token-gate.ts";
import type { AgentTokenKind, SignedToken, Tokens } from "./tokens.ts";

/** Attributes that came with a sign-in; an absent one says nothing. */
export type AgentAttributes = { readonly [Name in AgentAttribute]?: string | undefined };

export interface SignedIn {
  readonly agent: Agent;
  readonly displayName: string;
  readonly token: SignedToken;
}

/** A tenant that proved itself by an API key. */
export interface KeyOwner {
  readonly tenant: Tenant;
  readonly keyId: string;
}

/** How an agent gets a token for an API key. */
export interface SignIn {
  /** Whose key this is. Rejects with `not-authenticated`. */
  ownerOfKey(pak: string): Promise<KeyOwner>;
  /**
   * Creates the agent on first use. Rejects with `agent-conflict` where `externalId` or `organizationId` differs from
   * what is stored, `agent-disabled` where an operator disabled it. `kind` is `agent` by default.
   */
  signInOrCreate(
    owner: KeyOwner,
    email: string,
    attributes: AgentAttributes,
    kind?: AgentTokenKind,
  ): Promise<SignedIn>;
  /** Rejects with `not-found` where the agent doesn't exist, and as `signInOrCreate` does. */
  signInExisting(owner: KeyOwner, email: string, attributes: AgentAttributes): Promise<SignedIn>;
  /**
   * A token for an agent whose request is signed in already. Rejects with `not-authenticated` where the key that it was
   * signed in with has been revoked: by renewing, a token would outlive its key for ever.
   */
  renew(agent: AuthenticatedAgent, kind: AgentTokenKind): Promise<SignedToken>;
}

export function createSignIn(parts: {
  readonly tenants: TenantStore;
  readonly agents: AgentDirectory;
  readonly apiKeys: ApiKeyStore;
  readonly tokens: Tokens;
}): SignIn {
  const issue = (agent: Agent, kind: AgentTokenKind, keyId: string): Promise<SignedToken> =>
    parts.tokens.signAgentToken({
      kind,
      tenantId: agent.tenantId,
      agentId: agent.id,
      email: agent.email,
      keyId,
    });

  const signIn = async (
    known: Agent,
    attributes: AgentAttributes,
    keyId: string,
    kind: AgentTokenKind = "agent",
  ): Promise<SignedIn> => {
    const empty = unknownUntilNow(known, attributes);
    const agent = Object.keys(empty).length === 0 ? known : await parts.agents.complete(known, empty);
    checkSame("division", agent.externalId, attributes.externalId);
    checkSame("organizationId", agent.organizationId, attributes.organizationId);
    if (agent.disabled) throw refusalOf("disabled");
    return { agent, displayName: displayNameOf(agent), token: await issue(agent, kind, keyId) };
  };

  return {
    async renew({ agent, keyId }, kind) {
      const key = await parts.apiKeys.find(keyId);
      if (key && key.revokedAtMs === null) return issue(agent, kind, keyId);
      throw refusalOf("revoked");
    },
    async ownerOfKey(pak) {
      const key = await ownerOfKey(parts.apiKeys, pak, "agents");
      const tenant = key && (await parts.tenants.find(key.tenantId));
      if (tenant) return { tenant, keyId: key.id };
      throw new DomainError(
        "not-authenticated",
        "The API key is unknown or has been revoked.",
        "Check the key, or ask the operator for a new one (platform key add).",
      );
    },
    async signInOrCreate({ tenant, keyId }, email, attributes, kind) {
      const known = await parts.agents.findByEmail(tenant.id, email);
      const agent = known ?? (await parts.agents.add(newAgent(tenant.id, email, attributes)));
      return signIn(agent, attributes, keyId, kind);
    },
    async signInExisting({ tenant, keyId }, email, attributes) {
      const agent = await parts.agents.findByEmail(tenant.id, email);
      if (agent) return signIn(agent, attributes, keyId);
      throw new DomainError(
        "not-found",
        "The tenant has no such agent.",
        "Create the agent first with POST /api/partners/impersonateCreate.",
      );
    },
  };
}

function newAgent(tenantId: string, email: string, attributes: AgentAttributes): Agent {
  return {
    id: `a_${randomBytes(16).toString("base64url")}`,
    tenantId,
    email,
    externalId: attributes.externalId ?? "",
    organizationId: attributes.organizationId ?? "",
    firstName: attributes.firstName ?? "",
    lastName: attributes.lastName ?? "",
    contactEmail: attributes.contactEmail ?? "",
    disabled: false,
    shortCode: randomBytes(8).toString("base64url"),
  };
}

const ATTRIBUTES: readonly AgentAttribute[] = [
  "externalId",
  "organizationId",
  "firstName",
  "lastName",
  "contactEmail",
];

/** What was stored empty, for the widget's sign-in knows none of it: whoever says it first fills it in. */
function unknownUntilNow(agent: Agent, attributes: AgentAttributes): Partial<Pick<Agent, AgentAttribute>> {
  const said = ATTRIBUTES.flatMap((name) => {
    const value = attributes[name];
    return value && !agent[name] ? [[name, value] as const] : [];
  });
  return Object.fromEntries(said);
}

/** What is sent empty is no difference. */
function checkSame(field: string, stored: string, sent: string | undefined): void {
  if (!stored || !sent || sent === stored) return;
  throw new DomainError(
    "agent-conflict",
    `This agent exists with another ${field}.`,
    `Sign in with the ${field} that the agent was created with, or use another e-mail.`,
    { fields: [{ path: `/${field}`, message: "differs from what is stored" }] },
  );
}
