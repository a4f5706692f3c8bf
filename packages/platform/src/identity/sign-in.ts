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
   * The agent of an account that Genesys Cloud has authenticated and that the tenant allows; created at its first sign-in. Rejects with
   * `agent-disabled`.
   */
  signInFromGenesys(
    tenant: Tenant,
    account: { readonly email: string; readonly name: string },
  ): Promise<Agent>;
  /** The widget's token of an agent that `signInFromGenesys` returned just now. Rejects like `issueWidgetToken`. */
  issueGenesysToken(tenant: Tenant, agentId: string): Promise<SignedToken>;
  /**
   * A widget's token for an agent that is already signed in. Rejects with `not-authenticated` if the sign-in's API key was
   * revoked, if the tenant no longer allows its Genesys organization, or 12 hours after the sign-in: otherwise a stolen token could be
   * renewed forever.
   */
  issueWidgetToken(agent: Pick<AuthenticatedAgent, "agent" | "keyId" | "authTimeMs">): Promise<SignedToken>;
}

interface Parts {
  readonly tenants: TenantStore;
  readonly agents: AgentDirectory;
  readonly apiKeys: ApiKeyStore;
  readonly tokens: Tokens;
  readonly clock: Clock;
}

export function createSignIn(parts: Parts): SignIn {
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

  const issueWidgetToken: SignIn["issueWidgetToken"] = async ({ agent, keyId, authTimeMs }) => {
    if (!(await isKeyValid(parts, agent, keyId))) throw toRefusal("revoked");
    if (parts.clock.nowMs() - authTimeMs >= MAX_SIGN_IN_MS) throw toRefusal("signed-in-too-long");
    return issue(agent, { kind: "widget", keyId, authTimeMs });
  };

  return {
    issueWidgetToken,
    async signInFromGenesys({ id }, { email, name }) {
      const names = splitName(name);
      const known = await parts.agents.findByEmail(id, email);
      const agent = known ?? (await parts.agents.add(newAgent(id, email, names)));
      if (agent.disabled) throw toRefusal("disabled");
      return parts.agents.update(agent, selectChange(agent, names, false));
    },
    async issueGenesysToken(tenant, agentId) {
      const agent = await parts.agents.find(tenant.id, agentId);
      if (!agent) throw toRefusal("invalid");
      if (agent.disabled) throw toRefusal("disabled");
      return issueWidgetToken({ agent, keyId: genesysKeyId(tenant), authTimeMs: parts.clock.nowMs() });
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

async function isKeyValid(parts: Parts, agent: Agent, keyId: string): Promise<boolean> {
  if (keyId.startsWith(GENESYS_KEY_PREFIX)) {
    const tenant = await parts.tenants.find(agent.tenantId);
    return tenant !== null && keyId === genesysKeyId(tenant);
  }
  const key = await parts.apiKeys.find(keyId);
  return key !== null && key.revokedAtMs === null;
}

const GENESYS_KEY_PREFIX = "genesys:";

/**
 * Takes the place of an API key in the tokens of a sign-in with Genesys Cloud. It changes with the tenant's settings, so changing them
 * revokes these sign-ins.
 */
function genesysKeyId({ settings: { genesys } }: Tenant): string {
  return `${GENESYS_KEY_PREFIX}${genesys.domain ?? ""}:${genesys.organizationId ?? ""}:${genesys.clientId ?? ""}`;
}

/** Genesys Cloud has one name. The last word counts as the last name. */
function splitName(name: string): AgentAttributes {
  const words = name.trim().split(/\s+/);
  const lastName = words.length > 1 ? words.pop() : undefined;
  return { firstName: words.join(" "), lastName };
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
