import { withinMs } from "../lib/within-ms.ts";
import type { SharedCounts } from "../server/rate-limiter.ts";
import type { RedisClient } from "./redis-bus.ts";

const ANSWER_TIMEOUT_MS = 250;

/**
 * GCRA like `RateLimiter`, in one atomic step and on Redis's clock, so that nodes' clocks are never compared. A stored time that is
 * further ahead than a whole window was written before Redis's clock was set back, and is cut to that window.
 */
const TAKE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local stored = math.min(tonumber(redis.call('GET', KEYS[1]) or '0'), now + tonumber(ARGV[2]))
local full = math.max(now, stored) + tonumber(ARGV[1])
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

/**
 * Counts for all nodes together in Redis. A node that loses Redis counts alone. While a response is late, no further request is sent, so
 * a slow Redis delays one request and not all.
 */
export function shareCounts(
  client: Pick<RedisClient, "eval">,
  {
    prefix,
    isUp,
    onCountedAlone,
  }: { readonly prefix: string; readonly isUp: () => boolean; readonly onCountedAlone: () => void },
): SharedCounts {
  let late = 0;
  const run = async (script: string, key: string, values: readonly number[]): Promise<number | null> => {
    if (late > 0 || !isUp()) {
      onCountedAlone();
      return null;
    }
    let isLate = false;
    const answer = client
      .eval(script, { keys: [`${prefix}:limit:${key}`], arguments: values.map(String) })
      .then(
        (value) => (typeof value === "number" ? value : null),
        () => null,
      )
      .finally(() => {
        if (isLate) late -= 1;
      });
    const inTime = await withinMs(
      answer.then((value) => ({ value })),
      ANSWER_TIMEOUT_MS,
    );
    if (inTime) return inTime.value;
    isLate = true;
    late += 1;
    onCountedAlone();
    return null;
  };
  return {
    take: (key, intervalMs, windowMs) => run(TAKE, key, [intervalMs, windowMs]),
    async giveBack(key, intervalMs) {
      await run(GIVE_BACK, key, [intervalMs]);
    },
  };
}
