import type { Config } from "../../config/config.ts";
import type { TenantStoreForOperators } from "../../identity/tenants.sql.ts";
import { type Finding, ok, warning, wrong } from "./finding.ts";

/** Whether a production database still has the demo tenant, whose key every page on the machine could read. */
export async function checkDemoTenant(
  { production, allowedInProduction }: Pick<Config, "production" | "allowedInProduction">,
  tenants: Pick<TenantStoreForOperators, "list">,
): Promise<readonly Finding[]> {
  if (!production) return [];
  const check = "demo tenant";
  const demo = (await tenants.list()).find(({ allowsLoopbackOrigins }) => allowsLoopbackOrigins);
  if (!demo) return [ok(check, "none")];
  const found = `the database still has the demo tenant ${demo.id}, whose key was given out`;
  const fix = `Remove it with: platform tenant remove ${demo.id} --yes`;
  return [
    allowedInProduction.includes("demo-tenant")
      ? warning(check, `${found}; ALLOW_IN_PRODUCTION accepts it`, fix, "demo-tenant")
      : wrong(check, `${found}; the platform doesn't start with it`, fix, "demo-tenant"),
  ];
}
