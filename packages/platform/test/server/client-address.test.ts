import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { cleanForwardedFor, createClientAddress } from "../../src/server/client-address.ts";
import { addressKey } from "../../src/server/rate-limiter.ts";

function requestFrom(remoteAddress: string, forwardedFor?: string): IncomingMessage {
  return {
    headers: forwardedFor === undefined ? {} : { "x-forwarded-for": forwardedFor },
    socket: { remoteAddress },
  } as unknown as IncomingMessage;
}

const PROXIES = ["127.0.0.1", "10.0.0.0/8", "fd00::/8"];

describe("a client's address", () => {
  it("ignores X-Forwarded-For from senders that aren't trusted proxies", () => {
    const addressOf = createClientAddress([]);
    expect(addressOf(requestFrom("203.0.113.7", "198.51.100.1"))).toBe("203.0.113.7");
    const behindProxy = createClientAddress(["10.0.0.0/8"]);
    expect(behindProxy(requestFrom("203.0.113.7", "198.51.100.1"))).toBe("203.0.113.7");
  });

  it.each([
    ["several proxies of ours", "127.0.0.1", "198.51.100.1, 203.0.113.7, 10.1.2.3", "203.0.113.7"],
    ["an IPv6 client", "::ffff:10.0.0.9", "2001:db8::1,fd12::3", "2001:db8::1"],
    ["no header", "10.0.0.9", undefined, "10.0.0.9"],
    ["an empty header", "10.0.0.9", "", "10.0.0.9"],
    ["an IPv4 port", "10.0.0.9", "203.0.113.7:51234", "203.0.113.7"],
    ["an IPv6 port", "10.0.0.9", "[2001:db8::1]:51234", "2001:db8::1"],
    ["brackets without a port", "10.0.0.9", "[2001:db8::1]", "2001:db8::1"],
    ["ports of proxies", "10.0.0.9", "203.0.113.7:1, 10.1.2.3:2", "203.0.113.7"],
    ["a zone", "fe80::1%eth0", undefined, "fe80::1"],
    ["a zone behind a proxy", "10.0.0.9", "fe80::1%eth0", "fe80::1"],
    ["no address at all", "10.0.0.9", "nonsense", "10.0.0.9"],
    ["`unknown` of RFC 7239", "10.0.0.9", "unknown", "10.0.0.9"],
    ["a made-up entry left of nonsense", "10.0.0.9", "198.51.100.1, nonsense", "10.0.0.9"],
    ["nonsense left of an address", "10.0.0.9", "nonsense, 203.0.113.7", "203.0.113.7"],
  ])("is read right to left: %s", (_, remoteAddress, header, expected) => {
    expect(createClientAddress(PROXIES)(requestFrom(remoteAddress, header))).toBe(expected);
  });

  it("is what the header holds after cleaning, so that Fastify finds the same", () => {
    const request = requestFrom("10.0.0.9", "x, 203.0.113.7:51234, 10.1.2.3:80");
    cleanForwardedFor(request);
    expect(request.headers["x-forwarded-for"]).toBe("203.0.113.7, 10.1.2.3");
    const without = requestFrom("10.0.0.9");
    cleanForwardedFor(without);
    expect(without.headers).toEqual({});
  });
});

describe("an address as a limiter's key", () => {
  it.each([
    ["one IPv6 network", "2001:db8::1", "2001:db8:0:0:ffff:1:2:3"],
    ["loopback written in two ways", "::1", "0:0:0:0:0:0:0:1"],
    ["leading zeros", "2001:0db8::1", "2001:db8::1"],
    ["an IPv4 address in IPv6", "::ffff:192.0.2.1", "192.0.2.1"],
    ["two zones of a link-local address", "fe80::1%eth0", "fe80::1%wlan0"],
    ["two values that aren't addresses", "nonsense", "other nonsense"],
  ])("is the same for %s", (_, one, other) => {
    expect(addressKey(one)).toBe(addressKey(other));
  });

  it.each([
    ["two IPv6 networks", "2001:db8:0:1::1", "2001:db8:0:2::1"],
    ["two IPv4 addresses", "192.0.2.1", "192.0.2.2"],
  ])("differs for %s", (_, one, other) => {
    expect(addressKey(one)).not.toBe(addressKey(other));
  });
});
