import type { InteractionId } from "@videoengager/protocol/ids";
import type { CallQuality } from "@videoengager/protocol/rest/call-quality";
import { z } from "zod";
import { interactionNotFound } from "../calls/call-errors.ts";
import type { HttpApp } from "../server/http-app.ts";
import type { RequestGate } from "../server/request-gate.ts";
import { lineSchema } from "../server/text-schema.ts";
import { type CallQualityStore, rateCall } from "./call-quality.ts";

const score = z.number().min(1).max(5).nullable().describe("5 is best; null if nothing was measured");
const cause = z.enum(["loss", "delay", "bandwidth", "cpu"]).nullable();
const value = z.number().nullable();

const quality = z.object({
  interactionId: z.string() as unknown as z.ZodType<InteractionId>,
  score,
  cause,
  sides: z
    .array(
      z.object({
        role: z.enum(["agent", "visitor"]),
        score,
        cause,
        samples: z
          .array(
            z.object({
              atMs: z.number(),
              inKbps: value,
              outKbps: value,
              lossIn: value.describe("Per mille"),
              lossOut: value.describe("Per mille"),
              roundTripMs: value,
              jitterBufferMs: value,
              concealed: value.describe("Concealed audio samples, per mille"),
              fps: value,
              height: value,
              limitedBy: value.describe("0 nothing, 1 bandwidth, 2 cpu, 3 other"),
            }),
          )
          .readonly(),
      }),
    )
    .readonly(),
}) satisfies z.ZodType<CallQuality>;

/** A call's media quality, for an operator. */
export function registerCallQuality(
  app: HttpApp,
  parts: { readonly gate: RequestGate; readonly callQuality: CallQualityStore },
): void {
  app.get(
    "/api/interactions/tenants/:tenantId/interactions/:interactionId/quality",
    {
      schema: {
        summary: "Media quality of a call, measured every 5 s by both sides",
        tags: ["operator"],
        security: [{ operatorKey: [] }],
        params: z.object({ tenantId: lineSchema(64).min(1), interactionId: lineSchema(64).min(1) }),
        response: { 200: quality },
      },
    },
    async (request, reply) => {
      const { tenantId, interactionId } = request.params;
      const { id } = await parts.gate.authenticateOperator(request, tenantId);
      const batches = await parts.callQuality.ofInteraction(id, interactionId);
      if (batches === null) throw interactionNotFound();
      void reply.header("cache-control", "no-store");
      return rateCall(interactionId, batches);
    },
  );
}
