import type { TakeVisitorSeatResponse, VisitorInteraction } from "@videoengager/protocol/rest/visitor-seat";
import { z } from "zod";
import { describeTenant } from "../domain/agent-settings.ts";
import { addressKey } from "../domain/rate-limiter.ts";
import { takeVisitorSeat, type VisitorView, viewAsVisitor } from "../domain/visitor-seat.ts";
import type { HttpApp } from "./http-app.ts";
import type { LiveHttp } from "./live-http.ts";
import { idSchema, instanceIdSchema, lineOf } from "./text-schema.ts";

const PARAMS = z.object({ interactionId: idSchema() });

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
  const byAddress = http.rateLimits.perMinute(120);
  const limit = async (request: { readonly ip: string }): Promise<void> =>
    byAddress.require(addressKey(request.ip));
  app.get(
    "/api/visitor/interactions/:interactionId",
    {
      schema: { summary: "What to show before joining", tags: ["visitor"], params: PARAMS },
      onRequest: limit,
    },
    async (request, reply): Promise<VisitorInteraction> => {
      const view = await viewAsVisitor(http.live, request.params.interactionId);
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
      const { interactionId } = request.params;
      const { tenant } = await viewAsVisitor(http.live, interactionId);
      http.gate.checkOrigin(request, tenant);
      const view = await takeVisitorSeat(http.live, interactionId, request.body);
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
