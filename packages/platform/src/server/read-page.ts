import { readFile } from "node:fs/promises";
import { DomainError } from "../lib/errors.ts";

/** Rejects with `not-ready` if the page was never built. */
export async function readPage(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error) || error.code !== "ENOENT") throw error;
    throw new DomainError(
      "not-ready",
      "This page has not been built.",
      "Build the pages with: npm run build",
    );
  }
}
