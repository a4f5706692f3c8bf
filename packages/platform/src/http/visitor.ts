import type { TakeVisitorSeatResponse, VisitorInteraction } from "@videoengager/protocol/rest/visitor-seat";
import { z } from "zod";
import { describeTenant } from "../domain/agent-settings.ts";
import { takeVisitorSeat, type VisitorView, viewAsVisitor } from "../domain/visitor-seat.ts";
import type { HttpApp } from "./http-app.ts";
import { limitByAddress } from "./limit-requests.ts";
import type { LiveHttp } from "./live-http.ts";
import { instanceIdSchema, lineOf } from "./text-schema.ts";

/** An interaction's id, or the place that `/pin` leads to. */
const PARAMS = z.object({ interactionId: lineOf(160).min(1) });

const REQUEST = z.object({
  instanceId: instanceIdSchema(),
  name: lineOf(200).optional(),
  email: lineOf(320).optional(),
  phone: lineOf(64).optional(),
  pin: z.string().max(16).optional(),
  consent: z.object({ recording: z.boolean() }).optional(),
  takeOver: z.boolean().optional(),
});

/** The visitor's page: what it shows, and its seat. Whoever has the link is the visitor. */
export function registerVisitor(app: HttpApp, http: LiveHttp): void {
  const limit = limitByAddress(http.rateLimits.perMinute("visitor", 120));
  app.get(
    "/api/visitor/interactions/:interactionId",
    {
      schema: { summary: "What to show before joining", tags: ["visitor"], params: PARAMS },
      onRequest: limit,
    },
    async (request, reply): Promise<VisitorInteraction> => {
      const place = await http.pinPasses.read(request.params.interactionId);
      const view = await viewAsVisitor(http.live, place);
      http.gate.checkOrigin(request, view.tenant);
      void reply.header("cache-control", "no-store");
      return bodyOf(view);
    },
  );
  app.post(
    "/api/visitor/interactions/:interactionId/seat",
    {
      schema: { summary: "Take the visitor's seat", tags: ["visitor"], params: PARAMS, body: REQUEST },
      onRequest: limit,
    },
    async (request): Promise<TakeVisitorSeatResponse> => {
      const place = await http.pinPasses.read(request.params.interactionId);
      const { interactionId } = place;
      const { tenant } = await viewAsVisitor(http.live, place);
      http.gate.checkOrigin(request, tenant);
      const view = await takeVisitorSeat(http.live, place, request.body);
      const { token } = await http.tokens.signSeatToken({
        interactionId,
        tenantId: view.tenant.id,
        role: "visitor",
        instanceId: request.body.instanceId,
      });
      return {
        interaction: bodyOf(view),
        seat: { seatToken: token, iceServers: http.iceServers() },
      };
    },
  );
}

function bodyOf(view: VisitorView): VisitorInteraction {
  const { interaction } = view;
  return {
    interactionId: interaction.id,
    state: interaction.state,
    endReason: interaction.endReason,
    initiatedBy: interaction.initiatedBy,
    agentName: view.agentName,
    pinRequired: view.pinRequired,
    seatTaken: view.seatTaken,
    createdAtMs: interaction.createdAtMs,
    tenant: describeTenant(view.tenant),
  };
}
