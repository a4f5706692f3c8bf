/** `POST /api/partners/impersonateCreate`: exchanges an API key for an agent's token; creates the agent on first use. */
export interface ImpersonateCreateRequest {
  /** The tenant's API key. */
  readonly pak: string;
  /** The SDK's `externalId`. */
  readonly division: string;
  /** `organizationId + agentEmail`, plain concatenation. */
  readonly email: string;
  readonly organizationId?: string | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly contactEmail?: string | undefined;
}

export interface ImpersonateCreateResponse {
  /** A short-lived signed token of this agent. */
  readonly token: string;
}

/** `GET /api/partners/impersonate/{pak}/{externalId}/{email}`: the same for API clients. The agent must exist. */
export interface ImpersonateResponse {
  readonly token: string;
  /** When the token expires, Unix time in seconds; 0 if never. */
  readonly token_expiration: number;
}

/** `GET /api/signalling/endpoint/{tennantId}/null`: its result is the query parameter `signallingId` of the push URL. */
export interface SignallingEndpointResponse {
  readonly signallingId: string;
}
