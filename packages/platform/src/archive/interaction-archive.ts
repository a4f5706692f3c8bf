import type { EpochMs } from "@videoengager/protocol/ids";
import type { InteractionPage } from "@videoengager/protocol/rest/interaction-list";

export interface PageRequest {
  readonly limit: number;
  /** `next` of the previous page. */
  readonly after?: string;
  /** Only this agent's interactions. */
  readonly agentId?: string;
}

/** What identifies a person who asks for erasure. */
export type VisitorAddress = { readonly email: string } | { readonly phone: string };

export interface FoundInteraction {
  readonly id: string;
  readonly visitorName: string;
  readonly visitorEmail: string;
  readonly visitorPhone: string;
  readonly createdAtMs: EpochMs;
}

/** Records of interactions: lists, exports, erasure and deletion. */
export interface InteractionArchive {
  /** Newest first. Every page is found by a seek, so page 1,000 costs as much as page 1. */
  list(tenantId: string, page: PageRequest): Promise<InteractionPage>;
  /** All stored data of an interaction. Null if the tenant has no such interaction. */
  export(tenantId: string, id: string): Promise<Readonly<Record<string, unknown>> | null>;
  /** Interactions whose visitor has this e-mail address (ignoring case) or phone number (comparing digits), newest first. */
  findByVisitor(tenantId: string, visitor: VisitorAddress): Promise<readonly FoundInteraction[]>;
  /** Removes the visitor's personal data, and ends the interaction if it is open. False if there is no such interaction. */
  erase(tenantId: string, id: string, nowMs: EpochMs): Promise<boolean>;
  /**
   * Removes the personal data of visitors whose interactions ended before then, of `limit` interactions at most.
   *
   * @returns how many were erased; fewer than `limit`: none are left
   */
  eraseEndedBefore(tenantId: string, endedBeforeMs: EpochMs, nowMs: EpochMs, limit: number): Promise<number>;
  /**
   * Deletes ended interactions that were created before then, `limit` at most.
   *
   * @returns how many were deleted; fewer than `limit`: none are left
   */
  purgeCreatedBefore(tenantId: string, createdBeforeMs: EpochMs, limit: number): Promise<number>;
}
