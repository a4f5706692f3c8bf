/** Runs `work` at most once per `ttlMs`, however often it is asked for. `work` must not reject. */
export function cached<Result>(work: () => Promise<Result>, ttlMs: number): () => Promise<Result> {
  let last: { readonly result: Promise<Result>; readonly atMs: number } | null = null;
  return () => {
    const nowMs = performance.now();
    if (!last || nowMs - last.atMs >= ttlMs) last = { result: work(), atMs: nowMs };
    return last.result;
  };
}
