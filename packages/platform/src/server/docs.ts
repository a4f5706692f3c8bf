import { createHash } from "node:crypto";
import type { FastifyInstance, RouteOptions } from "fastify";
import type { DescribedRoute } from "./docs-site.ts";
import type { HttpApp } from "./http-app.ts";
import { limitByAddress } from "./limit-requests.ts";
import type { RateLimits } from "./rate-limiter.ts";

const UNDESCRIBED: readonly string[] = ["HEAD", "OPTIONS"];

/**
 * `/docs`: the OpenAPI description of every route that is registered after this call, and a page for it. A separate internal server
 * creates both at the first request, so they cost nothing until then.
 */
export function registerDocs(app: HttpApp, parts: { readonly rateLimits: RateLimits }): void {
  const routes: DescribedRoute[] = [];
  app.addHook("onRoute", ({ method, url, schema }: RouteOptions & { schema?: { hide?: boolean } }) => {
    if (!schema || schema.hide) return;
    for (const each of [method].flat())
      if (!UNDESCRIBED.includes(each)) routes.push({ method: each, url, schema });
  });

  let site: Promise<FastifyInstance> | null = null;
  const open = (): Promise<FastifyInstance> => {
    site ??= import("./docs-site.ts").then(({ createDocsSite }) => createDocsSite(routes));
    return site;
  };
  const onRequest = limitByAddress(parts.rateLimits.perMinute("docs", 120));
  for (const url of ["/docs", "/docs/*"])
    app.get(url, { onRequest, schema: { hide: true } }, async (request, reply) => {
      const answer = await (await open()).inject({ method: "GET", url: request.url });
      const type = String(answer.headers["content-type"] ?? "text/plain");
      if (answer.headers.location !== undefined) return reply.redirect(answer.headers.location, 302);
      if (type.startsWith("text/html")) void reply.header("content-security-policy", policyFor(answer.body));
      if (type.includes("javascript")) void reply.header("cache-control", "public, max-age=3600");
      return reply.status(answer.statusCode).type(type).send(answer.body);
    });
  app.addHook("onClose", async () => {
    if (site) await (await site).close();
  });
}

/** The documentation page has one inline script, which is allowed by its hash, and creates style elements. */
function policyFor(html: string): string {
  const hashes = [...html.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)]
    .map(([, script = ""]) => script)
    .filter(Boolean)
    .map((script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`);
  return [
    "default-src 'none'",
    `script-src 'self' ${hashes.join(" ")}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
