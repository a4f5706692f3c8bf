import type { Core } from "./core.ts";
import type { LiveContext } from "./domain/live-context.ts";
import type { HttpApp } from "./http/http-app.ts";
import { registerInteractions } from "./http/interactions.ts";
import type { LiveHttp } from "./http/live-http.ts";
import { registerPinForm } from "./http/pin/pin-form.ts";
import { registerSeats } from "./http/seats.ts";
import { registerShortUrls } from "./http/short-urls.ts";
import { registerVisitor } from "./http/visitor.ts";
import { registerWidgetInteractions } from "./http/widget-interactions.ts";

/** Plugs in every file of routes that works with calls as they stand. */
export async function registerLiveRoutes(app: HttpApp, core: Core, live: LiveContext): Promise<void> {
  const http: LiveHttp = {
    live,
    gate: core.gate,
    tokens: core.tokens,
    pinPasses: core.pinPasses,
    rateLimits: core.rateLimits,
    iceServers: () => core.iceServers(),
    publicUrl: (host) => core.publicUrl(host),
    invitationOrigin: (host) => core.invitationOrigin(host),
  };
  registerInteractions(app, http);
  registerWidgetInteractions(app, http);
  registerVisitor(app, http);
  registerShortUrls(app, http);
  registerSeats(app, http);
  await registerPinForm(app, { ...http, origins: core.origins });
}
