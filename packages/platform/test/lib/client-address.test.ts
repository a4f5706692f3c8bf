import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { createClientAddress } from "../../src/lib/client-address.ts";

function requestFrom(remoteAddress: string, forwardedFor?: string): IncomingMessage {
  return {
    headers: forwardedFor === undefined ? {} : { "x-forwarded-for": forwardedFor },
    socket: { remoteAddress },
  } as unknown as IncomingMessage;
}

describe("where a connection comes from", () => {
  it("is never what somebody says who is no trusted proxy", () => {
    const addressOf = createClientAddress([]);
    expect(addressOf(requestFrom("203.0.113.7", "198.51.100.1"))).toBe("203.0.113.7");
    const behindProxy = createClientAddress(["10.0.0.0/8"]);
    expect(behindProxy(requestFrom("203.0.113.7", "198.51.100.1"))).toBe("203.0.113.7");
  });

  it("is the last address that no trusted proxy has, however many of those there are", () => {
    const addressOf = createClientAddress(["127.0.0.1", "10.0.0.0/8", "fd00::/8"]);
    expect(addressOf(requestFrom("127.0.0.1", "198.51.100.1, 203.0.113.7, 10.1.2.3"))).toBe("203.0.113.7");
    expect(addressOf(requestFrom("::ffff:10.0.0.9", "2001:db8::1,fd12::3"))).toBe("2001:db8::1");
    expect(addressOf(requestFrom("10.0.0.9"))).toBe("10.0.0.9");
    expect(addressOf(requestFrom("10.0.0.9", "nonsense"))).toBe("nonsense");
  });
});
