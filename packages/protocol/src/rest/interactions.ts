import type { InteractionId } from "../ids.ts";

/** Data that an application attaches to an interaction. The platform limits its size. */
export interface CustomData {
  /** The visitor's consent to a recording. */
  readonly recordingConsent?: { readonly given: boolean };
  /** An application's own reference (a CRM's `customer-123`), as `call({customerId})` gave it. */
  readonly customerId?: string;
  readonly [key: string]: unknown;
}

/** `POST /api/interactions/tenants/{tenantId}/interactions`, from a web site of the tenant's origins. */
export interface CreateInteractionRequest {
  /** Can be empty. Default: empty. */
  readonly customData?: CustomData;
  /**
   * Personal data about the visitor, at most 16 kB. It is encrypted at rest, and no agent's list shows it. It is read once, with the
   * one-time password of the response.
   */
  readonly visitorData?: VisitorData;
  /** Accepted for compatibility and ignored. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Default `INBOUND`. The response repeats it; the platform treats both the same. */
  readonly type?: InteractionType;
  /**
   * The part after `/visitor/` in the visitor's own link of an earlier request to the same tenant. If this request has no custom data, it
   * gets the earlier one's. Ignored where it isn't such a link.
   */
  readonly again?: string;
}

export type VisitorData = Readonly<Record<string, unknown>>;

export type InteractionType = "INBOUND" | "OUTBOUND";

export interface InteractionLinks {
  /** The page's address. A visitor's is relative to the platform's origin and takes `name`, `email`, `phone`, `csg`. */
  readonly fullUrl: string;
  readonly shortUrl: string;
}

export interface CreateInteractionResponse {
  readonly interactionId: InteractionId;
  readonly type: InteractionType;
  readonly visitor: InteractionLinks;
  /** Contains no credential: the page asks the agent to sign in. */
  readonly agent: InteractionLinks;
  /** The one-time password for {@link VisitorDataResponse}. Absent if the request had no visitor data. */
  readonly otip?: string;
  /** Base64 of `{interactionId}:{otip}`. */
  readonly eotip?: string;
}

/**
 * `GET /api/interactions/{interactionId}/visitor-data` with the header `otip`: the visitor data, once. A second request gets
 * `not-found`.
 */
export interface VisitorDataResponse {
  readonly visitorData: VisitorData;
}
