import { isInteractionId } from "@videoengager/protocol/ids";
import { PATHS, shortUrlPath, visitorPagePath } from "@videoengager/protocol/rest/paths";
import type {
  AgentInteraction,
  OpenInteractionResponse,
  StartWidgetResponse,
} from "@videoengager/protocol/rest/widget-session";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import type { AuthenticatedAgent } from "../identity/agents.ts";
import type { Tenant } from "../identity/tenants.ts";
import { type WidgetSignIn, widgetSignInRequest } from "../identity/widget-sign-in.routes.ts";
import { DomainError } from "../lib/errors.ts";
import { describeRefusal } from "../server/error-handler.ts";
import type { HttpApp } from "../server/http-app.ts";
import { cutLineSchema, instanceIdSchema, lineSchema } from "../server/text-schema.ts";
import { openInteraction } from "./agent-seat.ts";
import { grantSeat } from "./grant-seat.ts";
import type { Interaction } from "./interaction.ts";
import { viewRoom } from "./room-view.ts";
import { isPinRequired } from "./visitor-seat.ts";

const REQUEST = z.object({
  veinteraction: lineSchema(1_024).optional(),
  instanceId: instanceIdSchema(),
  customData: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  visitor: z
    .object({
      name: cutLineSchema(200).optional(),
      email: cutLineSchema(320).optional(),
      phone: cutLineSchema(64).optional(),
    })
    .optional(),
});

/** An agent's seat: in a new interaction, or in that of a waiting visitor. */
export function registerWidgetInteractions(app: HttpApp, deps: Deps, widgets: WidgetSignIn): void {
  /** A widget that opens an interaction by its id accepts a waiting visitor, or returns to its call. */
  const admit = ({ veinteraction = "" }: z.output<typeof REQUEST>): void => {
    if (!isInteractionId(veinteraction)) deps.loadGuard.require("call");
  };
  const byAgent = deps.rateLimits.perMinute("widget-interactions", 120);
  const open = async (
    agent: AuthenticatedAgent & { readonly tenant: Tenant },
    host: string | undefined,
    request: z.output<typeof REQUEST>,
  ): Promise<OpenInteractionResponse> => {
    await byAgent.require(agent.agentId);
    const { how, interaction, room } = await openInteraction(deps, agent, request);
    return {
      how,
      interaction: viewForAgent(interaction, agent.tenant, deps.invitationOrigin(host)),
      seat: await grantSeat(deps, {
        interactionId: interaction.id,
        tenantId: interaction.tenantId,
        role: "agent",
        instanceId: request.instanceId,
      }),
      ...(room && { room: viewRoom(room, "agent", deps.clock.nowMs()) }),
    };
  };

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
      admit(request.body);
      return open(await deps.gate.authenticateAgent(request), request.headers.host, request.body);
    },
  );

  app.post(
    PATHS.widgetStart,
    {
      onRequest: widgets.onRequest,
      schema: {
        summary: "Sign in and open or join an interaction, in one request",
        tags: ["widget"],
        body: z.object({ credential: widgetSignInRequest, open: REQUEST }),
      },
    },
    async (request): Promise<StartWidgetResponse> => {
      admit(request.body.open);
      const signedIn = await widgets.signIn(request, request.body.credential);
      const agent = await deps.gate.authenticateToken(request, signedIn.token);
      try {
        return { signedIn, opened: await open(agent, request.headers.host, request.body.open) };
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        request.refusal = error;
        return { signedIn, opened: { refused: describeRefusal(error, request.id) } };
      }
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
    // The short link can take the visitor's seat over, so only the agent who sends it gets it.
    shortUrl: `${origin}${interaction.initiatedBy === "agent" ? shortUrlPath(interaction.shortCode) : visitorPagePath(interaction.id)}`,
    visitorName: interaction.visitorName,
    createdAtMs: interaction.createdAtMs,
    customData: interaction.customData,
  };
}
