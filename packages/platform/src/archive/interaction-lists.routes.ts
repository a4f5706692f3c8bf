import type { InteractionPage } from "@videoengager/protocol/rest/interaction-list";
import { PATHS } from "@videoengager/protocol/rest/paths";
import { z } from "zod";
import type { HttpApp } from "../server/http-app.ts";
import type { RequestGate } from "../server/request-gate.ts";
import { lineSchema } from "../server/text-schema.ts";
import type { InteractionArchive } from "./interaction-archive.ts";

const page = z.object({
  interactions: z
    .array(
      z.object({
        id: z.string(),
        state: z.enum(["created", "waiting", "connecting", "active", "ended"]),
        endReason: z
          .enum(["hung-up", "lost", "rejected", "visitor-left", "timeout", "abandoned", "erased"])
          .nullable(),
        initiatedBy: z.enum(["agent", "visitor"]),
        agentEmail: z.string().nullable(),
        visitorName: z.string(),
        customerId: z.string().nullable(),
        customData: z.record(z.string(), z.unknown()),
        createdAtMs: z.number(),
        endedAtMs: z.number().nullable(),
        talkTimeMs: z.number(),
        notes: z.string(),
        disposition: z.string().nullable(),
      }),
    )
    .readonly(),
  next: z.string().nullable(),
}) satisfies z.ZodType<InteractionPage>;

const query = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: lineSchema(100).exactOptional(),
});

/** Lists of interactions: an agent's own, and all of a tenant for an operator. */
export function registerInteractionLists(
  app: HttpApp,
  parts: { readonly gate: RequestGate; readonly archive: InteractionArchive },
): void {
  app.get(
    PATHS.myInteractions,
    {
      schema: {
        summary: "List the agent's interactions, newest first",
        tags: ["agent"],
        security: [{ bearer: [] }],
        querystring: query,
        response: { 200: page },
      },
    },
    async (request, reply) => {
      const { tenantId, agentId } = await parts.gate.authenticateAgent(request);
      void reply.header("cache-control", "no-store");
      return parts.archive.list(tenantId, { ...request.query, agentId });
    },
  );

  app.get(
    "/api/interactions/tenants/:tenantId/interactions",
    {
      schema: {
        summary: "List all of a tenant's interactions, newest first",
        tags: ["operator"],
        security: [{ operatorKey: [] }],
        params: z.object({ tenantId: lineSchema(64).min(1) }),
        querystring: query,
        response: { 200: page },
      },
    },
    async (request, reply) => {
      const { id } = await parts.gate.authenticateOperator(request, request.params.tenantId);
      void reply.header("cache-control", "no-store");
      return parts.archive.list(id, request.query);
    },
  );
}
