import type { InteractionParts } from "./compose-interactions.ts";
import type { Core } from "./core.ts";
import type { Stores } from "./create-core.ts";
import type { SignIn } from "./domain/sign-in.ts";
import { registerAgentSettingsRoutes } from "./http/agent-settings.ts";
import { type DemoCredentials, registerDemo } from "./http/demo.ts";
import { registerDocs } from "./http/docs.ts";
import { registerHealthRoutes } from "./http/health.ts";
import type { HttpApp } from "./http/http-app.ts";
import { registerInteractionLists } from "./http/interaction-lists.ts";
import { registerMetrics } from "./http/metrics.ts";
import { registerPages } from "./http/pages.ts";
import { registerPartnerRoutes } from "./http/partners.ts";
import { registerStaticFiles } from "./http/static-files.ts";
import { registerTenantSettingsRoutes } from "./http/tenant-settings.ts";
import { registerWidgetSignInRoutes } from "./http/widget-sign-in.ts";
import type { PageFolders } from "./page-folders.ts";

/** Plugs every file of routes into the server. */
export async function registerRoutes(
  app: HttpApp,
  parts: {
    readonly core: Core & { readonly signIn: SignIn };
    readonly stores: Stores;
    readonly interactions: InteractionParts;
    readonly pages: PageFolders;
    readonly demo: DemoCredentials | null;
    readonly isDraining: () => boolean;
  },
): Promise<void> {
  const { core, stores, interactions, pages, demo } = parts;
  registerDocs(app, core);
  registerMetrics(app, {
    registry: core.metrics,
    token: core.config.metricsToken,
    production: core.config.production,
  });
  registerHealthRoutes(app, {
    checks: [{ name: "database", check: () => core.database.ping() }, ...interactions.readiness],
    isDraining: parts.isDraining,
  });
  registerPartnerRoutes(app, core);
  registerAgentSettingsRoutes(app, core);
  registerTenantSettingsRoutes(app, core);
  registerWidgetSignInRoutes(app, core);
  registerInteractionLists(app, { gate: core.gate, archive: stores.archive });
  await interactions.registerRoutes(app);
  registerPages(app, {
    ...core,
    apiKeys: stores.apiKeys,
    callUiFolder: pages.callUi,
    tenantIdOf: interactions.tenantIdOf,
  });
  await registerStaticFiles(app, { folders: pages, publicUrl: core.publicUrl });
  if (demo) await registerDemo(app, { ...core, credentials: demo, folder: pages.visitorDemo });
}
