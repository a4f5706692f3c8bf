import type { SeatRole } from "@videoengager/protocol/ids";

/** `agent`: from `impersonateCreate`. `widget`: a widget's own, from its sign-in. */
export type AgentTokenKind = "agent" | "widget";

export interface AgentTokenClaims {
  readonly kind: AgentTokenKind;
  readonly tenantId: string;
  readonly agentId: string;
  /** As stored: organisation id and address. */
  readonly email: string;
}

export interface SeatTokenClaims {
  readonly interactionId: string;
  readonly tenantId: string;
  readonly role: SeatRole;
  /** The page load that sits there. */
  readonly instanceId: string;
}

export interface SignedToken {
  readonly token: string;
  readonly expiresAtMs: number;
}

/** `expired` is signed by us and too old: it still tells whose it was. */
export type VerifiedToken<Claims> =
  | { readonly status: "valid" | "expired"; readonly claims: Claims; readonly expiresAtMs: number }
  | { readonly status: "invalid" };

/** Signs and verifies every token of the platform. */
export interface Tokens {
  signAgentToken(claims: AgentTokenClaims): Promise<SignedToken>;
  verifyAgentToken(token: string): Promise<VerifiedToken<AgentTokenClaims>>;
  /** Lasts 12 hours. */
  signSeatToken(claims: SeatTokenClaims): Promise<SignedToken>;
  verifySeatToken(token: string): Promise<VerifiedToken<SeatTokenClaims>>;
}
