import { type Config, readConfig } from "../config.ts";
import { openStores, type Stores } from "../create-core.ts";
import { type Clock, SYSTEM_CLOCK } from "../domain/clock.ts";
import type { Tenant } from "../domain/tenants.ts";
import { CommandFailure } from "./command-failure.ts";
import type { Output } from "./output.ts";

/** What a command works with. The database is opened by the first command that needs it. */
export interface CommandContext {
  /** This machine's; what is stored is timed by `Stores.clock`. */
  readonly clock: Clock;
  readonly output: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Throws a `ConfigError`. */
  readonly config: () => Config;
  readonly stores: () => Promise<Stores>;
  /** Throws a `CommandFailure` where there is no such tenant. */
  readonly requireTenant: (tenantId: string) => Promise<Tenant>;
  readonly close: () => Promise<void>;
}

export function createContext(
  env: Readonly<Record<string, string | undefined>>,
  output: Output,
  clock: Clock = SYSTEM_CLOCK,
): CommandContext {
  let opened: Promise<Stores> | null = null;
  const stores = (): Promise<Stores> => {
    opened ??= openStores(readConfig(env));
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
      throw new CommandFailure(`There is no tenant ${tenantId}. The command "tenant list" shows them all.`);
    },
    async close() {
      // What could not be opened has been told by the command that wanted it.
      const toClose = await opened?.catch(() => null);
      await toClose?.database.close();
    },
  };
}
