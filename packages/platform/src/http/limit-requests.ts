import type { FastifyRequest } from "fastify";
import { addressKey, type RateLimiter } from "../domain/rate-limiter.ts";

/** An `onRequest` hook: refuses an address that asks too often, before anything of the request is read. */
export function limitByAddress(limiter: RateLimiter): (request: FastifyRequest) => Promise<void> {
  return async (request) => limiter.require(addressKey(request.ip));
}
