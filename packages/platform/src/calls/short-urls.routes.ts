import { visitorPagePath } from "@videoengager/protocol/rest/paths";
import type { ShortUrlResponse } from "@videoengager/protocol/rest/tenant-settings";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import { DomainError } from "../lib/errors.ts";
import { createOwnPlace } from "../pin/visitor-place.ts";
import type { HttpApp } from "../server/http-app.ts";
import { limitByAddress } from "../server/limit-requests.ts";
import { addressKey } from "../server/rate-limiter.ts";
import { idSchema } from "../server/text-schema.ts";

/** Many visitors can share the address of one mobile network. */
const MAX_OF_ADDRESS_PER_MINUTE = 600;
/** Unknown codes of one address. */
const MAX_UNKNOWN_PER_MINUTE = 60;

/** Short links. Somebody could try to guess codes, so unknown ones have a low limit. */
export function registerShortUrls(app: HttpApp, deps: Deps): void {
  const limit = limitByAddress(deps.rateLimits.perMinute("short-links", MAX_OF_ADDRESS_PER_MINUTE));
  const unknown = deps.rateLimits.failures("unknown-short-links", MAX_UNKNOWN_PER_MINUTE);
  app.get(
    "/ve/:code",
    {
      schema: {
        summary: "Follow a visitor's short link",
        tags: ["visitor"],
        params: z.object({ code: idSchema() }),
      },
      onRequest: limit,
    },
    async (request, reply) => {
      const { code } = request.params;
      const interaction = await deps.calls.findByShortCode(code);
      if (!interaction) await unknown.require(addressKey(request.ip));
      request.tenantId = interaction?.tenantId ?? null;
      const query = request.raw.url?.split("?", 2)[1];
      // The visitor's page explains an unknown code.
      await reply
        .header("cache-control", "no-store")
        .redirect(
          `${visitorPagePath(interaction ? createOwnPlace(interaction) : code)}${query ? `?${query}` : ""}`,
          302,
        );
    },
  );
  app.get(
    "/api/shorturls/:tenantId/code/:code",
    {
      schema: {
        summary: "Look up a short link",
        tags: ["visitor"],
        params: z.object({ tenantId: idSchema(), code: idSchema() }),
      },
      onRequest: limit,
    },
    async (request): Promise<ShortUrlResponse> => {
      const { tenantId, code } = request.params;
      const tenant = await deps.gate.requireTenant(request, tenantId);
      const interaction = await deps.calls.findByShortCode(code, tenant.id);
      if (!interaction) {
        await unknown.require(addressKey(request.ip));
        throw unknownCode();
      }
      return {
        code,
        tennantId: tenant.id,
        interactionId: interaction.id,
        fullUrl: visitorPagePath(createOwnPlace(interaction)),
      };
    },
  );
}

function unknownCode(): DomainError {
  return new DomainError("not-found", "There is no such short link.", "Ask for the link again.");
}
