import { matchesOrigin } from "@videoengager/protocol/rest/origin-pattern";
import type { Tenant } from "./tenants.ts";

/** Any port of this machine's loopback names, for the demo tenant: a developer's page can be at any port. */
export const LOOPBACK_PATTERNS: readonly string[] = [
  "http://localhost:*",
  "https://localhost:*",
  "http://127.0.0.1:*",
  "https://127.0.0.1:*",
  "http://[::1]:*",
  "https://[::1]:*",
  "http://*.localhost:*",
  "https://*.localhost:*",
];

/** Which web sites can use the platform for a tenant, for CORS, sockets and framing. */
export interface OriginRules {
  /** The origins of the platform's own pages. */
  own(): readonly string[];
  /** Patterns of all origins that are allowed for a tenant; see `matchesOrigin`. */
  allowed(tenant: Tenant): readonly string[];
  /** Allows an absent origin: a browser always sends one across origins. Refuses `null` (a sandboxed page). */
  isAllowed(tenant: Tenant, origin: string | undefined): boolean;
}

/** The platform's origins with a tenant's host name: the same schemes and ports. */
function ownAtHost(own: readonly string[], host: string): readonly string[] {
  const origins = own.map((origin) => {
    const { protocol, port } = new URL(origin);
    return `${protocol}//${host}${port === "" ? "" : `:${port}`}`;
  });
  return [...new Set(origins)];
}

/** @param own the platform's origins, known once it listens */
export function createOriginRules(own: () => readonly string[]): OriginRules {
  const allowed = (tenant: Tenant): readonly string[] => [
    ...own(),
    ...(tenant.host === null ? [] : ownAtHost(own(), tenant.host)),
    ...tenant.origins,
    ...(tenant.allowsLoopbackOrigins ? LOOPBACK_PATTERNS : []),
  ];
  return {
    own,
    allowed,
    isAllowed: (tenant, origin) =>
      origin === undefined || allowed(tenant).some((pattern) => matchesOrigin(pattern, origin)),
  };
}
