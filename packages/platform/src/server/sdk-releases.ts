/**
 * The browser SDKs, served by the platform that they belong to: the agent's below `/agent/`, the visitor's below `/visitor-sdk/`.
 *
 *   latest/…     the release that this platform was built with; revalidated on each use
 *   {version}/…  one release; never changes, so it is cached for a year and a page can pin its hash
 *
 * Each has `index.js` (the script tag's file), its source map, the tarball for `npm install` and `integrity.json`. The platform keeps a copy of every release that it has served, because a page that pins a version
 * must still load after the platform is upgraded.
 */
import { cp, mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import fastifyStatic from "@fastify/static";
import { z } from "zod";
import { DomainError } from "../lib/errors.ts";
import type { HttpApp } from "./http-app.ts";

const IMMUTABLE = "public, max-age=31536000, immutable";
const REVALIDATED = "public, max-age=0, must-revalidate";
/** A file of one release. Folders that are still being copied have other names. */
const RELEASED_FILE = /^\/\d+\.\d+\.\d+[\w.+-]*\/[\w-][\w.-]*$/;

const INTEGRITY = z.object({ version: z.string().regex(/^\d+\.\d+\.\d+[\w.+-]*$/) });

export interface SdkParts {
  /** Of the addresses, as `/agent/`. */
  readonly prefix: `/${string}/`;
  /** The release that the build made. */
  readonly builtFolder: string;
  /** Where copies of it and of earlier releases are kept, one folder per version; created when it is missing. */
  readonly keptFolder: string;
}

export async function registerSdk(app: HttpApp, parts: SdkParts): Promise<void> {
  const { prefix } = parts;
  const version = await readVersion(parts.builtFolder);
  if (version === null) return registerNotBuilt(app, prefix);
  try {
    await keepRelease(parts, version);
  } catch (error) {
    // With a read-only data folder only earlier releases are missing, so the platform starts anyway.
    app.log.warn({ err: error, folder: parts.keptFolder }, "could not copy the SDK's release");
  }
  await serveFolder(app, parts.builtFolder, `${prefix}latest/`, REVALIDATED);
  await serveFolder(app, parts.builtFolder, `${prefix}${version}/`, IMMUTABLE);
  await serveFolder(app, resolve(parts.keptFolder), prefix, IMMUTABLE, RELEASED_FILE);
}

/** The version of the built release; null if there is none. */
async function readVersion(folder: string): Promise<string | null> {
  const text = await readFile(join(folder, "integrity.json"), "utf8").catch(() => null);
  return text === null ? null : INTEGRITY.parse(JSON.parse(text)).version;
}

function registerNotBuilt(app: HttpApp, prefix: string): void {
  app.get(`${prefix}*`, { schema: { hide: true } }, () => {
    throw new DomainError("not-ready", "The SDK has not been built.", "Build it with: npm run build");
  });
}

/** Copies the release into the folder of its version, completely or not at all. A development build replaces the previous one. */
async function keepRelease({ builtFolder, keptFolder }: SdkParts, version: string): Promise<void> {
  const kept = join(keptFolder, version);
  if (await isSameRelease(builtFolder, kept)) return;
  await mkdir(keptFolder, { recursive: true, mode: 0o700 });
  const copy = await mkdtemp(join(keptFolder, "copy-"));
  try {
    await cp(builtFolder, copy, { recursive: true, preserveTimestamps: true });
    await rm(kept, { recursive: true, force: true });
    await rename(copy, kept);
  } catch (error) {
    await rm(copy, { recursive: true, force: true });
    // Another node that shares the folder was faster.
    if (!(await isSameRelease(builtFolder, kept))) throw error;
  }
}

async function isSameRelease(folder: string, other: string): Promise<boolean> {
  const read = (each: string): Promise<string | null> =>
    readFile(join(each, "integrity.json"), "utf8").catch(() => null);
  return (await read(folder)) === (await read(other));
}

async function serveFolder(
  app: HttpApp,
  root: string,
  prefix: string,
  cacheControl: string,
  allowed?: RegExp,
): Promise<void> {
  await app.register(fastifyStatic, {
    root,
    prefix,
    decorateReply: false,
    index: false,
    preCompressed: true,
    cacheControl: false,
    schemaHide: true,
    suppressWarning: true,
    allowedPath: (path) => allowed === undefined || allowed.test(path),
    setHeaders: (reply) => void reply.header("cache-control", cacheControl),
  });
}
