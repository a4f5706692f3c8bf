import { visitorPagePath } from "@videoengager/protocol/rest/paths";
import type { ShortUrlResponse } from "@videoengager/protocol/rest/tenant-settings";
import { z } from "zod";
import { DomainError } from "../domain/errors.ts";
import type { HttpApp } from "./http-app.ts";
import { limitByAddress } from "./limit-requests.ts";
import type { LiveHttp } from "./live-http.ts";
import { idSchema } from "./text-schema.ts";

/** Short links. Codes can be tried, so an address may ask for few. */
export function registerShortUrls(app: HttpApp, http: LiveHttp): void {
  const limit = limitByAddress(http.rateLimits.perMinute("short-links", 60));
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
      const interaction = await http.live.store.findByShortCode(code);
      const query = request.raw.url?.split("?", 2)[1];
      // A code that stands for nothing leads a person to the page that says so, as an unknown interaction does.
      await reply
        .header("cache-control", "no-store")
        .redirect(`${visitorPagePath(interaction?.id ?? code)}${query ? `?${query}` : ""}`, 302);
    },
  );
  app.get(
    "/api/shorturls/:tenantId/code/:code",
    {
      schema: {
        summary: "What a short link stands for",
        tags: ["visitor"],
        params: z.object({ tenantId: idSchema(), code: idSchema() }),
      },
      onRequest: limit,
    },
    async (request): Promise<ShortUrlResponse> => {
      const { tenantId, code } = request.params;
      const tenant = await http.gate.requireTenant(request, tenantId);
      const interaction = await http.live.store.findByShortCode(code);
      if (!interaction || interaction.tenantId !== tenant.id) throw unknownCode();
      return {
        code,
        tennantId: tenant.id,
        interactionId: interaction.id,
        fullUrl: visitorPagePath(interaction.id),
      };
    },
  );
}

function unknownCode(): DomainError {
  return new DomainError("not-found", "There is no such short link.", "Ask for the link once more.");
}
