import { z } from "zod";
import { describeTenant } from "../domain/agent-settings.ts";
import type { RateLimits } from "../domain/rate-limiter.ts";
import type { HttpApp } from "./http-app.ts";
import { limitByAddress } from "./limit-requests.ts";
import type { RequestGate } from "./request-gate.ts";
import { publicTenantSettings } from "./settings-schemas.ts";
import { lineOf } from "./text-schema.ts";

/** What anybody may know of a tenant. */
export function registerTenantSettingsRoutes(
  app: HttpApp,
  parts: { readonly gate: RequestGate; readonly rateLimits: RateLimits },
): void {
  app.get(
    "/api/brokerages/settingsFindByTennantId/:tenantId",
    {
      onRequest: limitByAddress(parts.rateLimits.perMinute("tenant-settings", 240)),
      schema: {
        summary: "A tenant's public settings",
        tags: ["visitor"],
        params: z.object({ tenantId: lineOf(100) }),
        response: { 200: publicTenantSettings },
      },
    },
    async (request) => describeTenant(await parts.gate.requireTenant(request, request.params.tenantId)),
  );
}
