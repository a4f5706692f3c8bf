import type { OriginRules } from "../domain/origins.ts";
import type { Tenant } from "../domain/tenants.ts";

/** A page's policy: everything from here, nothing inline. */
export interface PagePolicy {
  /** Sources that may frame the page. */
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

/** A tenant's origins as sources of `frame-ancestors`; an unknown tenant's page is framed by the platform alone. */
export function framersOf(tenant: Tenant | null, origins: OriginRules): readonly string[] {
  if (!tenant) return ["'self'"];
  // A source expression has no form for an IPv6 address.
  return ["'self'", ...origins.allowed(tenant).filter((pattern) => !pattern.includes("["))];
}
