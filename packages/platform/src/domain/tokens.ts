import type { SeatRole } from "@videoengager/protocol/ids";
import { decodeProtectedHeader, jwtVerify, SignJWT } from "jose";
import { JWTExpired } from "jose/errors";
import type { Clock } from "./clock.ts";
import type { KeyRing } from "./key-ring.ts";

/** `agent`: from `impersonateCreate`. `widget`: a widget's own, from its sign-in. */
export type AgentTokenKind = "agent" | "widget";

export interface AgentTokenClaims {
  readonly kind: AgentTokenKind;
  readonly tenantId: string;
  readonly agentId: string;
  /** As stored: organisation id and address. */
  readonly email: string;
  /** The API key that the agent was signed in with: once it is revoked, nothing renews the token. */
  readonly keyId: string;
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
  /** Lasts an hour. */
  signAgentToken(claims: AgentTokenClaims): Promise<SignedToken>;
  verifyAgentToken(token: string): Promise<VerifiedToken<AgentTokenClaims>>;
  /** Lasts 12 hours. */
  signSeatToken(claims: SeatTokenClaims): Promise<SignedToken>;
  verifySeatToken(token: string): Promise<VerifiedToken<SeatTokenClaims>>;
}

const HOUR_MS = 60 * 60_000;
export const AGENT_TOKEN_LIFE_MS: number = HOUR_MS;
export const SEAT_TOKEN_LIFE_MS: number = 12 * HOUR_MS;

const ALGORITHM = "HS256";
/** Longer than any token of ours; a longer one isn't even decoded. */
const MOST_TOKEN_LENGTH = 4_096;

/** Tokens are JWTs; the audience keeps a seat's from passing for an agent's. */
export function createTokens(keys: KeyRing, clock: Clock): Tokens {
  const sign = async (audience: string, claims: object, lifeMs: number): Promise<SignedToken> => {
    const key = keys.current();
    const nowS = Math.floor(clock.nowMs() / 1_000);
    const expiresAtS = nowS + Math.floor(lifeMs / 1_000);
    const token = await new SignJWT({ ...claims })
      .setProtectedHeader({ alg: ALGORITHM, kid: key.id })
      .setAudience(audience)
      .setIssuedAt(nowS)
      .setExpirationTime(expiresAtS)
      .sign(key.secret);
    return { token, expiresAtMs: expiresAtS * 1_000 };
  };

  const verify = async <Claims>(
    token: string,
    audience: string,
    read: (payload: Record<string, unknown>) => Claims | null,
  ): Promise<VerifiedToken<Claims>> => {
    const result = (status: "valid" | "expired", payload: Record<string, unknown>): VerifiedToken<Claims> => {
      const claims = read(payload);
      return claims === null
        ? { status: "invalid" }
        : { status, claims, expiresAtMs: Number(payload.exp) * 1_000 };
    };
    const secret = await secretOf(token, keys);
    if (!secret) return { status: "invalid" };
    try {
      const { payload } = await jwtVerify(token, secret, {
        audience,
        algorithms: [ALGORITHM],
        currentDate: new Date(clock.nowMs()),
        requiredClaims: ["exp"],
      });
      return result("valid", payload);
    } catch (error) {
      // Only reached after the signature and the audience were found right.
      return error instanceof JWTExpired ? result("expired", error.payload) : { status: "invalid" };
    }
  };

  return {
    signAgentToken: (claims) => sign("agent", claims, AGENT_TOKEN_LIFE_MS),
    verifyAgentToken: (token) => verify(token, "agent", readAgentClaims),
    signSeatToken: (claims) => sign("seat", claims, SEAT_TOKEN_LIFE_MS),
    verifySeatToken: (token) => verify(token, "seat", readSeatClaims),
  };
}

async function secretOf(token: string, keys: KeyRing): Promise<Uint8Array | null> {
  if (token.length > MOST_TOKEN_LENGTH) return null;
  try {
    const { kid } = decodeProtectedHeader(token);
    return kid ? ((await keys.find(kid))?.secret ?? null) : null;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function readAgentClaims({
  kind,
  tenantId,
  agentId,
  email,
  keyId,
}: Record<string, unknown>): AgentTokenClaims | null {
  if (kind !== "agent" && kind !== "widget") return null;
  if (typeof tenantId !== "string" || typeof agentId !== "string") return null;
  return typeof email === "string" && typeof keyId === "string"
    ? { kind, tenantId, agentId, email, keyId }
    : null;
}

function readSeatClaims({
  interactionId,
  tenantId,
  role,
  instanceId,
}: Record<string, unknown>): SeatTokenClaims | null {
  if (role !== "agent" && role !== "visitor") return null;
  return typeof interactionId === "string" && typeof tenantId === "string" && typeof instanceId === "string"
    ? { interactionId, tenantId, role, instanceId }
    : null;
}
