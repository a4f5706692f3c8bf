import type { EpochMs } from "@videoengager/protocol/ids";
import type { InteractionPage } from "@videoengager/protocol/rest/interaction-list";

export interface PageRequest {
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: string;
  /** Only this agent's. */
  readonly agentId?: string;
}

/** Interactions as records: what is listed, handed out to the person concerned, and erased. */
export interface InteractionArchive {
  /** The newest first. */
  list(tenantId: string, page: PageRequest): Promise<InteractionPage>;
  /** Everything that is stored of one interaction; null where the tenant has no such one. */
  export(tenantId: string, id: string): Promise<Readonly<Record<string, unknown>> | null>;
  /** Removes what identifies the visitor, and ends the interaction where it is open. False where there is no such one. */
  erase(tenantId: string, id: string, nowMs: EpochMs): Promise<boolean>;
  /** Removes what identifies the visitors of interactions that ended before then. Resolves with how many. */
  eraseEndedBefore(tenantId: string, endedBeforeMs: EpochMs): Promise<number>;
}
