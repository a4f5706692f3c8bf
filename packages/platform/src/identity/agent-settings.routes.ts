import type { AgentSettings } from "@videoengager/protocol/rest/agent-settings";
import type { SignallingEndpointResponse } from "@videoengager/protocol/rest/partners";
import { PATHS } from "@videoengager/protocol/rest/paths";
import { z } from "zod";
import type { IceGrants } from "../calls/ice-servers.ts";
import { newOpaqueId } from "../lib/random-ids.ts";
import type { HttpApp } from "../server/http-app.ts";
import { limitByAddress, MAX_OF_ADDRESS_PER_MINUTE } from "../server/limit-requests.ts";
import type { RateLimits } from "../server/rate-limiter.ts";
import type { RequestGate } from "../server/request-gate.ts";
import { lineSchema } from "../server/text-schema.ts";
import { describeAgent } from "./agent-settings.ts";
import { branding, fileTransfer, iceServer, recording } from "./settings-schemas.ts";

const account = z.object({
  _id: z.string(),
  email: z.string(),
  contactEmail: z.string(),
  organizationId: z.string(),
});

const settings = account.extend({
  id: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  tennantId: z.string(),
  brokerageId: z.string(),
  shortUrl: z.string(),
  fullUrl: z.string(),
  agentUrl: z.string(),
  locale: z.string(),
  cameraOn: z.boolean(),
  agentCameraOn: z.boolean(),
  enablePin: z.boolean(),
  isPopup: z.boolean(),
  agentReplyTimeOut: z.number().describe("Seconds"),
  callWrapUp: z.boolean(),
  callWrapUpS: z.number().exactOptional().describe("Seconds"),
  branding,
  recording,
  fileTransfer,
  signalling: z.object({ endPoint: z.string() }),
  _account: account,
  _server: z.object({ server: z.array(iceServer).readonly() }),
  widgetPreloadUrl: z.string().exactOptional(),
  parkedWidgetUrl: z.string().exactOptional(),
  protocolVersion: z.number().exactOptional(),
}) satisfies z.ZodType<AgentSettings>;

const endpoint = z.object({ signallingId: z.string() }) satisfies z.ZodType<SignallingEndpointResponse>;

/** What an agent's application reads after the sign-in. */
export function registerAgentSettingsRoutes(
  app: HttpApp,
  parts: {
    readonly gate: RequestGate;
    readonly rateLimits: RateLimits;
    readonly iceGrants: IceGrants;
    readonly publicUrl: (host?: string) => string;
  },
): void {
  app.get(
    PATHS.agentSettings,
    {
      schema: {
        summary: "The agent's settings",
        tags: ["agent"],
        security: [{ bearer: [] }],
        response: { 200: settings },
      },
    },
    async (request, reply) => {
      const { agent, tenant } = await parts.gate.authenticateAgent(request);
      void reply.header("cache-control", "no-store");
      const publicUrl = parts.publicUrl(request.host);
      return describeAgent(agent, tenant, { publicUrl, iceServers: parts.iceGrants(agent.id).iceServers });
    },
  );

  app.get(
    "/api/signalling/endpoint/:tennantId/null",
    {
      onRequest: limitByAddress(parts.rateLimits.perMinute("signalling-endpoint", MAX_OF_ADDRESS_PER_MINUTE)),
      schema: {
        summary: "An id for the push URL's `signallingId`",
        tags: ["agent"],
        params: z.object({ tennantId: lineSchema(100) }),
        response: { 200: endpoint },
      },
    },
    async (request, reply) => {
      await parts.gate.requireTenant(request, request.params.tennantId);
      void reply.header("cache-control", "no-store");
      return { signallingId: newOpaqueId("g") };
    },
  );
}
