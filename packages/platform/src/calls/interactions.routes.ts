import type { CreateInteractionResponse, CustomData } from "@videoengager/protocol/rest/interactions";
import { shortUrlPath, visitorPagePath } from "@videoengager/protocol/rest/paths";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import { createOwnPlace, isOwnPlace } from "../pin/visitor-place.ts";
import { WaitingLimits } from "../queue/waiting-limits.ts";
import type { HttpApp } from "../server/http-app.ts";
import { limitByAddress } from "../server/limit-requests.ts";
import { refuseOnOverload } from "../server/load-guard.ts";
import { addressKey } from "../server/rate-limiter.ts";
import { idSchema } from "../server/text-schema.ts";
import type { Interaction } from "./interaction.ts";
import { createInteraction } from "./new-interaction.ts";
import { attachVisitorData } from "./visitor-data.ts";

const REQUEST = z.object({
  type: z.enum(["INBOUND", "OUTBOUND"]).default("INBOUND"),
  customData: z
    .looseObject({
      recordingConsent: z.looseObject({ given: z.boolean() }).exactOptional(),
      customerId: z.string().max(1_024).exactOptional(),
    })
    .optional(),
  visitorData: z.record(z.string(), z.unknown()).optional(),
  options: z.record(z.string(), z.unknown()).optional(),
  again: z
    .string()
    .max(256)
    .optional()
    .describe(
      "The place of the visitor's own link of an earlier request: its custom data is used where this request has none",
    ),
});

/**
 * Requests of one address: a company's server can make those of all its callers, and a mobile carrier has many customers behind one address.
 * `WaitingLimits` bounds how many of them wait.
 */
const MAX_REQUESTS_OF_ADDRESS_PER_MINUTE = 600;

const LINKS = z.object({ fullUrl: z.string(), shortUrl: z.string() });

/** A visitor's request, from a web site of the tenant. */
export function registerInteractions(app: HttpApp, deps: Deps): void {
  const byTenant = deps.rateLimits.perMinute("requests-of-tenant", 3_000);
  const { maxWaitingPerTenant, maxWaitingPerAddress, rateLimitFactor } = deps.config;
  const waiting = new WaitingLimits(deps.queue, deps.clock, {
    perTenant: maxWaitingPerTenant,
    perAddress: rateLimitFactor === 0 ? Number.POSITIVE_INFINITY : maxWaitingPerAddress,
  });
  app.post(
    "/api/interactions/tenants/:tenantId/interactions",
    {
      schema: {
        summary: "Create a visitor's request for a call",
        tags: ["interactions"],
        params: z.object({ tenantId: idSchema() }),
        body: REQUEST,
        response: {
          200: z.object({
            interactionId: z.string(),
            type: z.enum(["INBOUND", "OUTBOUND"]),
            visitor: LINKS,
            agent: LINKS,
            otip: z.string().exactOptional().describe("Reads the visitor data, once"),
            eotip: z.string().exactOptional().describe("Base64 of interactionId:otip"),
          }),
        },
      },
      // The handler builds the response field by field, so a schema would have nothing to remove.
      serializerCompiler: () => JSON.stringify,
      onRequest: [
        refuseOnOverload(deps.loadGuard, "call"),
        limitByAddress(deps.rateLimits.perMinute("requests", MAX_REQUESTS_OF_ADDRESS_PER_MINUTE)),
      ],
    },
    async (request): Promise<CreateInteractionResponse> => {
      const tenant = await deps.gate.requireTenant(request, request.params.tenantId);
      await byTenant.require(tenant.id);
      const address = addressKey(request.ip);
      await waiting.require(tenant.id, address);
      const visitorData = attachVisitorData(deps.seal, request.body.visitorData);
      const interaction = await createInteraction(deps, {
        tenantId: tenant.id,
        initiatedBy: "visitor",
        agentId: null,
        customData: request.body.customData ?? (await findEarlierData(deps, tenant.id, request.body.again)),
        visitorData,
      });
      waiting.add(address, interaction.id);
      return {
        type: request.body.type,
        ...createLinks(interaction, deps.publicUrl(request.headers.host)),
        ...(visitorData ? readPassword(interaction, visitorData.otip) : {}),
      };
    },
  );
}

/** What an earlier request of the same visitor said. Only the visitor's side knows the code in its own link. */
async function findEarlierData(deps: Deps, tenantId: string, again = ""): Promise<CustomData> {
  if (again === "") return {};
  const place = await deps.pinPasses.read(again);
  const room = await deps.calls.room(tenantId, place.interactionId);
  return room !== null && isOwnPlace(place, room.interaction) ? room.interaction.customData : {};
}

function readPassword({ id }: Interaction, otip: string): Pick<CreateInteractionResponse, "otip" | "eotip"> {
  return { otip, eotip: Buffer.from(`${id}:${otip}`).toString("base64") };
}

type Links = Pick<CreateInteractionResponse, "interactionId" | "visitor" | "agent">;

function createLinks(interaction: Interaction, origin: string): Links {
  return {
    interactionId: interaction.id,
    visitor: {
      fullUrl: visitorPagePath(createOwnPlace(interaction)),
      shortUrl: shortUrlPath(interaction.shortCode),
    },
    agent: {
      fullUrl: `${origin}/desk/?visitor=${interaction.id}`,
      shortUrl: `${origin}/desk/?visitor=${interaction.id}`,
    },
  };
}
