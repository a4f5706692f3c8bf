import { z } from "zod";
import { cached } from "../lib/cached.ts";
import { COMMIT, VERSION } from "../lib/version.ts";
import { withinMs } from "../lib/within-ms.ts";
import type { HttpApp } from "./http-app.ts";

/** Something that this node depends on. */
export interface ReadinessCheck {
  readonly name: string;
  /** Whether the node is not ready without it. Otherwise it is `degraded` and keeps serving. */
  readonly required: boolean;
  /** Rejects if it isn't available. The response shows the error's code, else its name. */
  readonly check: () => Promise<void>;
}

const CHECK_TIMEOUT_MS = 2_000;
/** How long a result is reused, so that anonymous probes put no load on the database. */
const CACHE_MS = 1_000;

const health = z.object({
  ok: z.literal(true),
  version: z.string(),
  commit: z.string().describe("The commit that the production artefact was built from; empty otherwise"),
});

const readiness = z.object({
  ready: z.boolean(),
  degraded: z.boolean().describe("The node serves, but something that it doesn't require is unavailable"),
  checks: z.record(z.string(), z.string().describe("ok, or the reason")),
});

type Readiness = z.output<typeof readiness>;

/** `/healthz`: the process answers. `/readyz`: it can serve, so a load balancer may send it requests. */
export function registerHealthRoutes(
  app: HttpApp,
  parts: { readonly checks: readonly ReadinessCheck[]; readonly isDraining: () => boolean },
): void {
  const check = cached(() => checkAll(parts.checks), CACHE_MS);
  app.get(
    "/healthz",
    {
      schema: {
        tags: ["operation"],
        summary: "Whether the process answers",
        response: { 200: health },
      },
    },
    async () => ({ ok: true as const, version: VERSION, commit: COMMIT }),
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
      const now = parts.isDraining() ? DRAINING : await check();
      return reply
        .status(now.ready ? 200 : 503)
        .header("cache-control", "no-store")
        .send(now);
    },
  );
}

const DRAINING: Readiness = { ready: false, degraded: false, checks: { draining: "shutting down" } };

async function checkAll(checks: readonly ReadinessCheck[]): Promise<Readiness> {
  const results = await Promise.all(checks.map(async (each) => ({ ...each, result: await runCheck(each) })));
  const failed = results.filter(({ result }) => result !== "ok");
  return {
    ready: failed.every(({ required }) => !required),
    degraded: failed.length > 0,
    checks: Object.fromEntries(results.map(({ name, result }) => [name, result])),
  };
}

async function runCheck({ check }: ReadinessCheck): Promise<string> {
  const result = check().then(() => "ok", describeReason);
  return (await withinMs(result, CHECK_TIMEOUT_MS)) ?? `no answer within ${CHECK_TIMEOUT_MS} ms`;
}

/** An error's public reason or code. Its message can have an address or a user's name in it. */
function describeReason(error: unknown): string {
  if (!(error instanceof Error)) return "failed";
  if ("reason" in error && typeof error.reason === "string") return error.reason;
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
