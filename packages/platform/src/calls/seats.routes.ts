import { PATHS } from "@videoengager/protocol/rest/paths";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import { DomainError } from "../lib/errors.ts";
import type { HttpApp } from "../server/http-app.ts";
import { limitByAddress, MAX_OF_ADDRESS_PER_MINUTE } from "../server/limit-requests.ts";
import { hangUpFrom, sayGoodbye } from "./seat-events.ts";

/** A beacon is sent as text: another content type needs a preflight, and a page that closes doesn't wait for it. */
const REQUEST = z.preprocess(
  (body) => (typeof body === "string" ? parseJson(body) : body),
  z.object({ seatToken: z.string().min(1).max(4_096), hungUp: z.boolean().optional() }),
);

/** The request of a page that closes, or that hangs up without a socket. */
export function registerSeats(app: HttpApp, deps: Deps): void {
  app.post(
    PATHS.leaveSeat,
    {
      schema: { summary: "Say goodbye, or hang up, for the page in a seat", tags: ["seats"], body: REQUEST },
      onRequest: limitByAddress(deps.rateLimits.perMinute("seats", MAX_OF_ADDRESS_PER_MINUTE)),
    },
    async (request, reply) => {
      const verified = await deps.tokens.verifySeatToken(request.body.seatToken);
      if (verified.status !== "valid")
        throw new DomainError(
          "not-authenticated",
          "`seatToken` isn't a valid seat token.",
          "Send the seat token of the page that leaves.",
        );
      request.tenantId = verified.claims.tenantId;
      await (request.body.hungUp ? hangUpFrom : sayGoodbye)(deps, verified.claims);
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
