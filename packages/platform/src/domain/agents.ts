/** An agent is (tenant, e-mail as sent); the other fields are attributes. */
export interface Agent {
  readonly id: string;
  readonly tenantId: string;
  /** As stored: organisation id and address, concatenated. */
  readonly email: string;
  /** `division` on the wire. */
  readonly externalId: string;
  readonly organizationId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly contactEmail: string;
  readonly disabled: boolean;
  /** Code of the agent's own page, as in `shortUrl`. */
  readonly shortCode: string;
}

/** What a sign-in may say of an agent, beside who it is. */
export type AgentAttribute = "externalId" | "organizationId" | "firstName" | "lastName" | "contactEmail";

/** The port to wherever agents are kept. */
export interface AgentDirectory {
  /** Null where the tenant has no such agent: a foreign one is as good as absent. */
  find(tenantId: string, agentId: string): Promise<Agent | null>;
  findByEmail(tenantId: string, email: string): Promise<Agent | null>;
  /** Adds the agent unless its e-mail is there already; resolves with the one that is stored. */
  add(agent: Agent): Promise<Agent>;
  /** Stores attributes that are empty until now; none where one of them is not. Resolves with the agent that is stored. */
  complete(agent: Agent, empty: Partial<Pick<Agent, AgentAttribute>>): Promise<Agent>;
}

/** Who a request comes from, proven by its token, and looked up: not disabled, tenant present. */
export interface AuthenticatedAgent {
  readonly tenantId: string;
  readonly agentId: string;
  readonly email: string;
  readonly displayName: string;
  readonly agent: Agent;
  /** The API key that the agent was signed in with. */
  readonly keyId: string;
}

/** What others are shown: the name, else the contact address, else the e-mail without the organisation id in it. */
export function displayNameOf(
  agent: Pick<Agent, "firstName" | "lastName" | "contactEmail" | "email" | "organizationId">,
): string {
  const name = `${agent.firstName} ${agent.lastName}`.trim();
  if (name) return name;
  if (agent.contactEmail) return agent.contactEmail;
  return agent.organizationId ? agent.email.replace(agent.organizationId, "") : agent.email;
}
