import { getToken } from "videoengager-agent-sdk";

const TIMEOUT_MS = 15_000;

/** Sends a request with the agent's token. Rejects if the platform doesn't answer or refuses. */
export async function requestPlatform(
  method: "GET" | "PUT" | "DELETE",
  path: string,
  body?: object,
): Promise<unknown> {
  const answer = await fetch(path, {
    method,
    credentials: "omit",
    headers: {
      authorization: `Bearer ${await getToken()}`,
      ...(body && { "content-type": "application/json" }),
    },
    ...(body && { body: JSON.stringify(body) }),
    // The browser still sends it while the page closes.
    keepalive: method !== "GET",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!answer.ok) throw new Error(`The platform answered ${answer.status}.`);
  return answer.json();
}
