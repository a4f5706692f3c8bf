import type { FastifyRequest } from "fastify";
import type { AuthenticatedAgent } from "../domain/agents.ts";

/**
 * Reads a request's bearer token. Rejects with a `DomainError`: `not-authenticated` where it is missing, expired or
 * not ours, `agent-disabled` where its agent is.
 */
export type AuthenticateAgent = (request: FastifyRequest) => Promise<AuthenticatedAgent>;
