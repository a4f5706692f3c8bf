/** The platform's paths that more than one package uses. Relative to the platform's origin. */
const segment: (value: string) => string = encodeURIComponent;

export const PATHS = {
  impersonateCreate: "/api/partners/impersonateCreate",
  agentSettings: "/api/brokerages/users/me",
  pushBundle: "/static/widgets/push.bundle.v3.js",
  agentSdk: "/agent/latest/index.js",
  widget: "/nextjs/single/smartvideo/",
  widgetStart: "/api/widget/start",
  widgetSignIn: "/api/widget/sign-in",
  widgetRenew: "/api/widget/renew",
  widgetGenesys: "/api/widget/genesys",
  widgetGenesysResult: "/api/widget/genesys/result",
  widgetInteractions: "/api/widget/interactions",
  leaveSeat: "/api/seats/leave",
  myInteractions: "/api/interactions/my",
  myWrapUp: "/api/queue/my/wrap-up",
  /** Socket.IO's own path, for every namespace. */
  socket: "/socket",
} as const;

export function signallingEndpointPath(tenantId: string): string {
  return `/api/signalling/endpoint/${segment(tenantId)}/null`;
}

export function createInteractionPath(tenantId: string): string {
  return `/api/interactions/tenants/${segment(tenantId)}/interactions`;
}

/** The agent's notes about one of their own interactions. */
export function myInteractionNotesPath(interactionId: string): string {
  return `${PATHS.myInteractions}/${segment(interactionId)}/notes`;
}

/** The visitor data of an interaction, readable with its one-time password. */
export function visitorDataPath(interactionId: string): string {
  return `/api/interactions/${segment(interactionId)}/visitor-data`;
}

export function tenantSettingsPath(tenantId: string): string {
  return `/api/brokerages/settingsFindByTennantId/${segment(tenantId)}`;
}

export function shortUrlLookupPath(tenantId: string, code: string): string {
  return `/api/shorturls/${segment(tenantId)}/code/${segment(code)}`;
}

/** A visitor's short link. */
export function shortUrlPath(code: string): string {
  return `/ve/${segment(code)}`;
}

/** A visitor's full link. It has no query, so a caller can append `?name=…`. */
export function visitorPagePath(interactionId: string): string {
  return `/visitor/${segment(interactionId)}`;
}

export function visitorInteractionPath(interactionId: string): string {
  return `/api/visitor/interactions/${segment(interactionId)}`;
}

export function visitorSeatPath(interactionId: string): string {
  return `${visitorInteractionPath(interactionId)}/seat`;
}
