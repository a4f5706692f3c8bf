/** What an agent signs in with. */
export interface Credentials {
  readonly apiKey: string;
  /** Empty for an agent who only starts calls. */
  readonly externalId: string;
  readonly agentEmail: string;
  readonly firstName: string;
  readonly lastName: string;
}

const STORAGE_KEY = "agent-desk.credentials";

/** Keeps the credentials for this tab, over a reload; they go with the tab, and never into an address. */
export function keepCredentials(credentials: Credentials): void {
  try {
    sessionStorage.setItem(STORAGE_KEY, JSON.stringify(credentials));
  } catch {
    // A browser that refuses storage asks again after a reload; signing in works all the same.
  }
}

/** For who signed out: a reload asks again. */
export function forgetCredentials(): void {
  try {
    sessionStorage.removeItem(STORAGE_KEY);
  } catch {
    // Nothing was kept.
  }
}

/** What this tab signed in with before a reload; null where it did not. */
export function recallCredentials(): Credentials | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? "null");
    return isCredentials(kept) ? kept : null;
  } catch {
    return null;
  }
}

function isCredentials(value: unknown): value is Credentials {
  if (typeof value !== "object" || value === null) return false;
  const fields = value as Record<string, unknown>;
  return ["apiKey", "externalId", "agentEmail", "firstName", "lastName"].every(
    (name) => typeof fields[name] === "string",
  );
}
