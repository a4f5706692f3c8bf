/** The demo tenant's id, on the machine where the demo runs; null everywhere else. */
export async function fetchDemoTenant(): Promise<string | null> {
  try {
    const answer = await fetch("/demo/credentials", { headers: { accept: "application/json" } });
    if (!answer.ok) return null;
    const { tenantId } = (await answer.json()) as Record<string, unknown>;
    return typeof tenantId === "string" ? tenantId : null;
  } catch {
    return null;
  }
}
