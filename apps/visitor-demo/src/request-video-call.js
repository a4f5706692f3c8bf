/**
 * Asks the platform for a video call with the next free agent.
 * Returns the address of the page where your visitor waits and talks.
 */
export async function requestVideoCall(request) {
  const { platform, tenantId, name, customData } = request;
  const path = `/api/interactions/tenants/${tenantId}/interactions`;
  const answer = await fetch(platform + path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ type: "OUTBOUND", customData }),
  });
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.error.message);

  const page = new URL(body.visitor.fullUrl, platform);
  if (name) page.searchParams.set("name", name);
  return page.href;
}
