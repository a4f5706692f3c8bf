/**
 * Real nodes as processes, and what runs on them when a fault strikes.
 *
 * Leases and faults are shortened by the same factor, so that a row tells in seconds what takes minutes in production.
 */
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Kysely, PostgresDialect } from "kysely";
import { Pool, types } from "pg";
import { openLibsql } from "../../src/database/open-libsql.ts";
import type { Schema } from "../../src/database/schema.ts";
import { createPlatformClient, type PlatformClient } from "../fixtures/in-process-platform.ts";
import { startNginx, type TestNginx } from "../fixtures/nginx.ts";
import type { PlatformBundle, PlatformProcess, ReadyMessage } from "../helpers/fork-platform.ts";
import { Cells } from "./cells.ts";

export interface FaultNode {
  /** Past the proxy. */
  readonly direct: PlatformClient;
  readonly process: PlatformProcess;
}

export interface FaultWorldOptions {
  readonly bundle: PlatformBundle;
  readonly factor: number;
  readonly nodes: number;
  /** What the nodes connect to; empty: the embedded database. */
  readonly databaseUrl: string;
  /** What each node connects to in place of `databaseUrl`. */
  readonly databaseUrls?: readonly string[];
  /** Where the test reads the same database, past the fault. */
  readonly readUrl: string;
  readonly redisUrl: string;
  /** Whether everybody comes through nginx. Default false. */
  readonly proxy?: boolean;
  /** Default: a new folder. */
  readonly dataDir?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export class FaultWorld {
  readonly nodes: FaultNode[] = [];
  readonly factor: number;
  readonly #options: FaultWorldOptions;
  readonly #redisPrefix: string = `faults-${randomUUID()}`;
  #db: Kysely<Schema> | null = null;
  #dataDir: string = "";
  #nginx: TestNginx | null = null;
  #cells: Cells | null = null;

  constructor(options: FaultWorldOptions) {
    this.#options = options;
    this.factor = options.factor;
  }

  /** How long a fault of so many real seconds lasts here. */
  scaled(seconds: number): number {
    return seconds * 1_000 * this.factor;
  }

  lasts(seconds: number): Promise<void> {
    return sleep(this.scaled(seconds));
  }

  node(index: number): FaultNode {
    return required(this.nodes[index], `node ${index}`);
  }

  get db(): Kysely<Schema> {
    return required(this.#db, "database");
  }

  get cells(): Cells {
    return required(this.#cells, "cells");
  }

  get nginx(): TestNginx {
    return required(this.#nginx, "nginx");
  }

  get dataDir(): string {
    return this.#dataDir;
  }

  async start(): Promise<void> {
    const { databaseUrl, dataDir, nodes, readUrl, proxy } = this.#options;
    this.#dataDir = dataDir ?? (await mkdtemp(join(tmpdir(), "ve-faults-")));
    // One after the other: both would make the demo tenant's key.
    for (let index = 0; index < nodes; index += 1) this.nodes.push(await this.startNode(index));
    this.#db = databaseUrl ? openReader(readUrl) : (await openLibsql(this.#dataDir)).db;
    if (proxy) this.#nginx = await startNginx(this.nodes.map(({ direct }) => direct.url));
    this.#cells = await Cells.start(this.#db, this.clientOf(0), this.clientOf(nodes - 1));
  }

  /** A client that comes the way everybody comes: through the proxy, where there is one. */
  clientOf(index: number): PlatformClient {
    const { direct } = this.node(index);
    const url = this.#nginx?.urls[index];
    return url === undefined ? direct : createPlatformClient(url, required(this.#demo, "demo tenant"));
  }

  #demo: ReadyMessage["demo"];

  async startNode(index: number, port = "0"): Promise<FaultNode> {
    const databaseUrl = this.#options.databaseUrls?.[index];
    const process = this.fork({ PORT: port, ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}) });
    const failed = process.ended.then(({ output }) => {
      throw new Error(output);
    });
    const { url, demo } = await Promise.race([process.ready, failed]);
    this.#demo = required(demo, "demo tenant");
    return { direct: createPlatformClient(url, this.#demo), process };
  }

  /** A process of the platform, configured as the nodes are. */
  fork(more: Readonly<Record<string, string>>): PlatformProcess {
    const { bundle, databaseUrl, redisUrl, factor, env, proxy } = this.#options;
    return bundle.fork({
      DATA_DIR: this.#dataDir,
      DEMO: "1",
      LEASE_FACTOR: String(factor),
      RATE_LIMIT_FACTOR: "0",
      MASTER_KEY: "the same on every node, and 32 characters",
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
      ...(redisUrl ? { REDIS_URL: redisUrl, REDIS_PREFIX: this.#redisPrefix } : {}),
      ...(proxy ? { TRUST_PROXY: "127.0.0.1" } : {}),
      ...env,
      ...more,
    });
  }

  /** The node that had this place is gone; another one starts at its address. */
  async restartNode(index: number): Promise<void> {
    this.nodes[index] = await this.startNode(index, new URL(this.node(index).direct.url).port);
  }

  /** Nothing is lost: all is as before, and stays so for longer than every lease that a fault can have left behind. */
  async survives(): Promise<void> {
    const ended = this.nodes.map(async ({ process }) => {
      const { code, output } = await process.ended;
      throw new Error(`A node ended with ${code}:\n${output}`);
    });
    await Promise.race([this.cells.survive(this.scaled(90)), ...ended]);
  }

  async close(): Promise<void> {
    this.#cells?.close();
    await Promise.allSettled(
      this.nodes.map(({ process }) => {
        process.child.kill("SIGCONT");
        process.child.kill("SIGKILL");
        return process.ended;
      }),
    );
    await this.#nginx?.stop();
    await this.#db?.destroy();
    if (this.#options.dataDir === undefined) await rm(this.#dataDir, { recursive: true, force: true });
  }
}

function required<Value>(value: Value | null | undefined, what: string): Value {
  if (value === null || value === undefined) throw new Error(`The world has no ${what} yet.`);
  return value;
}

/** The database past the fault; also a standby, which a platform would refuse. */
function openReader(url: string): Kysely<Schema> {
  const pool = new Pool({
    connectionString: url,
    max: 1,
    // As numbers; by default pg returns a bigint as text.
    types: {
      getTypeParser: (oid, format) =>
        oid === types.builtins.INT8 ? Number : types.getTypeParser(oid, format),
    },
  });
  pool.on("error", () => {});
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
}
