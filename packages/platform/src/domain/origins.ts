import { matchesOrigin } from "@videoengager/protocol/rest/origin-pattern";
import type { Tenant } from "./tenants.ts";

/** Any port of this machine's own names, for the demo tenant: a developer's page is served from anywhere there. */
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

/** Which web sites may use the platform for a tenant: for CORS, sockets and framing alike. */
export interface OriginRules {
  /** The platform's own origins: its pages are served from there. */
  own(): readonly string[];
  /** Patterns of everything that is allowed for a tenant; see `matchesOrigin`. */
  allowed(tenant: Tenant): readonly string[];
  /** An absent origin is no browser's cross-origin request, and allowed. `null` (a sandboxed page) is refused. */
  isAllowed(tenant: Tenant, origin: string | undefined): boolean;
}

/** @param own the platform's origins, known once it listens */
export function createOriginRules(own: () => readonly string[]): OriginRules {
  const allowed = (tenant: Tenant): readonly string[] => [
    ...own(),
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
