import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** `agents`: signs an application's agents in. `operator`: reads the tenant's records. */
export type ApiKeyPurpose = "agents" | "operator";

/** A stored API key, without the key itself. */
export interface ApiKey {
  /** The public part of the key, for looking it up. */
  readonly id: string;
  readonly tenantId: string;
  /** SHA-256 of the whole key. A key has 256 random bits, so a slow hash would add nothing. */
  readonly hash: string;
  readonly label: string;
  readonly purpose: ApiKeyPurpose;
  readonly createdAtMs: number;
  readonly revokedAtMs: number | null;
}

/** Where API keys are stored. */
export interface ApiKeyStore {
  find(keyId: string): Promise<ApiKey | null>;
}

/** The prefix shows a person what a key is for. Only the stored purpose counts. */
const PREFIXES: Readonly<Record<ApiKeyPurpose, string>> = { agents: "ve", operator: "veop" };
const KEY_PATTERN = /^(?:ve|veop)_([a-f0-9]{12})_[A-Za-z0-9_-]{43}$/;

/** Creates a key. It is shown once; only its hash is stored. */
export function createApiKey(purpose: ApiKeyPurpose): {
  readonly id: string;
  readonly key: string;
  readonly hash: string;
} {
  const id = randomBytes(6).toString("hex");
  const key = `${PREFIXES[purpose]}_${id}_${randomBytes(32).toString("base64url")}`;
  return { id, key, hash: hashApiKey(key) };
}

/** The public part of a key; null if the text isn't a key. */
export function apiKeyId(key: string): string | null {
  return KEY_PATTERN.exec(key)?.[1] ?? null;
}

export function hashApiKey(key: string): string {
  return createHash("sha256").update(key).digest("base64url");
}

/** The owner of a key; null if it is unknown, revoked, forged or for another purpose. */
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
export async function findTenantOfKey(
  keys: ApiKeyStore,
  key: string,
  purpose: ApiKeyPurpose,
): Promise<string | null> {
  return (await ownerOfKey(keys, key, purpose))?.tenantId ?? null;
}
