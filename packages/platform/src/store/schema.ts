import type { InteractionTables } from "./interaction-tables.ts";
import type { TenantTables } from "./tenant-tables.ts";

/** Every table, as Kysely sees it. */
export interface Schema extends TenantTables, InteractionTables {}
