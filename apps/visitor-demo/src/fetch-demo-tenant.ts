/** The demo tenant's id; null if the platform has none. */
export async function fetchDemoTenant(): Promise<string | null> {
  try {
    const answer = await fetch("/demo/tenant", { headers: { accept: "application/json" } });
    if (!answer.ok) return null;
    const { tenantId } = (await answer.json()) as Record<string, unknown>;
    return typeof tenantId === "string" ? tenantId : null;
  } catch {
    return null;
  }
}
