import { PATHS, shortUrlPath } from "@videoengager/protocol/rest/paths";
import type { AgentInteraction, OpenInteractionResponse } from "@videoengager/protocol/rest/widget-session";
import { z } from "zod";
import { openInteraction } from "../domain/agent-seat.ts";
import type { Interaction } from "../domain/interaction.ts";
import type { Tenant } from "../domain/tenants.ts";
import { isPinRequired } from "../domain/visitor-seat.ts";
import type { HttpApp } from "./http-app.ts";
import type { LiveHttp } from "./live-http.ts";
import { instanceIdSchema } from "./text-schema.ts";

const REQUEST = z.object({
  veinteraction: z.string().max(1_024).optional(),
  instanceId: instanceIdSchema(),
});

/** An agent's seat: in an interaction of the agent's own, or in one that a visitor waits in. */
export function registerWidgetInteractions(app: HttpApp, http: LiveHttp): void {
  const byAgent = http.rateLimits.perMinute("widget-interactions", 120);
  app.post(
    PATHS.widgetInteractions,
    {
      schema: {
        summary: "Open a new interaction, or join one",
        tags: ["widget"],
        security: [{ bearer: [] }],
        body: REQUEST,
      },
    },
    async (request): Promise<OpenInteractionResponse> => {
      const agent = await http.gate.authenticateAgent(request);
      await byAgent.require(agent.agentId);
      const { how, interaction } = await openInteraction(http.live, agent, request.body);
      const { token } = await http.tokens.signSeatToken({
        interactionId: interaction.id,
        tenantId: interaction.tenantId,
        role: "agent",
        instanceId: request.body.instanceId,
      });
      return {
        how,
        interaction: viewForAgent(interaction, agent.tenant, http.invitationOrigin(request.headers.host)),
        seat: { seatToken: token, iceServers: http.iceServers() },
      };
    },
  );
}

function viewForAgent(interaction: Interaction, tenant: Tenant, origin: string): AgentInteraction {
  return {
    interactionId: interaction.id,
    tenantId: interaction.tenantId,
    state: interaction.state,
    pin: interaction.pin,
    pinRequired: isPinRequired(interaction, tenant),
    shortUrl: `${origin}${shortUrlPath(interaction.shortCode)}`,
    visitorName: interaction.visitorName,
    createdAtMs: interaction.createdAtMs,
    customData: interaction.customData,
  };
}
