import type { Config } from "../../config/config.ts";
import { describeReason, type Finding, ok, wrong } from "./finding.ts";

const CONNECT_TIMEOUT_MS = 3_000;

/** Whether Redis answers, if one is configured. */
export async function checkRedis({ redisUrl }: Config): Promise<readonly Finding[]> {
  if (!redisUrl) return [];
  const { createClient } = await import("redis");
  const client = createClient({
    url: redisUrl,
    socket: { connectTimeout: CONNECT_TIMEOUT_MS, reconnectStrategy: false },
  });
  // `connect` reports errors. Without a listener they would also end the process.
  client.on("error", () => {});
  try {
    await client.connect();
    await client.ping();
    return [ok("redis", "answers")];
  } catch (error) {
    return [
      wrong(
        "redis",
        `doesn't answer (${describeReason(error)})`,
        "Check REDIS_URL and that the server runs.",
        "redis",
      ),
    ];
  } finally {
    client.destroy();
  }
}
