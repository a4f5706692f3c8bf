import type { OriginRules } from "../identity/origins.ts";
import type { Tenant } from "../identity/tenants.ts";

/** A page's policy: everything from the platform, nothing inline. */
export interface PagePolicy {
  /** Sources that can frame the page. */
  readonly frameAncestors: readonly string[];
  /** The platform's own origin, as the page sees it. */
  readonly origin: string;
}

export function contentSecurityPolicy({ frameAncestors, origin }: PagePolicy): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob: https:",
    "media-src 'self' blob: mediastream:",
    "font-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self' blob:",
    "frame-src 'self'",
    // Safari before 15.4 doesn't count a socket to the same host as 'self'.
    `connect-src 'self' ${origin.replace(/^http/, "ws")}`,
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${frameAncestors.join(" ")}`,
  ].join("; ");
}

/** Valid host sources. IPv6 addresses aren't, and an application's name can only have letters, digits and dashes. */
const SOURCE = /^[a-z][a-z0-9+.-]*:\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:(\d+|\*))?$/i;

/** A tenant's origins as sources of `frame-ancestors`; only the platform can frame an unknown tenant's page. */
export function listFramers(tenant: Tenant | null, origins: OriginRules): readonly string[] {
  if (!tenant) return ["'self'"];
  return ["'self'", ...origins.allowed(tenant).filter((pattern) => SOURCE.test(pattern))];
}
