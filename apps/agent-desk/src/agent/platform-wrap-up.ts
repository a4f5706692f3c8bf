import { requestPlatform } from "./request-platform.ts";

const PATH = "/api/queue/my/wrap-up";

/** Until when the platform holds calls back, in this browser's clock; null if it doesn't. Rejects if the platform doesn't answer. */
export async function loadWrapUp(): Promise<number | null> {
  const { endsAtMs, serverTimeMs } = (await requestPlatform("GET", PATH)) as Record<string, unknown>;
  if (typeof endsAtMs !== "number" || typeof serverTimeMs !== "number") return null;
  return Date.now() + endsAtMs - serverTimeMs;
}

/** Ends the wrap-up. Rejects if the platform doesn't confirm it. */
export async function endWrapUp(): Promise<void> {
  await requestPlatform("DELETE", PATH);
}
