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

/** Who a request comes from, proven by its token, and looked up: not disabled, tenant present. */
export interface AuthenticatedAgent {
  readonly tenantId: string;
  readonly agentId: string;
  readonly email: string;
  readonly displayName: string;
  readonly agent: Agent;
}
