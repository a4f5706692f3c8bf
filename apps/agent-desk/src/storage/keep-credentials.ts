/** An agent's sign-in. */
export interface Credentials {
  readonly apiKey: string;
  /** Empty for an agent who only starts calls. */
  readonly externalId: string;
  readonly agentEmail: string;
  readonly firstName: string;
  readonly lastName: string;
}

const STORAGE_KEY = "agent-desk.credentials";

/** Stores the credentials for a reload of this tab. Closing the tab deletes them, and they never appear in a URL. */
export function keepCredentials(credentials: Credentials): void {
  try {
    sessionStorage.setItem(STORAGE_KEY, JSON.stringify(credentials));
  } catch {
    // Without storage, the agent signs in again after a reload.
  }
}

/** Deletes the stored credentials at sign-out. */
export function forgetCredentials(): void {
  try {
    sessionStorage.removeItem(STORAGE_KEY);
  } catch {
    // Storage is blocked, so nothing was stored.
  }
}

/** The credentials of this tab from before a reload, or null. */
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
