import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DatabaseConfig, type Engine } from "../../src/database/database.ts";
import { startPostgres, type TestPostgres } from "./start-postgres.ts";

/** Both engines, so that one suite of tests can be run on each: `describe.each(ENGINES)`. */
export const ENGINES: readonly Engine[] = ["libsql", "postgres"];

export interface TestEngine {
  /** The configuration of a new, empty database. */
  newDatabase(): Promise<DatabaseConfig>;
  stop(): Promise<void>;
}

export async function startEngine(engine: Engine): Promise<TestEngine> {
  const folders: string[] = [];
  const server: TestPostgres | null = engine === "postgres" ? await startPostgres() : null;
  return {
    async newDatabase() {
      const dataDir = await mkdtemp(join(tmpdir(), "platform-store-"));
      folders.push(dataDir);
      return { dataDir, databaseUrl: server ? await server.createDatabase() : "" };
    },
    async stop() {
      await server?.stop();
      for (const folder of folders) await rm(folder, { recursive: true, force: true });
    },
  };
}
