import type { SharedCounts } from "../server/rate-limiter.ts";
import type { NodeBus } from "./node-messages.ts";
import { RedisBus } from "./redis-bus.ts";
import { shareCounts } from "./share-counts.ts";

/** How long the start waits for Redis before it continues without it. */
const START_TIMEOUT_MS = 3_000;

/** The nodes of one platform that share a Redis. */
export interface Cluster {
  readonly bus: NodeBus;
  /** Rate limits that all nodes count together. */
  readonly counts: SharedCounts;
  /** How often this node counted alone, because Redis was away or answered late. */
  countedAlone(): number;
  /** False within 5 s after Redis becomes unreachable or hangs. */
  isUp(): boolean;
  /** Runs each time Redis is back. Earlier messages are lost, so re-read the database. */
  onBack(listener: () => void): void;
  close(): void;
}

/**
 * Joins the nodes that share a Redis. A node without Redis keeps serving its own sessions and drops messages to others: ringing calls
 * and seats are read from the database.
 *
 * @param prefix prefix of every channel and key, so that staging and production can share a Redis
 */
export async function joinCluster(options: {
  readonly redisUrl: string;
  readonly prefix: string;
  readonly nodeId: string;
  readonly onFailure: (error: unknown) => void;
}): Promise<Cluster> {
  const { prefix, nodeId, onFailure } = options;
  let countedAlone = 0;
  const bus = new RedisBus({ url: options.redisUrl, prefix, nodeId, onFailure });
  await bus.connect(START_TIMEOUT_MS);
  return {
    bus,
    counts: shareCounts(bus.publisher, {
      prefix,
      isUp: () => bus.isUp,
      onCountedAlone: () => {
        countedAlone += 1;
      },
    }),
    countedAlone: () => countedAlone,
    isUp: () => bus.isUp,
    onBack: (listener) => bus.onBack(listener),
    close: () => bus.close(),
  };
}
