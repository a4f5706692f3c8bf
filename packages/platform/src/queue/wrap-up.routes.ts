import { PATHS } from "@videoengager/protocol/rest/paths";
import type { WrapUp } from "@videoengager/protocol/rest/wrap-up";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import type { HttpApp } from "../server/http-app.ts";
import { wrapUpEndMs } from "./ringing.ts";

const wrapUp = z.object({
  endsAtMs: z.number().nullable().describe("Null while calls can ring"),
  serverTimeMs: z.number(),
}) satisfies z.ZodType<WrapUp>;

/** The time after a call in which no calls ring at an agent, and its early end. */
export function registerWrapUp(
  app: HttpApp,
  deps: Pick<Deps, "gate" | "queue" | "clock" | "announce">,
): void {
  app.get(
    PATHS.myWrapUp,
    {
      schema: {
        summary: "Until when no calls ring at the agent after the last call",
        tags: ["agent"],
        security: [{ bearer: [] }],
        response: { 200: wrapUp },
      },
    },
    async (request, reply) => {
      const { tenantId, agentId, tenant } = await deps.gate.authenticateAgent(request);
      void reply.header("cache-control", "no-store");
      const times = await deps.queue.wrapUpTimes(tenantId, agentId);
      const serverTimeMs = deps.clock.nowMs();
      return { endsAtMs: times && wrapUpEndMs(tenant.settings, times, serverTimeMs), serverTimeMs };
    },
  );

  app.delete(
    PATHS.myWrapUp,
    {
      schema: {
        summary: "End the wrap-up time: calls can ring again",
        tags: ["agent"],
        security: [{ bearer: [] }],
        response: { 200: wrapUp },
      },
    },
    async (request, reply) => {
      const { tenantId, agentId } = await deps.gate.authenticateAgent(request);
      void reply.header("cache-control", "no-store");
      const serverTimeMs = deps.clock.nowMs();
      await deps.queue.endWrapUp(tenantId, agentId, serverTimeMs);
      deps.announce.queueChanged(tenantId);
      return { endsAtMs: null, serverTimeMs };
    },
  );
}
