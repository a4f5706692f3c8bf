import type { EpochMs, SeatRole } from "@videoengager/protocol/ids";
import { decodeProtectedHeader, jwtVerify, SignJWT } from "jose";
import { JWTExpired } from "jose/errors";
import type { Clock } from "../lib/clock.ts";
import type { KeyRing, SigningKey } from "./key-ring.ts";

/** `agent`: from `impersonateCreate`. `widget`: from a widget's sign-in. */
export type AgentTokenKind = "agent" | "widget";

export interface AgentTokenClaims {
  readonly kind: AgentTokenKind;
  readonly tenantId: string;
  readonly agentId: string;
  /** Organization id and address, concatenated. */
  readonly email: string;
  /** The sign-in's API key. Once it is revoked, the token can't be renewed. */
  readonly keyId: string;
  /** The time of the sign-in. Renewed tokens keep it and end {@link MAX_SIGN_IN_MS} after it. */
  readonly authTimeMs: EpochMs;
}

export interface SeatTokenClaims {
  readonly interactionId: string;
  readonly tenantId: string;
  readonly role: SeatRole;
  /** The page load that has the seat. */
  readonly instanceId: string;
}

export interface SignedToken {
  readonly token: string;
  readonly expiresAtMs: number;
}

/** An `expired` token is genuine, so its claims are true. */
export type VerifiedToken<Claims> =
  | { readonly status: "valid" | "expired"; readonly claims: Claims; readonly expiresAtMs: number }
  | { readonly status: "invalid" };

/** Signs and verifies every token of the platform. */
export interface Tokens {
  /** Lasts an hour, and never longer than {@link MAX_SIGN_IN_MS} after `authTimeMs`. */
  signAgentToken(claims: AgentTokenClaims): Promise<SignedToken>;
  verifyAgentToken(token: string): Promise<VerifiedToken<AgentTokenClaims>>;
  /** Lasts 12 hours. */
  signSeatToken(claims: SeatTokenClaims): Promise<SignedToken>;
  verifySeatToken(token: string): Promise<VerifiedToken<SeatTokenClaims>>;
}

const HOUR_MS = 60 * 60_000;
export const AGENT_TOKEN_LIFE_MS: number = HOUR_MS;
export const SEAT_TOKEN_LIFE_MS: number = 12 * HOUR_MS;

/** How long after the sign-in an agent's token can be renewed. */
export const MAX_SIGN_IN_MS: number = 12 * HOUR_MS;

interface TokenType {
  readonly audience: string;
  readonly lifeMs: number;
}
const AGENT_TOKEN: TokenType = { audience: "agent", lifeMs: AGENT_TOKEN_LIFE_MS };
const SEAT_TOKEN: TokenType = { audience: "seat", lifeMs: SEAT_TOKEN_LIFE_MS };

/** For differences between nodes' clocks, and for a node that signs with a key shortly after another node retired it. */
const CLOCK_TOLERANCE_MS = 10_000;
const ALGORITHM = "HS256";
/** Longer than any genuine token; longer texts aren't decoded. */
const MAX_TOKEN_LENGTH = 4_096;

/**
 * Tokens are JWTs. The audience separates seat tokens from agent tokens. A token must have been issued before its key was
 * retired, and must not live longer than tokens of its audience do.
 */
export function createTokens(keys: KeyRing, clock: Clock): Tokens {
  const sign = async ({ audience }: TokenType, claims: object, lifeMs: number): Promise<SignedToken> => {
    const key = await keys.current();
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
    { audience, lifeMs }: TokenType,
    read: (payload: Record<string, unknown>) => Claims | null,
  ): Promise<VerifiedToken<Claims>> => {
    const result = (status: "valid" | "expired", payload: Record<string, unknown>): VerifiedToken<Claims> => {
      const claims = read(payload);
      return claims === null
        ? { status: "invalid" }
        : { status, claims, expiresAtMs: Number(payload.exp) * 1_000 };
    };
    const key = await findKey(token, keys);
    if (!key) return { status: "invalid" };
    try {
      const { payload } = await jwtVerify(token, key.secret, {
        audience,
        algorithms: [ALGORITHM],
        currentDate: new Date(clock.nowMs()),
        requiredClaims: ["exp", "iat"],
      });
      return isBounded(payload, key, lifeMs, clock.nowMs())
        ? result("valid", payload)
        : { status: "invalid" };
    } catch (error) {
      // jose checks the expiry last, after the signature and the audience.
      return error instanceof JWTExpired ? result("expired", error.payload) : { status: "invalid" };
    }
  };

  return {
    signAgentToken: (claims) => {
      const signInEndsInMs = claims.authTimeMs + MAX_SIGN_IN_MS - clock.nowMs();
      return sign(AGENT_TOKEN, claims, Math.min(AGENT_TOKEN.lifeMs, signInEndsInMs));
    },
    verifyAgentToken: (token) => verify(token, AGENT_TOKEN, readAgentClaims),
    signSeatToken: (claims) => sign(SEAT_TOKEN, claims, SEAT_TOKEN.lifeMs),
    verifySeatToken: (token) => verify(token, SEAT_TOKEN, readSeatClaims),
  };
}

async function findKey(token: string, keys: KeyRing): Promise<SigningKey | null> {
  if (token.length > MAX_TOKEN_LENGTH) return null;
  try {
    const { kid } = decodeProtectedHeader(token);
    return kid ? await keys.find(kid) : null;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Whether a genuine token could have these times. It limits what somebody can forge with a leaked key. */
function isBounded(
  { iat, exp }: { readonly iat?: unknown; readonly exp?: unknown },
  { retiredAtMs }: SigningKey,
  lifeMs: number,
  nowMs: EpochMs,
): boolean {
  if (typeof iat !== "number" || typeof exp !== "number") return false;
  const issuedBeforeMs = Math.min(nowMs, retiredAtMs ?? nowMs) + CLOCK_TOLERANCE_MS;
  return iat * 1_000 <= issuedBeforeMs && (exp - iat) * 1_000 <= lifeMs;
}

function readAgentClaims({
  kind,
  tenantId,
  agentId,
  email,
  keyId,
  authTimeMs,
}: Record<string, unknown>): AgentTokenClaims | null {
  if (kind !== "agent" && kind !== "widget") return null;
  if (typeof tenantId !== "string" || typeof agentId !== "string") return null;
  return typeof email === "string" && typeof keyId === "string" && typeof authTimeMs === "number"
    ? { kind, tenantId, agentId, email, keyId, authTimeMs }
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
