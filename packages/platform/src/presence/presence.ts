import type { Database } from "../database/database.ts";
import { BUSY_DEADLINE_MS } from "../database/libsql-driver.ts";
import type { Deps } from "../deps.ts";
import { Heart } from "./heart.ts";
import { OpenSockets } from "./open-sockets.ts";
import { Reconciler } from "./reconcile.ts";
import { expireDeadNodes, leaveCluster } from "./sweep.ts";
import { createSweeper } from "./sweeper.ts";

export interface Presence {
  readonly sockets: OpenSockets;
  readonly reconciler: Reconciler;
  /** Milliseconds since the last heartbeat that was stored, and since the last sweep that succeeded. */
  readonly ageMs: { heartbeat(): number; sweep(): number };
  /** Reject while the database takes no heartbeat, or the sweep is stuck. */
  checkDatabase(): Promise<void>;
  checkSweep(): Promise<void>;
  /** Rejects while another process keeps writes to the embedded database waiting. */
  checkWriteLock(): Promise<void>;
  /** Resolves after the first heartbeat. */
  start(): Promise<void>;
  /** One heartbeat and one sweep, now. */
  sweep(): Promise<void>;
  /** Call it when the node's sockets are closed. */
  close(): Promise<void>;
}

/** Older than this, a heartbeat or a sweep makes the node not ready. With the answer's cache, that is visible within 5 s. */
const MAX_AGE_MS = 4_000;

/** Keeps this node's sockets and the database's rows the same: heartbeat, reconciliation and sweep. */
export function createPresence(
  deps: Deps,
  hooks: {
    readonly afterSweep: () => Promise<void>;
    readonly onFailure: (error: unknown) => void;
  },
): Presence {
  const sockets = new OpenSockets();
  const heart: Heart = new Heart(deps, {
    onFailure: hooks.onFailure,
    onGap(movedByMs) {
      deps.log.warn({ movedByMs }, "heartbeats were missed; reconciling sockets and rows");
      void reconciler.reconcile();
    },
  });
  const reconciler = new Reconciler(deps, sockets, heart, hooks.onFailure);
  const sweeper = createSweeper(deps, heart, hooks);
  return {
    sockets,
    reconciler,
    ageMs: { heartbeat: () => heart.ageMs(), sweep: () => sweeper.ageMs() },
    async checkDatabase() {
      requireRecent("heartbeat", heart.ageMs(), deps.database);
      await deps.database.ping();
    },
    async checkSweep() {
      requireRecent("sweep", sweeper.ageMs(), deps.database);
    },
    async checkWriteLock() {
      const waitMs = deps.database.lockWaitMs();
      if (waitMs > MAX_AGE_MS) throw reason(`held by another process for ${inSeconds(waitMs)}`);
    },
    async start() {
      await heart.start();
      // An embedded database has one node, so all rows of other nodes are left over from a crash.
      if (deps.database.engine === "libsql")
        await expireDeadNodes(deps, "including-living", deps.clock.nowMs());
      reconciler.start();
      sweeper.start();
    },
    async sweep() {
      await heart.beat();
      await sweeper.round();
    },
    async close() {
      await Promise.all([sweeper.stop(), reconciler.stop()]);
      await heart.stop();
      await leaveCluster(deps).catch(hooks.onFailure);
    },
  };
}

/**
 * The embedded database has one node, and a command beside it can hold the write lock. That is no reason to turn away from the
 * node as long as writes only wait.
 */
function requireRecent(what: string, ageMs: number, { lockWaitMs }: Pick<Database, "lockWaitMs">): void {
  const waitMs = lockWaitMs();
  if (ageMs <= MAX_AGE_MS || (waitMs > 0 && waitMs <= BUSY_DEADLINE_MS)) return;
  throw reason(`last ${what} ${inSeconds(ageMs)} ago`);
}

/** An error whose code `/readyz` shows. */
function reason(code: string): Error {
  return Object.assign(new Error(code), { code });
}

function inSeconds(ms: number): string {
  return `${Math.round(ms / 1_000)} s`;
}
