import { lookup, Resolver } from "node:dns/promises";
import { isIP } from "node:net";
import { withinMs } from "../../lib/within-ms.ts";

const LOOKUP_LIMIT_MS = 3_000;
const QUERY_TIMEOUT_MS = 2_000;

/** The host has no address, or no name server answers. */
export class UnresolvedHostError extends Error {
  constructor(host: string, reason: string) {
    super(`${host} doesn't resolve (${reason})`);
    this.name = "UnresolvedHostError";
  }
}

/** An address of a host, within 6 s. Rejects with an `UnresolvedHostError`. */
export type ResolveHost = (host: string) => Promise<string>;

/**
 * Resolves as every program on this machine does. If that hangs, DNS is asked directly: only two lookups of a process run at the same time,
 * so one host whose name server doesn't answer would keep all others waiting.
 */
export function createHostResolver(
  parts: {
    readonly lookupAddress?: (host: string) => Promise<{ readonly address: string }>;
    /** Default: those of this machine. */
    readonly nameServers?: readonly string[];
    /** How long the machine's lookup has. Default 3 s. */
    readonly lookupLimitMs?: number;
    /** How long name servers have. Default 2 s. */
    readonly queryTimeoutMs?: number;
  } = {},
): ResolveHost {
  const { lookupAddress = (host: string) => lookup(host, { order: "ipv4first" }), nameServers } = parts;
  const { lookupLimitMs = LOOKUP_LIMIT_MS, queryTimeoutMs = QUERY_TIMEOUT_MS } = parts;
  const resolver = new Resolver({ timeout: queryTimeoutMs, tries: 1 });
  if (nameServers) resolver.setServers([...nameServers]);
  const started = new Map<string, Promise<string>>();
  const resolve = async (host: string): Promise<string> => {
    try {
      const found = await withinMs(lookupAddress(host), lookupLimitMs);
      if (found) return found.address;
      return await queryAddress(resolver, host);
    } catch (error) {
      throw new UnresolvedHostError(
        host,
        error instanceof Error && "code" in error ? String(error.code) : "unknown",
      );
    }
  };
  return (host) => {
    if (isIP(host)) return Promise.resolve(host);
    const known = started.get(host) ?? resolve(host);
    started.set(host, known);
    return known;
  };
}

/** Rejects with the IPv4 query's error if there is neither kind of address. */
async function queryAddress(resolver: Resolver, host: string): Promise<string> {
  const [four, six] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  const [address] = [four, six].flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
  if (address !== undefined) return address;
  throw four.status === "rejected" ? four.reason : new Error("no address");
}
