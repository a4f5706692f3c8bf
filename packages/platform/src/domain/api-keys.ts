import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** `agents`: an application signs its agents in with it. `operator`: whoever runs the tenant reads its records. */
export type ApiKeyPurpose = "agents" | "operator";

/** What is stored of an API key: never the key itself. */
export interface ApiKey {
  /** The key's public part, by which it is found. */
  readonly id: string;
  readonly tenantId: string;
  /** SHA-256 of the whole key: a key has 256 random bits, so that a slow hash would add nothing. */
  readonly hash: string;
  readonly label: string;
  readonly purpose: ApiKeyPurpose;
  readonly createdAtMs: number;
  readonly revokedAtMs: number | null;
}

/** The port to wherever API keys are kept. */
export interface ApiKeyStore {
  find(keyId: string): Promise<ApiKey | null>;
}

/** A key shows what it is for, so that one in the wrong place is noticed; what counts is what is stored. */
const PREFIXES: Readonly<Record<ApiKeyPurpose, string>> = { agents: "ve", operator: "veop" };
const KEY_PATTERN = /^(?:ve|veop)_([a-f0-9]{12})_[A-Za-z0-9_-]{43}$/;

/** A new key: shown once, then known by its hash alone. */
export function createApiKey(purpose: ApiKeyPurpose): {
  readonly id: string;
  readonly key: string;
  readonly hash: string;
} {
  const id = randomBytes(6).toString("hex");
  const key = `${PREFIXES[purpose]}_${id}_${randomBytes(32).toString("base64url")}`;
  return { id, key, hash: hashApiKey(key) };
}

/** The public part of a key; null for what isn't one. */
export function apiKeyId(key: string): string | null {
  return KEY_PATTERN.exec(key)?.[1] ?? null;
}

export function hashApiKey(key: string): string {
  return createHash("sha256").update(key).digest("base64url");
}

/** Whose key this is; null for an unknown, a revoked or a forged one, and for one that is for something else. */
export async function ownerOfKey(
  keys: ApiKeyStore,
  key: string,
  purpose: ApiKeyPurpose,
): Promise<Pick<ApiKey, "id" | "tenantId"> | null> {
  const id = apiKeyId(key);
  const stored = id === null ? null : await keys.find(id);
  if (!stored || stored.revokedAtMs !== null || stored.purpose !== purpose) return null;
  const same = timingSafeEqual(Buffer.from(hashApiKey(key)), Buffer.from(stored.hash));
  return same ? stored : null;
}

/** The tenant of {@link ownerOfKey}. */
export async function tenantIdOfKey(
  keys: ApiKeyStore,
  key: string,
  purpose: ApiKeyPurpose,
): Promise<string | null> {
  return (await ownerOfKey(keys, key, purpose))?.tenantId ?? null;
}
