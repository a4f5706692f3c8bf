/** What all rows of the fault table share: the platform as shipped, and servers. */
import { type CuttableNetwork, createCuttableNetwork } from "../fixtures/cuttable-network.ts";
import { startRedis, type TestRedis } from "../fixtures/redis.ts";
import { bundlePlatform, type PlatformBundle } from "../helpers/fork-platform.ts";
import { startPostgres, type TestPostgres } from "../helpers/start-postgres.ts";
import { FaultWorld, type FaultWorldOptions } from "./fault-world.ts";

export interface FaultLab {
  readonly bundle: PlatformBundle;
  readonly postgres: TestPostgres;
  readonly redis: TestRedis;
  close(): Promise<void>;
}

/** A row: strikes, ends, and shows that nothing was lost. */
export interface Fault {
  readonly name: string;
  /** @param factor of the leases and of the fault's own duration */
  play(lab: FaultLab, factor: number): Promise<void>;
}

export async function openFaultLab(): Promise<FaultLab> {
  const [bundle, postgres, redis] = await Promise.all([bundlePlatform(), startPostgres(), startRedis()]);
  return {
    bundle,
    postgres,
    redis,
    async close() {
      await bundle.remove();
      await Promise.all([postgres.stop(), redis.kill()]);
    },
  };
}

/** Nodes on PostgreSQL, behind one network that the test can cut. */
export async function onPostgres(
  { bundle, postgres, redis }: Pick<FaultLab, "bundle" | "postgres" | "redis">,
  options: Pick<FaultWorldOptions, "factor" | "nodes" | "proxy" | "env">,
  play: (world: FaultWorld, network: CuttableNetwork) => Promise<void>,
): Promise<void> {
  const readUrl = await postgres.createDatabase();
  const network = await createCuttableNetwork(readUrl);
  const databaseUrl = throughNetwork(readUrl, network);
  const redisUrl = options.nodes > 1 ? redis.url : "";
  try {
    await inWorld({ ...options, bundle, databaseUrl, readUrl, redisUrl }, (world) => play(world, network));
  } finally {
    await network.close();
  }
}

/** Two nodes on PostgreSQL, each behind its own network. */
export async function onTwoNetworks(
  { bundle, postgres, redis }: Pick<FaultLab, "bundle" | "postgres" | "redis">,
  options: Pick<FaultWorldOptions, "factor">,
  play: (world: FaultWorld, networks: readonly [CuttableNetwork, CuttableNetwork]) => Promise<void>,
): Promise<void> {
  const readUrl = await postgres.createDatabase();
  const networks = [await createCuttableNetwork(readUrl), await createCuttableNetwork(readUrl)] as const;
  const databaseUrls = networks.map((network) => throughNetwork(readUrl, network));
  const urls = { databaseUrl: readUrl, databaseUrls, readUrl, redisUrl: redis.url };
  try {
    await inWorld({ ...options, ...urls, bundle, nodes: 2 }, (world) => play(world, networks));
  } finally {
    await Promise.all(networks.map((network) => network.close()));
  }
}

function throughNetwork(databaseUrl: string, { port }: CuttableNetwork): string {
  return databaseUrl.replace(/:\d+\//, `:${port}/`);
}

/** One node on the embedded database. */
export function onLibsql(
  { bundle }: Pick<FaultLab, "bundle">,
  options: Pick<FaultWorldOptions, "factor" | "env" | "dataDir">,
  play: (world: FaultWorld) => Promise<void>,
): Promise<void> {
  return inWorld({ ...options, bundle, nodes: 1, databaseUrl: "", readUrl: "", redisUrl: "" }, play);
}

export async function inWorld(
  options: FaultWorldOptions,
  play: (world: FaultWorld) => Promise<void>,
): Promise<void> {
  const world = new FaultWorld(options);
  try {
    await world.start();
    await play(world);
  } finally {
    await world.close();
  }
}
