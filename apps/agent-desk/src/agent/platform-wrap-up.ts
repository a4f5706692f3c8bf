import { requestPlatform } from "./request-platform.ts";

const PATH = "/api/queue/my/wrap-up";

/** Until when the platform holds calls back, by this browser's clock; null where it doesn't. Rejects if the platform does not answer. */
export async function loadWrapUp(): Promise<number | null> {
  const { endsAtMs, serverTimeMs } = (await requestPlatform("GET", PATH)) as Record<string, unknown>;
  if (typeof endsAtMs !== "number" || typeof serverTimeMs !== "number") return null;
  return Date.now() + endsAtMs - serverTimeMs;
}

/** Lets calls ring again at once. Rejects if the platform does not confirm it. */
export async function endWrapUp(): Promise<void> {
  await requestPlatform("DELETE", PATH);
}
