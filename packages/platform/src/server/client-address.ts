import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";

/** A connection's client address. `X-Forwarded-For` counts only where it comes from a trusted proxy. */
export type ClientAddress = (request: Pick<IncomingMessage, "headers" | "socket">) => string;

/** Adds an address or a network (`10.0.0.0/8`). False if the text is neither. */
export function addNetwork(list: BlockList, text: string): boolean {
  const [address = "", prefix] = text.split("/");
  const version = isIP(address);
  if (version === 0) return false;
  const family = version === 4 ? "ipv4" : "ipv6";
  if (prefix === undefined) list.addAddress(address, family);
  else if (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128))
    list.addSubnet(address, Number(prefix), family);
  else return false;
  return true;
}

/** Whether an address is one of these, or in one of these networks. */
export function createTrustedAddresses(networks: readonly string[]): (address: string) => boolean {
  const trusted = new BlockList();
  for (const each of networks) addNetwork(trusted, each);
  return (address) => {
    const version = isIP(address);
    return version !== 0 && trusted.check(address, version === 4 ? "ipv4" : "ipv6");
  };
}

/**
 * The client's address: the last entry of `X-Forwarded-For` that isn't a trusted proxy. For websockets, which Fastify doesn't handle; for
 * requests Fastify does the same with the result of {@link cleanForwardedFor}.
 *
 * @param trustedProxies addresses and networks whose `X-Forwarded-For` is trusted
 */
export function createClientAddress(trustedProxies: readonly string[]): ClientAddress {
  if (trustedProxies.length === 0) return ({ socket }) => withoutZone(socket.remoteAddress ?? "");
  const isTrusted = createTrustedAddresses(trustedProxies);
  return ({ headers, socket }) => {
    const forwarded = readForwardedFor(String(headers["x-forwarded-for"] ?? ""));
    let address = withoutZone(socket.remoteAddress ?? "");
    while (isTrusted(address)) {
      const before = forwarded.pop();
      if (before === undefined) break;
      address = before;
    }
    return address;
  };
}

/**
 * Rewrites a request's `X-Forwarded-For` to plain addresses: some proxies append the client's port, and every connection would then
 * count as a separate client.
 */
export function cleanForwardedFor({ headers }: Pick<IncomingMessage, "headers">): void {
  const header = headers["x-forwarded-for"];
  if (header !== undefined) headers["x-forwarded-for"] = readForwardedFor(String(header)).join(", ");
}

/** From right to left, up to the first entry that isn't an address: the client can have invented what is left of it. */
function readForwardedFor(header: string): string[] {
  const addresses: string[] = [];
  for (const entry of header.split(",").toReversed()) {
    const address = withoutPort(entry.trim());
    if (isIP(address) === 0) break;
    addresses.unshift(address);
  }
  return addresses;
}

/** `192.0.2.1:4711`, `[2001:db8::1]:4711` and `fe80::1%eth0` as plain addresses. */
function withoutPort(entry: string): string {
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(entry)?.[1];
  const address = bracketed ?? /^([\d.]+):\d+$/.exec(entry)?.[1] ?? entry;
  return withoutZone(address);
}

function withoutZone(address: string): string {
  return address.split("%")[0] ?? "";
}

export function isLoopbackAddress(address: string): boolean {
  return /^(127\.|::1$|::ffff:127\.)/.test(address);
}
