import { type CallNotes, MAX_NOTES_LENGTH } from "@videoengager/protocol/rest/interaction-list";
import { z } from "zod";
import { interactionNotFound } from "../calls/call-errors.ts";
import type { Deps } from "../deps.ts";
import { cleanTexts } from "../lib/clean-text.ts";
import type { HttpApp } from "../server/http-app.ts";
import { idSchema, lineSchema } from "../server/text-schema.ts";

const notes = z.object({
  notes: z.string().max(MAX_NOTES_LENGTH).overwrite(cleanTexts),
  disposition: lineSchema(64).nullable().describe("The application's own code of the outcome"),
}) satisfies z.ZodType<CallNotes>;

/** An agent's notes about the own calls. */
export function registerCallNotes(app: HttpApp, deps: Pick<Deps, "gate" | "callNotes" | "clock">): void {
  app.put(
    "/api/interactions/my/:interactionId/notes",
    {
      schema: {
        summary: "Replace the agent's notes about an interaction",
        tags: ["agent"],
        security: [{ bearer: [] }],
        params: z.object({ interactionId: idSchema() }),
        body: notes,
        response: { 200: notes },
      },
    },
    async (request, reply): Promise<CallNotes> => {
      const agent = await deps.gate.authenticateAgent(request);
      const { interactionId } = request.params;
      const writtenAtMs = deps.clock.nowMs();
      if (!(await deps.callNotes.write(agent, interactionId, { ...request.body, writtenAtMs })))
        throw interactionNotFound();
      void reply.header("cache-control", "no-store");
      return request.body;
    },
  );
}
