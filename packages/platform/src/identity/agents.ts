import type { EpochMs } from "@videoengager/protocol/ids";
import type { AgentTokenKind } from "./tokens.ts";

/** Tenant and e-mail (as sent) identify an agent; the other fields are attributes. */
export interface Agent {
  readonly id: string;
  readonly tenantId: string;
  /** Organization id and address, concatenated. */
  readonly email: string;
  /** `division` on the wire. */
  readonly externalId: string;
  readonly organizationId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly contactEmail: string;
  readonly disabled: boolean;
  /** The code in the agent's `shortUrl`. */
  readonly shortCode: string;
}

/** What a sign-in can set besides the e-mail. */
export type AgentAttribute = "externalId" | "organizationId" | "firstName" | "lastName" | "contactEmail";

export type AgentChange = Partial<Pick<Agent, AgentAttribute>>;

/** Where agents are stored. */
export interface AgentDirectory {
  /** Null if the tenant has no such agent. */
  find(tenantId: string, agentId: string): Promise<Agent | null>;
  findByEmail(tenantId: string, email: string): Promise<Agent | null>;
  /** Adds the agent unless one with its e-mail exists. Resolves with the stored agent. */
  add(agent: Agent): Promise<Agent>;
  /**
   * Changes attributes if the agent is still as given. Resolves with the stored agent, which another sign-in can have changed
   * first.
   */
  update(agent: Agent, change: AgentChange): Promise<Agent>;
}

/** The agent of a request's valid token. It exists and isn't disabled. */
export interface AuthenticatedAgent {
  readonly tenantId: string;
  readonly agentId: string;
  readonly email: string;
  /** For agents and operators. */
  readonly displayName: string;
  /** For visitors. */
  readonly publicName: string;
  readonly agent: Agent;
  /** The API key of the sign-in, and its time. */
  readonly keyId: string;
  readonly authTimeMs: EpochMs;
  readonly tokenKind: AgentTokenKind;
}

type Named = Pick<Agent, "firstName" | "lastName" | "contactEmail" | "email" | "organizationId">;

/** For agents and operators: the name, else the contact address, else the e-mail without the organization id. */
export function createDisplayName(agent: Named): string {
  const name = joinNames(agent);
  if (name) return name;
  if (agent.contactEmail) return agent.contactEmail;
  return agent.organizationId ? agent.email.replace(agent.organizationId, "") : agent.email;
}

/** For visitors: the agent's name, else the company's; never an e-mail address. */
export function createPublicName(agent: Pick<Agent, "firstName" | "lastName">, company: string): string {
  const name = joinNames(agent);
  return name && !name.includes("@") ? name : company;
}

function joinNames({ firstName, lastName }: Pick<Agent, "firstName" | "lastName">): string {
  return `${firstName} ${lastName}`.trim();
}
