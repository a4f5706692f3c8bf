import type { InteractionTables } from "../calls/interaction-tables.ts";
import type { TenantTables } from "../identity/tenant-tables.ts";

/** Every table, as Kysely sees it. */
export interface Schema extends TenantTables, InteractionTables {}
