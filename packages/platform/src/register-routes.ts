import { join } from "node:path";
import { registerCallNotes } from "./archive/call-notes.routes.ts";
import { registerCallQuality } from "./archive/call-quality.routes.ts";
import { registerInteractionLists } from "./archive/interaction-lists.routes.ts";
import { registerInteractions } from "./calls/interactions.routes.ts";
import { registerSeats } from "./calls/seats.routes.ts";
import { registerShortUrls } from "./calls/short-urls.routes.ts";
import { registerVisitor } from "./calls/visitor.routes.ts";
import { registerVisitorData } from "./calls/visitor-data.routes.ts";
import { registerWidgetInteractions } from "./calls/widget-interactions.routes.ts";
import { type DemoCredentials, registerDemo } from "./demo/demo.routes.ts";
import type { Deps } from "./deps.ts";
import { registerAgentSettingsRoutes } from "./identity/agent-settings.routes.ts";
import { registerGenesysSignIn } from "./identity/genesys/genesys-sign-in.routes.ts";
import { registerPartnerRoutes } from "./identity/partners.routes.ts";
import { registerTenantSettingsRoutes } from "./identity/tenant-settings.routes.ts";
import { registerWidgetSignInRoutes } from "./identity/widget-sign-in.routes.ts";
import type { RefusalMetrics } from "./observe/refusal-metrics.ts";
import type { PageFolders } from "./page-folders.ts";
import { registerPinForm } from "./pin/pin-form.routes.ts";
import { readInteractionId } from "./pin/visitor-place.ts";
import { registerWrapUp } from "./queue/wrap-up.routes.ts";
import { registerDocs } from "./server/docs.ts";
import { registerDoctorRoutes } from "./server/doctor.routes.ts";
import { type ReadinessCheck, registerHealthRoutes } from "./server/health.routes.ts";
import type { HttpApp } from "./server/http-app.ts";
import { registerMetrics } from "./server/metrics.routes.ts";
import { registerPages } from "./server/pages.routes.ts";
import { registerSdk } from "./server/sdk-releases.ts";
import { registerStaticFiles } from "./server/static-files.ts";

/** Registers every file of routes. */
export async function registerRoutes(
  app: HttpApp,
  deps: Deps,
  server: {
    readonly pages: PageFolders;
    readonly demo: DemoCredentials | null;
    readonly readiness: readonly ReadinessCheck[];
    readonly isDraining: () => boolean;
    readonly refusals: RefusalMetrics;
  },
): Promise<void> {
  const { pages, demo } = server;
  registerDocs(app, deps);
  registerMetrics(app, {
    registry: deps.metrics,
    token: deps.config.metricsToken,
    production: deps.config.production,
    refusals: server.refusals,
  });
  registerHealthRoutes(app, { checks: server.readiness, isDraining: server.isDraining });
  registerDoctorRoutes(app, deps);
  registerPartnerRoutes(app, deps);
  registerAgentSettingsRoutes(app, deps);
  registerTenantSettingsRoutes(app, deps);
  const widgetSignIn = registerWidgetSignInRoutes(app, deps);
  registerGenesysSignIn(app, deps);
  registerInteractionLists(app, deps);
  registerCallQuality(app, deps);
  registerCallNotes(app, deps);
  registerWrapUp(app, deps);
  registerInteractions(app, deps);
  registerWidgetInteractions(app, deps, widgetSignIn);
  registerVisitor(app, deps);
  registerVisitorData(app, deps);
  registerShortUrls(app, deps);
  registerSeats(app, deps);
  await registerPinForm(app, deps);
  registerPages(app, {
    ...deps,
    callUiFolder: pages.callUi,
    async interactionAt(place) {
      return (await deps.calls.roomById(readInteractionId(place)))?.interaction ?? null;
    },
  });
  await registerSdk(app, {
    prefix: "/agent/",
    builtFolder: join(pages.agentSdk, "release"),
    keptFolder: join(deps.config.dataDir, "agent-sdk"),
  });
  await registerSdk(app, {
    prefix: "/visitor-sdk/",
    builtFolder: join(pages.visitorSdk, "release"),
    keptFolder: join(deps.config.dataDir, "visitor-sdk"),
  });
  await registerStaticFiles(app, { folders: pages, publicUrl: deps.publicUrl });
  if (demo) await registerDemo(app, { ...deps, credentials: demo, folder: pages.visitorDemo });
}
