import { access } from "node:fs/promises";
import { join } from "node:path";
import { type Config, readConfig } from "../config/config.ts";
import { LIBSQL_FILE } from "../database/open-libsql.ts";
import { SchemaMismatchError } from "../database/schema-state.ts";
import type { Tenant } from "../identity/tenants.ts";
import { type Clock, SYSTEM_CLOCK } from "../lib/clock.ts";
import { openStores, type Stores } from "../open-stores.ts";
import { writeAudit } from "./audit-log.ts";
import { CommandFailure } from "./command-failure.ts";
import type { Output } from "./output.ts";

/** Dependencies of commands. The database is opened when a command first needs it. */
export interface CommandContext {
  /** This machine's clock. Timestamps of stored data come from `Stores.clock`. */
  readonly clock: Clock;
  readonly output: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Throws a `ConfigError`. */
  readonly config: () => Config;
  /** Rejects with a `CommandFailure` if the schema is of another version: commands never migrate. */
  readonly stores: () => Promise<Stores>;
  /** Rejects with a `CommandFailure` if there is no such tenant. */
  readonly requireTenant: (tenantId: string) => Promise<Tenant>;
  /** Records a command in `DATA_DIR/audit.log`. Never pass a secret. */
  readonly audit: (act: string, details: Readonly<Record<string, string | boolean>>) => Promise<void>;
  readonly close: () => Promise<void>;
}

async function openCurrent(config: Config): Promise<Stores> {
  try {
    if (!config.databaseUrl) await requireFile(join(config.dataDir, LIBSQL_FILE));
    return await openStores(config, { schema: "require-current" });
  } catch (error) {
    throw error instanceof SchemaMismatchError ? new CommandFailure(error.message) : error;
  }
}

/** The embedded engine would create a missing file. */
async function requireFile(path: string): Promise<void> {
  await access(path).catch(() => {
    throw new SchemaMismatchError({ state: "empty" });
  });
}

export function createContext(
  env: Readonly<Record<string, string | undefined>>,
  output: Output,
  clock: Clock = SYSTEM_CLOCK,
): CommandContext {
  let opened: Promise<Stores> | null = null;
  const stores = (): Promise<Stores> => {
    opened ??= openCurrent(readConfig(env));
    return opened;
  };
  return {
    clock,
    output,
    env,
    config: () => readConfig(env),
    stores,
    async requireTenant(tenantId) {
      const tenant = await (await stores()).tenants.find(tenantId);
      if (tenant) return tenant;
      throw new CommandFailure(`There is no tenant ${tenantId}. List them with: platform tenant list`);
    },
    audit: (act, details) => writeAudit(readConfig(env).dataDir, clock, { act, ...details }),
    async close() {
      // The command that wanted it has reported why it could not be opened.
      const toClose = await opened?.catch(() => null);
      await toClose?.database.close();
    },
  };
}
