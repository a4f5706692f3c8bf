import type { Deps } from "../deps.ts";
import { createTrustedAddresses } from "./client-address.ts";
import { CONNECTION_PATH, type ConnectionAnswer, createQuestionCheck } from "./connection-question.ts";
import type { HttpApp } from "./http-app.ts";

const BEARER = /^Bearer ([\w-]{1,200})$/;

/** Tells `platform doctor` how its request arrived. To everybody without the master key the route doesn't exist. */
export function registerDoctorRoutes(
  app: HttpApp,
  { seal, clock, config }: Pick<Deps, "seal" | "clock" | "config">,
): void {
  const isValid = createQuestionCheck(seal, clock);
  const isTrusted = createTrustedAddresses(config.trustedProxies);
  app.get(CONNECTION_PATH, { schema: { hide: true } }, async (request, reply) => {
    const question = BEARER.exec(request.headers.authorization ?? "")?.[1];
    if (question === undefined || !isValid(question)) return reply.callNotFound();
    const { remoteAddress = "", remotePort = 0 } = request.raw.socket;
    const answer: ConnectionAnswer = {
      client: request.ip,
      peer: { address: remoteAddress, port: remotePort },
      forwarded: request.headers["x-forwarded-for"] !== undefined,
      trusted: isTrusted(remoteAddress),
    };
    return reply.header("cache-control", "no-store").send(answer);
  });
}
