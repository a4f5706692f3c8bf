import type { FastifyRequest } from "fastify";
import { addressKey, type RateLimiter } from "./rate-limiter.ts";

/**
 * Requests of one address to one group of routes, per minute: three times what an office of 2,000 agents needs who all sign in, connect and
 * open their widgets within that minute. Refused credentials have much lower limits, see `RateLimits`.
 */
export const MAX_OF_ADDRESS_PER_MINUTE = 6_000;

/** An `onRequest` hook: refuses an address that asks too often, before its body is read. */
export function limitByAddress(limiter: RateLimiter): (request: FastifyRequest) => Promise<void> {
  return async (request) => limiter.require(addressKey(request.ip));
}
