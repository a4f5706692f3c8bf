import type { TakeVisitorSeatResponse, VisitorInteraction } from "@videoengager/protocol/rest/visitor-seat";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import { describeTenant } from "../identity/agent-settings.ts";
import type { HttpApp } from "../server/http-app.ts";
import { limitByAddress, MAX_OF_ADDRESS_PER_MINUTE } from "../server/limit-requests.ts";
import { cutLineSchema, instanceIdSchema, lineSchema, pinSchema } from "../server/text-schema.ts";
import { grantSeat } from "./grant-seat.ts";
import { takeVisitorSeat, type VisitorView, viewAsVisitor } from "./visitor-seat.ts";

/** A visitor's place; see `visitor-place.ts`. */
const PARAMS = z.object({ interactionId: lineSchema(160).min(1) });

const REQUEST = z.object({
  instanceId: instanceIdSchema(),
  name: cutLineSchema(200).optional(),
  email: cutLineSchema(320).optional(),
  phone: cutLineSchema(64).optional(),
  pin: pinSchema().optional(),
  consent: z.object({ recording: z.boolean() }).optional(),
  takeOver: z.boolean().optional(),
});

/** What the visitor's page shows, and its seat. Anybody who has the link is the visitor. */
export function registerVisitor(app: HttpApp, deps: Deps): void {
  const limit = limitByAddress(deps.rateLimits.perMinute("visitor", MAX_OF_ADDRESS_PER_MINUTE));
  app.get(
    "/api/visitor/interactions/:interactionId",
    {
      schema: {
        summary: "Read what the visitor's page shows before joining",
        tags: ["visitor"],
        params: PARAMS,
      },
      onRequest: limit,
    },
    async (request, reply): Promise<VisitorInteraction> => {
      const place = await deps.pinPasses.read(request.params.interactionId);
      const view = await viewAsVisitor(deps, place);
      deps.gate.checkOrigin(request, view.tenant);
      void reply.header("cache-control", "no-store");
      return toBody(view);
    },
  );
  app.post(
    "/api/visitor/interactions/:interactionId/seat",
    {
      schema: { summary: "Take the visitor's seat", tags: ["visitor"], params: PARAMS, body: REQUEST },
      onRequest: limit,
    },
    async (request): Promise<TakeVisitorSeatResponse> => {
      const place = await deps.pinPasses.read(request.params.interactionId);
      const { interactionId } = place;
      const { tenant } = await viewAsVisitor(deps, place);
      deps.gate.checkOrigin(request, tenant);
      const view = await takeVisitorSeat(deps, place, request.body);
      return {
        interaction: toBody(view),
        seat: await grantSeat(deps, {
          interactionId,
          tenantId: view.tenant.id,
          role: "visitor",
          instanceId: request.body.instanceId,
        }),
      };
    },
  );
}

function toBody(view: VisitorView): VisitorInteraction {
  const { interaction } = view;
  return {
    interactionId: interaction.id,
    state: interaction.state,
    endReason: interaction.endReason,
    initiatedBy: interaction.initiatedBy,
    agentName: view.agentName,
    pinRequired: view.pinRequired,
    seatTaken: view.seatTaken,
    mayTakeOver: view.mayTakeOver,
    createdAtMs: interaction.createdAtMs,
    tenant: describeTenant(view.tenant),
  };
}
