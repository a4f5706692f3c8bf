import { createAdapter } from "@socket.io/redis-streams-adapter";
import { createClient } from "redis";
import type { ServerOptions } from "socket.io";
import type { SharedCounts } from "./domain/rate-limiter.ts";
import { withinMs } from "./lib/within-ms.ts";
import { shareCounts } from "./share-counts.ts";

interface Publisher {
  readonly isReady: boolean;
  publish(channel: string, message: string): Promise<number>;
}

/** How long a start waits for Redis, before it goes on without. */
const START_WAIT_MS = 3_000;
/** The adapter listens on connections of its own, which come back some seconds later than the one that speaks. */
const SETTLING_MS = 10_000;

/** What the nodes of one platform tell each other. */
export interface Cluster {
  /** For Socket.IO's server. */
  readonly adapter: NonNullable<ServerOptions["adapter"]>;
  /** Rate limits that all nodes count together. */
  readonly counts: SharedCounts;
  isUp(): boolean;
  /** Whether words of the others may be lost now: while Redis is gone, and until every connection to it is back for sure. */
  mayMiss(): boolean;
  /** Rejects while Redis doesn't answer. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Joins the nodes that share a Redis. A node without its Redis goes on serving its own sessions: what it would have told
 * the others is dropped, not kept, for who rings and who sits where they read from the database anyway.
 */
export async function joinCluster(
  redisUrl: string,
  listener: {
    onFailure(error: unknown): void;
    /** Redis is back: what was said meanwhile has not been heard. */
    onBack(): void;
  },
): Promise<Cluster> {
  const onFailure = (error: unknown): void => listener.onFailure(error);
  const client = createClient({ url: redisUrl });
  client.on("error", onFailure);
  let wasReady = false;
  let backAtMs = -Infinity;
  client.on("ready", () => {
    if (wasReady) {
      backAtMs = performance.now();
      listener.onBack();
    }
    wasReady = true;
  });
  dropWhatCannotBeSaid(client);
  const connected = client.connect().catch(onFailure);
  await withinMs(connected, START_WAIT_MS);
  const make = createAdapter(client, {
    onlyPlaintext: true,
  });
  return {
    adapter: function adapterOf(namespace: unknown) {
      const adapter = make(namespace);
      const publish = adapter.doPublish.bind(adapter);
      return Object.assign(adapter, {
        async doPublish(message: Parameters<typeof publish>[0]): Promise<unknown> {
          if (!client.isReady) return "";
          try {
            return await publish(message);
          } catch {
            return "";
          }
        },
      });
    } as unknown as Cluster["adapter"],
    counts: shareCounts(client),
    isUp: () => client.isReady,
    mayMiss: () => !client.isReady || performance.now() - backAtMs < SETTLING_MS,
    async check() {
      if (!client.isReady) throw Object.assign(new Error("Redis is not connected."), { code: "ENOTCONN" });
      await client.ping();
    },
    async close() {
      client.destroy();
    },
  };
}

/** The adapter doesn't wait for what it publishes; a publication that fails must not end the process. */
function dropWhatCannotBeSaid(client: Publisher): void {
  const publish = client.publish.bind(client);
  Object.assign(client, {
    async publish(channel: string, message: string): Promise<number> {
      try {
        return client.isReady ? await publish(channel, message) : 0;
      } catch {
        return 0;
      }
    },
  });
}
