import { z } from "zod";
import { withinMs } from "../lib/within-ms.ts";
import type { HttpApp } from "./http-app.ts";

/** A part that this node needs. */
export interface ReadinessCheck {
  readonly name: string;
  /** Rejects where the part isn't there; its error's code, else its name, is shown. */
  readonly check: () => Promise<void>;
}

const CHECK_TIMEOUT_MS = 2_000;

const readiness = z.object({
  ready: z.boolean(),
  checks: z.record(z.string(), z.string().describe("ok, or what is wrong")),
});

/** `/healthz`: the process answers. `/readyz`: it can serve, so that a load balancer may send it requests. */
export function registerHealthRoutes(
  app: HttpApp,
  parts: { readonly checks: readonly ReadinessCheck[]; readonly isDraining: () => boolean },
): void {
  app.get(
    "/healthz",
    {
      schema: {
        tags: ["operation"],
        summary: "Whether the process answers",
        response: { 200: z.object({ ok: z.literal(true) }) },
      },
    },
    async () => ({ ok: true as const }),
  );
  app.get(
    "/readyz",
    {
      schema: {
        tags: ["operation"],
        summary: "Whether this node can serve",
        response: { 200: readiness, 503: readiness },
      },
    },
    async (_request, reply) => {
      const results = await Promise.all(
        parts.checks.map(async (each) => [each.name, await resultOf(each)] as const),
      );
      const draining = parts.isDraining();
      const checks = Object.fromEntries([...results, ...(draining ? [["draining", "shutting down"]] : [])]);
      const ready = !draining && results.every(([, result]) => result === "ok");
      return reply
        .status(ready ? 200 : 503)
        .header("cache-control", "no-store")
        .send({ ready, checks });
    },
  );
}

async function resultOf({ check }: ReadinessCheck): Promise<string> {
  const result = check().then(() => "ok", whyNot);
  return (await withinMs(result, CHECK_TIMEOUT_MS)) ?? `no answer within ${CHECK_TIMEOUT_MS} ms`;
}

/** The system's short name of an error where it has one: a message may hold an address or a user's name. */
function whyNot(error: unknown): string {
  if (!(error instanceof Error)) return "failed";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
