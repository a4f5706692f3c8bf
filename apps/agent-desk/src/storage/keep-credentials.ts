import { StoredValue } from "@videoengager/ui-kit/stored-value";

/** An agent's sign-in. */
export interface Credentials {
  readonly apiKey: string;
  /** Empty for an agent who only starts calls. */
  readonly externalId: string;
  readonly agentEmail: string;
  readonly firstName: string;
  readonly lastName: string;
}

const stored = new StoredValue("sessionStorage", "agent-desk.credentials");

/**
 * Stores the credentials for a reload of this tab. Closing the tab deletes them, and they never appear in a URL. Without
 * storage, the agent signs in again after a reload.
 */
export function keepCredentials(credentials: Credentials): void {
  stored.write(credentials);
}

/** Deletes the stored credentials at sign-out. */
export function forgetCredentials(): void {
  stored.write(null);
}

/** The credentials of this tab from before a reload, or null. */
export function recallCredentials(): Credentials | null {
  const kept = stored.read();
  return isCredentials(kept) ? kept : null;
}

function isCredentials(value: unknown): value is Credentials {
  if (typeof value !== "object" || value === null) return false;
  const fields = value as Record<string, unknown>;
  return ["apiKey", "externalId", "agentEmail", "firstName", "lastName"].every(
    (name) => typeof fields[name] === "string",
  );
}
