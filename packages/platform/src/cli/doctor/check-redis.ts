import type { Config } from "../../config.ts";
import { type Finding, ok, reasonOf, wrong } from "./finding.ts";

const CONNECT_TIMEOUT_MS = 3_000;

/** Whether Redis answers, where several nodes are meant to share one. */
export async function checkRedis({ redisUrl }: Config): Promise<readonly Finding[]> {
  if (!redisUrl) return [];
  const { createClient } = await import("redis");
  const client = createClient({
    url: redisUrl,
    socket: { connectTimeout: CONNECT_TIMEOUT_MS, reconnectStrategy: false },
  });
  // What goes wrong is told by `connect`; without a listener it would end the process.
  client.on("error", () => {});
  try {
    await client.connect();
    await client.ping();
    return [ok("redis", "answers")];
  } catch (error) {
    return [
      wrong("redis", `does not answer (${reasonOf(error)})`, "Check REDIS_URL and that the server runs."),
    ];
  } finally {
    client.destroy();
  }
}
