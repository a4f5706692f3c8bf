/**
 * This node's heartbeat. It has its own timer, so a slow or stuck sweep doesn't delay it.
 *
 * 1. Each heartbeat corrects the clock, then records that the node is alive. It is a write, so a read-only database counts as
 *    unavailable.
 * 2. The first one after a gap that all nodes had (the database was away, the machine was suspended) moves all deadlines by
 *    the gap, in the same transaction. Nothing expires until a full node lease later.
 * 3. Code that grants or ends leases calls `fresh` first, so it never acts on a deadline from before a gap.
 */
import type { EpochMs } from "@videoengager/protocol/ids";
import { withRetry } from "../database/retry.ts";
import type { RuleDeps } from "../deps.ts";
import type { AdjustedClock } from "../lib/clock.ts";

const MAX_INTERVAL_MS = 1_000;
const HEARTBEATS_PER_LEASE = 10;
const MISSED_HEARTBEATS_ARE_A_GAP = 3;
/** While a process starts, its event loop is busy and a connection can time out. */
const START_MS = 15_000;

export interface HeartListener {
  /** After a gap, or after the others expired this node: its rows can differ from its sockets. */
  onGap(movedByMs: number): void;
  onFailure(error: unknown): void;
}

export class Heart {
  readonly #deps: Pick<RuleDeps, "presence" | "nodeId" | "leases"> & { readonly clock: AdjustedClock };
  readonly #listener: HeartListener;
  readonly #intervalMs: number;
  #last: { readonly clockMs: EpochMs; readonly monotonicMs: number } | null = null;
  #quietUntilMs: EpochMs = 0;
  #running: Promise<void> | null = null;
  #timer: NodeJS.Timeout | undefined;
  #stopped: boolean = false;

  constructor(
    deps: Pick<RuleDeps, "presence" | "nodeId" | "leases"> & { readonly clock: AdjustedClock },
    listener: HeartListener,
  ) {
    this.#deps = deps;
    this.#listener = listener;
    this.#intervalMs = Math.min(MAX_INTERVAL_MS, deps.leases.nodeMs / HEARTBEATS_PER_LEASE);
  }

  /** Resolves after the first heartbeat. */
  async start(): Promise<void> {
    await withRetry(() => this.beat(), START_MS);
    this.#timer = setInterval(() => {
      this.beat().catch((error: unknown) => this.#listener.onFailure(error));
    }, this.#intervalMs);
  }

  /** Sends a heartbeat now, or waits for the one in progress. */
  beat(): Promise<void> {
    this.#running ??= this.#beat().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** The time. If heartbeats are missing, sends one first and rejects if that fails. */
  async fresh(): Promise<EpochMs> {
    const nowMs = this.#deps.clock.nowMs();
    if (this.#last && nowMs - this.#last.clockMs <= this.#maxGapMs()) return nowMs;
    await this.beat();
    return this.#deps.clock.nowMs();
  }

  /** Whether leases can expire now. */
  isQuiet(nowMs: EpochMs): boolean {
    return nowMs < this.#quietUntilMs;
  }

  /** Milliseconds since the last recorded heartbeat, independent of clock changes. */
  ageMs(): number {
    return performance.now() - (this.#last?.monotonicMs ?? 0);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#running?.catch(() => {});
  }

  async #beat(): Promise<void> {
    if (this.#stopped) return;
    const { clock, presence, nodeId, leases } = this.#deps;
    await clock.adjust();
    const [clockMs, monotonicMs] = [clock.nowMs(), performance.now()];
    const result = await presence.heartbeat({
      nodeId,
      nowMs: clockMs,
      maxGapMs: this.#maxGapMs(),
      quietMs: leases.nodeMs,
    });
    const isFirst = this.#last === null;
    this.#last = { clockMs, monotonicMs };
    this.#quietUntilMs = result.quietUntilMs;
    if (!isFirst && (result.movedByMs > 0 || result.isNew)) this.#listener.onGap(result.movedByMs);
  }

  #maxGapMs(): number {
    return this.#intervalMs * MISSED_HEARTBEATS_ARE_A_GAP;
  }
}
