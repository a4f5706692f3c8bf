import { PATHS } from "@videoengager/protocol/rest/paths";
import { z } from "zod";
import { DomainError } from "../domain/errors.ts";
import { sayGoodbye } from "../domain/seat-events.ts";
import type { HttpApp } from "./http-app.ts";
import { limitByAddress } from "./limit-requests.ts";
import type { LiveHttp } from "./live-http.ts";

/** A beacon can't choose its content type without a preflight, which a page that goes away does not wait for. */
const REQUEST = z.preprocess(
  (body) => (typeof body === "string" ? parseJson(body) : body),
  z.object({ seatToken: z.string().min(1).max(4_096) }),
);

/** The beacon of a page that goes away. */
export function registerSeats(app: HttpApp, http: LiveHttp): void {
  app.post(
    PATHS.leaveSeat,
    {
      schema: { summary: "Say that the seat's page goes away", tags: ["seats"], body: REQUEST },
      onRequest: limitByAddress(http.rateLimits.perMinute("seats", 240)),
    },
    async (request, reply) => {
      const verified = await http.tokens.verifySeatToken(request.body.seatToken);
      if (verified.status !== "valid")
        throw new DomainError(
          "not-authenticated",
          "This is no valid seat token.",
          "Send the seat token of the page that leaves.",
        );
      await sayGoodbye(http.live, verified.claims);
      await reply.code(204).send();
    },
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
