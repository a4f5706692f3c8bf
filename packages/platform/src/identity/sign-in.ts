import { randomBytes } from "node:crypto";
import type { Clock } from "../lib/clock.ts";
import { DomainError } from "../lib/errors.ts";
import {
  type Agent,
  type AgentAttribute,
  type AgentChange,
  type AgentDirectory,
  type AuthenticatedAgent,
} from "./agents.ts";
import { type ApiKeyStore, ownerOfKey } from "./api-keys.ts";
import type { Tenant, TenantStore } from "./tenants.ts";
import { toRefusal } from "./token-gate.ts";
import {
  type AgentTokenClaims,
  type AgentTokenKind,
  MAX_SIGN_IN_MS,
  type SignedToken,
  type Tokens,
} from "./tokens.ts";

type SignInClaims = Pick<AgentTokenClaims, "kind" | "keyId" | "authTimeMs">;

/** Attributes of a sign-in. An absent one changes nothing. */
export type AgentAttributes = { readonly [Name in AgentAttribute]?: string | undefined };

export interface SignedIn {
  readonly agent: Agent;
  readonly token: SignedToken;
}

/** The tenant of a valid API key. */
export interface KeyOwner {
  readonly tenant: Tenant;
  readonly keyId: string;
}

/** Issues agents' tokens for an API key. */
export interface SignIn {
  /** The key's tenant. Rejects with `not-authenticated`. */
  ownerOfKey(pak: string): Promise<KeyOwner>;
  /**
   * Creates the agent at its first sign-in, and stores the names that are sent. Rejects with `agent-disabled` if an operator
   * disabled it, and with `agent-conflict` if `externalId` or `organizationId` differs from the stored one, unless the
   * tenant's `agentDivision` is `take`. `kind` is `agent` by default.
   */
  signInOrCreate(
    owner: KeyOwner,
    email: string,
    attributes: AgentAttributes,
    kind?: AgentTokenKind,
  ): Promise<SignedIn>;
  /** Rejects with `not-found` if the agent doesn't exist, else like `signInOrCreate`. */
  signInExisting(owner: KeyOwner, email: string, attributes: AgentAttributes): Promise<SignedIn>;
  /**
   * A widget's token for an agent that is already signed in. Rejects with `not-authenticated` if the sign-in's API key was
   * revoked, or 12 hours after the sign-in: otherwise a stolen token could be renewed forever.
   */
  issueWidgetToken(agent: AuthenticatedAgent): Promise<SignedToken>;
}

export function createSignIn(parts: {
  readonly tenants: TenantStore;
  readonly agents: AgentDirectory;
  readonly apiKeys: ApiKeyStore;
  readonly tokens: Tokens;
  readonly clock: Clock;
}): SignIn {
  const issue = (agent: Agent, claims: SignInClaims): Promise<SignedToken> =>
    parts.tokens.signAgentToken({
      ...claims,
      tenantId: agent.tenantId,
      agentId: agent.id,
      email: agent.email,
    });

  const signIn = async (
    { tenant, keyId }: KeyOwner,
    known: Agent,
    attributes: AgentAttributes,
    kind: AgentTokenKind = "agent",
  ): Promise<SignedIn> => {
    if (known.disabled) throw toRefusal("disabled");
    const takesAll = tenant.settings.agentDivision === "take";
    const agent = await parts.agents.update(known, selectChange(known, attributes, takesAll));
    checkSame("division", agent.externalId, attributes.externalId);
    checkSame("organizationId", agent.organizationId, attributes.organizationId);
    const token = await issue(agent, { kind, keyId, authTimeMs: parts.clock.nowMs() });
    return { agent, token };
  };

  return {
    async issueWidgetToken({ agent, keyId, authTimeMs }) {
      const key = await parts.apiKeys.find(keyId);
      if (!key || key.revokedAtMs !== null) throw toRefusal("revoked");
      if (parts.clock.nowMs() - authTimeMs >= MAX_SIGN_IN_MS) throw toRefusal("signed-in-too-long");
      return issue(agent, { kind: "widget", keyId, authTimeMs });
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
    async signInOrCreate(owner, email, attributes, kind) {
      const { id } = owner.tenant;
      const known = await parts.agents.findByEmail(id, email);
      const agent = known ?? (await parts.agents.add(newAgent(id, email, attributes)));
      return signIn(owner, agent, attributes, kind);
    },
    async signInExisting(owner, email, attributes) {
      const agent = await parts.agents.findByEmail(owner.tenant.id, email);
      if (agent) return signIn(owner, agent, attributes);
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

/** For display: each sign-in replaces them. */
const DISPLAY_ATTRIBUTES: readonly AgentAttribute[] = ["firstName", "lastName", "contactEmail"];
/** The agent's place in the organization: stored once, then only replaced if the tenant's `agentDivision` is `take`. */
const MEMBERSHIP_ATTRIBUTES: readonly AgentAttribute[] = ["externalId", "organizationId"];

/** What a sign-in changes. An absent or empty attribute changes nothing: the widget's sign-in has none. */
function selectChange(agent: Agent, attributes: AgentAttributes, takesAll: boolean): AgentChange {
  const changed = (names: readonly AgentAttribute[]): readonly (readonly [AgentAttribute, string])[] =>
    names.flatMap((name) => {
      const value = attributes[name];
      return value && value !== agent[name] ? [[name, value] as const] : [];
    });
  const membership = changed(MEMBERSHIP_ATTRIBUTES).filter(([name]) => takesAll || agent[name] === "");
  return Object.fromEntries([...changed(DISPLAY_ATTRIBUTES), ...membership]);
}

/** An absent or empty attribute counts as equal. */
function checkSame(field: string, stored: string, sent: string | undefined): void {
  if (!stored || !sent || sent === stored) return;
  throw new DomainError(
    "agent-conflict",
    `This agent exists with another ${field}.`,
    `Sign in with the stored ${field}, or ask the operator to change it (platform agent set, or tenant set agentDivision=take).`,
    { fields: [{ path: `/${field}`, message: "differs from what is stored" }] },
  );
}
