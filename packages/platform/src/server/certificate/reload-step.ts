/**
 * What to do with the certificate's files after each time they were read.
 *
 * 1. The files hold what is served: read them again in a minute.
 * 2. They hold something else, or can't be read: read them again after 2 s. A file that is being written, and two files of which only one
 *    has been replaced, look different then.
 * 3. The second reading is the same. A usable pair is served from now on. A problem is reported once, the old pair stays, and the files
 *    are read again every minute.
 */
import type { Certificate } from "../self-signed.ts";

export const READ_INTERVAL_MS: number = 60_000;
/** Longer than a certificate client takes to replace both files. */
export const SETTLE_MS: number = 2_000;

/** Both files as they were read. */
export type FilesRead =
  | { readonly kind: "pair"; readonly pair: Certificate }
  | { readonly kind: "unreadable"; readonly problem: string };

export type ReloadState =
  | { readonly kind: "current" }
  /** Something new was read once. `seen` identifies it. */
  | { readonly kind: "settling"; readonly seen: string }
  /** A problem that has been reported. */
  | { readonly kind: "refused"; readonly problem: string };

export type ReloadAct =
  | { readonly kind: "none" }
  | { readonly kind: "serve"; readonly pair: Certificate }
  | { readonly kind: "report"; readonly problem: string };

export interface ReloadStep {
  readonly state: ReloadState;
  readonly act: ReloadAct;
  readonly nextReadInMs: number;
}

const NONE: ReloadAct = { kind: "none" };

/** @param findProblem why a pair can't be served; null if it can */
export function stepReload(
  state: ReloadState,
  read: FilesRead,
  served: Certificate,
  findProblem: (pair: Certificate) => string | null,
): ReloadStep {
  if (read.kind === "pair" && read.pair.cert === served.cert && read.pair.key === served.key)
    return { state: { kind: "current" }, act: NONE, nextReadInMs: READ_INTERVAL_MS };
  const problem = read.kind === "pair" ? findProblem(read.pair) : read.problem;
  if (state.kind === "refused" && state.problem === problem)
    return { state, act: NONE, nextReadInMs: READ_INTERVAL_MS };
  const seen = identify(read);
  if (state.kind !== "settling" || state.seen !== seen)
    return { state: { kind: "settling", seen }, act: NONE, nextReadInMs: SETTLE_MS };
  if (problem !== null)
    return {
      state: { kind: "refused", problem },
      act: { kind: "report", problem },
      nextReadInMs: READ_INTERVAL_MS,
    };
  return {
    state: { kind: "current" },
    act: read.kind === "pair" ? { kind: "serve", pair: read.pair } : NONE,
    nextReadInMs: READ_INTERVAL_MS,
  };
}

function identify(read: FilesRead): string {
  return read.kind === "pair" ? `${read.pair.cert}\0${read.pair.key}` : read.problem;
}
