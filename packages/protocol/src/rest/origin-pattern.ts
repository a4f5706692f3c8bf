import { parseUrl } from "../parse-url.ts";

/**
 * Whether an origin matches an entry of a tenant's allowed origins. An entry is an origin
 * (`https://desk.example.com`). `*` as the port matches every port, and `*.` before the host matches all its
 * subdomains, as in a `frame-ancestors` source.
 */
export function matchesOrigin(pattern: string, origin: string): boolean {
  if (pattern === origin) return true;
  const url = pattern.includes("*") ? parseUrl(origin) : null;
  if (url?.origin !== origin) return false;
  const { protocol, hostname, port } = url;
  const [, scheme, host = "", wantedPort = ""] =
    /^(https?:)\/\/(\[[^\]]+\]|[^:]+)(?::(\*|\d+))?$/.exec(pattern) ?? [];
  if (scheme !== protocol || (wantedPort !== "*" && wantedPort !== port)) return false;
  return host.startsWith("*.") ? hostname.endsWith(host.slice(1)) : host === hostname;
}
