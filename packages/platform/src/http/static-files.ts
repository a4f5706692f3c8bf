import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import { PATHS } from "@videoengager/protocol/rest/paths";
import type { FastifyReply } from "fastify";
import { contentSecurityPolicy } from "./content-security.ts";
import type { HttpApp } from "./http-app.ts";
import { readPage } from "./pages.ts";
import { PIN_STYLE_PATH } from "./pin/pin-page.ts";

export interface StaticParts {
  readonly folders: {
    readonly callUi: string;
    readonly pushClient: string;
    readonly agentSdk: string;
    readonly agentDesk: string;
    readonly designTokens: string;
    readonly own: string;
  };
  readonly publicUrl: (host?: string) => string;
}

const A_YEAR_S = 31_536_000;
const IMMUTABLE = `public, max-age=${A_YEAR_S}, immutable`;
/** Kept, and asked for again each time: a new version is seen at the next load. */
const REVALIDATED = "public, max-age=0, must-revalidate";

/** Files that are the same for everybody. A name that holds a hash of its content never changes. */
export async function registerStaticFiles(app: HttpApp, parts: StaticParts): Promise<void> {
  const { folders } = parts;
  await app.register(fastifyStatic, {
    root: folders.callUi,
    prefix: "/static/pages/",
    index: false,
    cacheControl: false,
    schemaHide: true,
    suppressWarning: true,
    setHeaders: (reply, path) => {
      openToAll(reply);
      void reply.header("cache-control", hasHash(path) ? IMMUTABLE : REVALIDATED);
      // It only puts the widget's code into the cache; a page that may not frame the widget gains nothing by it.
      if (path.endsWith("preload.html"))
        void reply.header(
          "content-security-policy",
          contentSecurityPolicy({ frameAncestors: ["*"], origin: parts.publicUrl() }),
        );
    },
  });
  await app.register(fastifyStatic, {
    root: folders.agentDesk,
    prefix: "/desk/",
    decorateReply: false,
    cacheControl: false,
    schemaHide: true,
    suppressWarning: true,
    setHeaders: (reply, path) => {
      void reply.header("cache-control", hasHash(path) ? IMMUTABLE : REVALIDATED);
      void reply.header(
        "content-security-policy",
        contentSecurityPolicy({ frameAncestors: ["'self'"], origin: parts.publicUrl(reply.request.host) }),
      );
    },
  });
  // Pages name their own icon; a browser asks for this one where a page (`/docs`) names none.
  app.get("/favicon.ico", { schema: { hide: true } }, async (_request, reply) =>
    reply.header("cache-control", "public, max-age=86400").status(204).send(),
  );
  serve(app, PIN_STYLE_PATH, "text/css", [
    join(folders.designTokens, "tokens.css"),
    join(folders.designTokens, "base.css"),
    join(folders.own, "pin.css"),
  ]);
  serveScript(app, PATHS.pushBundle, join(folders.pushClient, "push.bundle.v3.js"));
  serveScript(app, PATHS.agentSdk, join(folders.agentSdk, "index.iife.js"));
}

function serveScript(app: HttpApp, path: string, file: string): void {
  serve(app, path, "text/javascript", [file]);
}

/** The files as one, one after the other. */
function serve(app: HttpApp, path: string, type: string, files: readonly string[]): void {
  app.get(path, { schema: { hide: true } }, async (_request, reply) => {
    const parts = await Promise.all(files.map(readPage));
    openToAll(reply);
    return reply
      .header("cache-control", "public, max-age=300, stale-while-revalidate=86400")
      .type(`${type}; charset=utf-8`)
      .send(Buffer.concat(parts));
  });
}

function openToAll(reply: FastifyReply): void {
  void reply.header("cross-origin-resource-policy", "cross-origin");
}

function hasHash(path: string): boolean {
  return /[\\/]assets[\\/].*-[A-Za-z0-9_-]{8,}\.\w+$/.test(path);
}
