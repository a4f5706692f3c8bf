import type { createClient } from "redis";
import type { SharedCounts } from "./domain/rate-limiter.ts";
import { withinMs } from "./lib/within-ms.ts";

const PREFIX = "ve:limit:";
/** A Redis that is slower than this is as good as none: a limit is not worth a visitor's wait. */
const ANSWER_TIMEOUT_MS = 250;

/** GCRA, as `RateLimiter` counts, in one step and on Redis's clock: two nodes' clocks are never compared. */
const TAKE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local full = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0')) + tonumber(ARGV[1])
local excess = full - now - tonumber(ARGV[2])
if excess > 0 then return math.ceil(excess) end
redis.call('SET', KEYS[1], string.format('%.3f', full), 'PX', math.ceil(full - now))
return 0
`;

const GIVE_BACK = `
local full = redis.call('GET', KEYS[1])
if full then redis.call('SET', KEYS[1], string.format('%.3f', full - ARGV[1]), 'KEEPTTL') end
return 0
`;

/** Counts what is limited in Redis, for all nodes together. A node that loses its Redis counts for itself. */
export function shareCounts(client: Pick<ReturnType<typeof createClient>, "eval" | "isReady">): SharedCounts {
  const run = async (script: string, key: string, values: readonly number[]): Promise<number | null> => {
    if (!client.isReady) return null;
    const answer = client.eval(script, { keys: [PREFIX + key], arguments: values.map(String) }).then(
      (value) => (typeof value === "number" ? value : null),
      () => null,
    );
    return withinMs(answer, ANSWER_TIMEOUT_MS);
  };
  return {
    take: (key, intervalMs, windowMs) => run(TAKE, key, [intervalMs, windowMs]),
    async giveBack(key, intervalMs) {
      await run(GIVE_BACK, key, [intervalMs]);
    },
  };
}
