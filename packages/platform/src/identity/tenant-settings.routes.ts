import { z } from "zod";
import type { HttpApp } from "../server/http-app.ts";
import { limitByAddress, MAX_OF_ADDRESS_PER_MINUTE } from "../server/limit-requests.ts";
import type { RateLimits } from "../server/rate-limiter.ts";
import type { RequestGate } from "../server/request-gate.ts";
import { lineSchema } from "../server/text-schema.ts";
import { describeTenant } from "./agent-settings.ts";
import { publicTenantSettings } from "./settings-schemas.ts";

/** A tenant's public settings. */
export function registerTenantSettingsRoutes(
  app: HttpApp,
  parts: { readonly gate: RequestGate; readonly rateLimits: RateLimits },
): void {
  app.get(
    "/api/brokerages/settingsFindByTennantId/:tenantId",
    {
      onRequest: limitByAddress(parts.rateLimits.perMinute("tenant-settings", MAX_OF_ADDRESS_PER_MINUTE)),
      schema: {
        summary: "A tenant's public settings",
        tags: ["visitor"],
        params: z.object({ tenantId: lineSchema(100) }),
        response: { 200: publicTenantSettings },
      },
    },
    async (request) => describeTenant(await parts.gate.requireTenant(request, request.params.tenantId)),
  );
}
