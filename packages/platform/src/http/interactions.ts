import type { CreateInteractionResponse } from "@videoengager/protocol/rest/interactions";
import { shortUrlPath, visitorPagePath } from "@videoengager/protocol/rest/paths";
import { z } from "zod";
import type { Interaction } from "../domain/interaction.ts";
import { createInteraction } from "../domain/new-interaction.ts";
import type { HttpApp } from "./http-app.ts";
import { limitByAddress } from "./limit-requests.ts";
import type { LiveHttp } from "./live-http.ts";
import { idSchema } from "./text-schema.ts";

const REQUEST = z.object({
  type: z.literal("OUTBOUND"),
  customData: z
    .looseObject({
      recordingConsent: z.looseObject({ given: z.boolean() }).exactOptional(),
      customerId: z.string().max(1_024).exactOptional(),
    })
    .optional(),
});

const LINKS = z.object({ fullUrl: z.string(), shortUrl: z.string() });

/** A visitor's request, from a web site of the tenant's. */
export function registerInteractions(app: HttpApp, http: LiveHttp): void {
  const byTenant = http.rateLimits.perMinute("requests-of-tenant", 3_000);
  app.post(
    "/api/interactions/tenants/:tenantId/interactions",
    {
      schema: {
        summary: "Create a visitor's request for a call",
        tags: ["interactions"],
        params: z.object({ tenantId: idSchema() }),
        body: REQUEST,
        response: {
          200: z.object({ interactionId: z.string(), visitor: LINKS, agent: LINKS }),
        },
      },
      // The answer is made here, field by field: nothing is in it that a schema would have to take out.
      serializerCompiler: () => JSON.stringify,
      onRequest: limitByAddress(http.rateLimits.perMinute("requests", 60)),
    },
    async (request): Promise<CreateInteractionResponse> => {
      const tenant = await http.gate.requireTenant(request, request.params.tenantId);
      await byTenant.require(tenant.id);
      const interaction = await createInteraction(http.live, {
        tenantId: tenant.id,
        initiatedBy: "visitor",
        agentId: null,
        customData: request.body.customData ?? {},
      });
      return linksOf(interaction, http.publicUrl(request.headers.host));
    },
  );
}

function linksOf(interaction: Interaction, origin: string): CreateInteractionResponse {
  return {
    interactionId: interaction.id,
    visitor: { fullUrl: visitorPagePath(interaction.id), shortUrl: shortUrlPath(interaction.shortCode) },
    agent: {
      fullUrl: `${origin}/desk/?visitor=${interaction.id}`,
      shortUrl: `${origin}/desk/?visitor=${interaction.id}`,
    },
  };
}
