import type { InteractionId } from "../ids.ts";

/** Whatever an application attaches to an interaction; bounded in size by the platform. */
export interface CustomData {
  /** The visitor's consent to a recording. */
  readonly recordingConsent?: { readonly given: boolean };
  /** An application's own reference (a CRM's `customer-123`), as `call({customerId})` gave it. */
  readonly customerId?: string;
  readonly [key: string]: unknown;
}

/** `POST /api/interactions/tenants/{tenantId}/interactions`, from a web site of the tenant's origins. */
export interface CreateInteractionRequest {
  readonly type: "OUTBOUND";
  readonly customData?: CustomData;
}

export interface InteractionLinks {
  /** Where the page is. A visitor's is relative to the platform's origin and takes `name`, `email`, `phone`, `csg`. */
  readonly fullUrl: string;
  readonly shortUrl: string;
}

export interface CreateInteractionResponse {
  readonly interactionId: InteractionId;
  readonly visitor: InteractionLinks;
  /** Holds no credential: opening it asks the agent to sign in. */
  readonly agent: InteractionLinks;
}
