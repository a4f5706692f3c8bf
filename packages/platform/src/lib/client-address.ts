import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";

/** Where a connection comes from: never a proxy's word, unless the proxy is one that is believed. */
export type ClientAddress = (request: Pick<IncomingMessage, "headers" | "socket">) => string;

/** Adds an address or a network (`10.0.0.0/8`); false for what is neither. */
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

/**
 * The address of whoever asks, as Fastify works it out for requests: the last one of `X-Forwarded-For` that is no proxy of
 * ours. For sockets, which Fastify does not see.
 *
 * @param trustedProxies addresses and networks whose `X-Forwarded-For` is believed
 */
export function createClientAddress(trustedProxies: readonly string[]): ClientAddress {
  if (trustedProxies.length === 0) return ({ socket }) => socket.remoteAddress ?? "";
  const trusted = new BlockList();
  for (const proxy of trustedProxies) addNetwork(trusted, proxy);
  const isTrusted = (address: string): boolean => {
    const version = isIP(address);
    return version !== 0 && trusted.check(address, version === 4 ? "ipv4" : "ipv6");
  };
  return ({ headers, socket }) => {
    const forwarded = String(headers["x-forwarded-for"] ?? "")
      .split(",")
      .map((each) => each.trim())
      .filter(Boolean);
    let address = socket.remoteAddress ?? "";
    while (isTrusted(address)) {
      const before = forwarded.pop();
      if (before === undefined) break;
      address = before;
    }
    return address;
  };
}
