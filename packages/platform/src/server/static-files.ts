import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import { PATHS } from "@videoengager/protocol/rest/paths";
import type { FastifyReply } from "fastify";
import { PIN_STYLE_PATH } from "../pin/pin-page.ts";
import { ComposedFile } from "./composed-file.ts";
import { contentSecurityPolicy } from "./content-security.ts";
import type { HttpApp } from "./http-app.ts";

export interface StaticParts {
  readonly folders: {
    readonly callUi: string;
    readonly pushClient: string;
    readonly agentDesk: string;
    readonly uiKitStyles: string;
    readonly own: string;
  };
  readonly publicUrl: (host?: string) => string;
}

const A_YEAR_S = 31_536_000;
const IMMUTABLE = `public, max-age=${A_YEAR_S}, immutable`;
/** Cached but revalidated each time, so that a new version is used at the next load. */
const REVALIDATED = "public, max-age=0, must-revalidate";

/** Files that are the same for everybody. A file with a hash in its name never changes. */
export async function registerStaticFiles(app: HttpApp, parts: StaticParts): Promise<void> {
  const { folders } = parts;
  await app.register(fastifyStatic, {
    root: folders.callUi,
    prefix: "/static/pages/",
    index: false,
    preCompressed: true,
    cacheControl: false,
    schemaHide: true,
    suppressWarning: true,
    setHeaders: (reply, path) => {
      openToAll(reply);
      void reply.header("cache-control", hasHash(path) ? IMMUTABLE : REVALIDATED);
      // It only puts the widget's code into the cache, so every page can frame it.
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
    preCompressed: true,
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
  // Pages name their icon. Browsers request this one for a page that names none (`/docs`).
  app.get("/favicon.ico", { schema: { hide: true } }, async (_request, reply) =>
    reply.header("cache-control", "public, max-age=86400").status(204).send(),
  );
  serve(app, PIN_STYLE_PATH, "text/css", [
    join(folders.uiKitStyles, "tokens.css"),
    join(folders.uiKitStyles, "base.css"),
    join(folders.own, "pin.css"),
  ]);
  serve(app, PATHS.pushBundle, "text/javascript", [join(folders.pushClient, "push.bundle.v3.js")]);
}

/** Serves the files as one, one after the other. */
function serve(app: HttpApp, path: string, type: string, files: readonly string[]): void {
  const composed = new ComposedFile(files);
  app.get(path, { schema: { hide: true } }, async (request, reply) => {
    openToAll(reply);
    void reply
      .header("cache-control", "public, max-age=300, stale-while-revalidate=86400")
      .type(`${type}; charset=utf-8`);
    return composed.send(request, reply);
  });
}

function openToAll(reply: FastifyReply): void {
  void reply.header("cross-origin-resource-policy", "cross-origin");
}

function hasHash(path: string): boolean {
  return /[\\/]assets[\\/].*-[A-Za-z0-9_-]{8,}\.\w+(\.br|\.gz)?$/.test(path);
}
