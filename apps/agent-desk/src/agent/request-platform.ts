import { getToken } from "videoengager-agent-sdk";

const TIMEOUT_MS = 15_000;

/** Sends a request in the agent's name. Rejects if the platform does not answer or refuses. */
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
    // What is sent while the page closes still arrives.
    keepalive: method !== "GET",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!answer.ok) throw new Error(`The platform answered ${answer.status}.`);
  return answer.json();
}
