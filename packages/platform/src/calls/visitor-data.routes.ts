import type { VisitorDataResponse } from "@videoengager/protocol/rest/interactions";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import { DomainError } from "../lib/errors.ts";
import type { HttpApp } from "../server/http-app.ts";
import { limitByAddress, MAX_OF_ADDRESS_PER_MINUTE } from "../server/limit-requests.ts";
import { addressKey } from "../server/rate-limiter.ts";
import { idSchema, lineSchema } from "../server/text-schema.ts";

/** Requests of one address that found nothing. */
const MAX_MISSES_PER_MINUTE = 60;

/** Returns a request's visitor data once, to a caller with its one-time password. */
export function registerVisitorData(app: HttpApp, deps: Deps): void {
  const misses = deps.rateLimits.failures("visitor-data-misses", MAX_MISSES_PER_MINUTE);
  app.get(
    "/api/interactions/:interactionId/visitor-data",
    {
      schema: {
        summary: "Read a request's visitor data, once",
        tags: ["interactions"],
        params: z.object({ interactionId: idSchema() }),
        headers: z.object({ otip: lineSchema(100).min(1).describe("The one-time password") }),
        response: { 200: z.object({ visitorData: z.record(z.string(), z.unknown()) }) },
      },
      onRequest: limitByAddress(deps.rateLimits.perMinute("visitor-data", MAX_OF_ADDRESS_PER_MINUTE)),
    },
    async (request, reply): Promise<VisitorDataResponse> => {
      const { interactionId } = request.params;
      const room = await deps.calls.roomById(interactionId);
      const tenant = room && (await deps.tenants.find(room.interaction.tenantId));
      if (tenant) deps.gate.checkOrigin(request, tenant);
      const visitorData = tenant && (await deps.visitorData.take(interactionId, request.headers.otip));
      if (!visitorData) {
        await misses.require(addressKey(request.ip));
        throw nothingToRead();
      }
      void reply.header("cache-control", "no-store");
      return { visitorData };
    },
  );
}

/** The same for all cases, so that nobody learns which interactions have visitor data. */
function nothingToRead(): DomainError {
  return new DomainError(
    "not-found",
    "There is no visitor data for this interaction and one-time password.",
    "Check both; visitor data can be read once.",
  );
}
