import type { Credentials } from "../storage/keep-credentials.ts";

/** The demo tenant's credentials if this machine runs the demo, else null. */
export async function fetchDemoCredentials(): Promise<Credentials | null> {
  try {
    const answer = await fetch("/demo/credentials", { headers: { accept: "application/json" } });
    if (!answer.ok) return null;
    const { apiKey, externalId, agentEmail } = (await answer.json()) as Record<string, unknown>;
    if (typeof apiKey !== "string" || typeof externalId !== "string" || typeof agentEmail !== "string")
      return null;
    return { apiKey, externalId, agentEmail, firstName: "Demo", lastName: "Agent" };
  } catch {
    return null;
  }
}
