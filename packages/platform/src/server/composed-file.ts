/**
 * Several files sent as one, compressed once and revalidated by `ETag`. They are read again when one of them changes, so that
 * a rebuilt page is there after a reload.
 */
import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";
import { readPage } from "./read-page.ts";

type Encoding = "br" | "gzip";

const compress: Readonly<Record<Encoding, (data: Buffer) => Promise<Buffer>>> = {
  br: promisify(brotliCompress),
  gzip: promisify(gzip),
};

interface Composed {
  /** Of the files' sizes and times. */
  readonly version: string;
  /** Without quotes; each encoding has its own. */
  readonly hash: string;
  readonly plain: Buffer;
  readonly compressed: Readonly<Record<Encoding, Buffer>>;
}

export class ComposedFile {
  readonly #files: readonly string[];
  #composed: Composed | null = null;

  /** @param files in the order in which they are sent */
  constructor(files: readonly string[]) {
    this.#files = files;
  }

  /** Answers with 304 if the client has this version. Rejects with `not-ready` if a file was never built. */
  async send(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { hash, plain, compressed } = await this.#load();
    const encoding = encodingFor(request.headers["accept-encoding"] ?? "");
    const etag = `"${hash}${encoding === null ? "" : `-${encoding}`}"`;
    void reply.header("etag", etag).header("vary", "Origin, Accept-Encoding");
    if (isKnown(request.headers["if-none-match"], etag)) return reply.status(304).send();
    if (encoding === null) return reply.send(plain);
    return reply.header("content-encoding", encoding).send(compressed[encoding]);
  }

  async #load(): Promise<Composed> {
    const version = await computeVersion(this.#files);
    if (this.#composed?.version === version) return this.#composed;
    const plain = Buffer.concat(await Promise.all(this.#files.map(readPage)));
    const [br, gz] = await Promise.all([compress.br(plain), compress.gzip(plain)]);
    const hash = createHash("sha256").update(plain).digest("base64url").slice(0, 22);
    this.#composed = { version, hash, plain, compressed: { br, gzip: gz } };
    return this.#composed;
  }
}

/** A missing file has no version; reading it then says what to do. */
async function computeVersion(files: readonly string[]): Promise<string> {
  const stats = await Promise.all(files.map((file) => stat(file).catch(() => null)));
  return stats.map((each) => (each === null ? "missing" : `${each.size}@${each.mtimeMs}`)).join();
}

/** The better of the encodings that the client accepts; null for none. */
export function encodingFor(header: string): Encoding | null {
  const accepted = header
    .toLowerCase()
    .split(",")
    .map((part) => part.trim())
    .filter((part) => !/;\s*q=0(\.0+)?$/.test(part))
    .map((part) => part.split(";", 1)[0]?.trim());
  if (accepted.includes("br")) return "br";
  return accepted.includes("gzip") ? "gzip" : null;
}

function isKnown(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(",").some((each) => [etag, "*"].includes(each.trim().replace(/^W\//, "")));
}
