import { matchesOrigin } from "@videoengager/protocol/rest/origin-pattern";
import { describe, expect, it } from "vitest";
import { createOriginRules } from "../../src/domain/origins.ts";
import { DEFAULT_TENANT_SETTINGS, type Tenant } from "../../src/domain/tenants.ts";
import { contentSecurityPolicy, framersOf } from "../../src/http/content-security.ts";

const tenant = (change: Partial<Tenant> = {}): Tenant => ({
  id: "t",
  name: "T",
  host: null,
  settings: DEFAULT_TENANT_SETTINGS,
  origins: ["https://shop.example.com", "https://*.wide.example"],
  allowsLoopbackOrigins: false,
  ...change,
});

describe("an origin", () => {
  it.each([
    ["https://shop.example.com", "https://shop.example.com", true],
    ["https://shop.example.com", "http://shop.example.com", false],
    ["https://shop.example.com", "https://shop.example.com:8443", false],
    ["https://shop.example.com", "https://shop.example.com.evil.example", false],
    ["https://*.wide.example", "https://a.wide.example", true],
    ["https://*.wide.example", "https://a.b.wide.example", true],
    ["https://*.wide.example", "https://wide.example", false],
    ["https://*.wide.example", "https://evilwide.example", false],
    ["https://*.wide.example", "https://a.wide.example:444", false],
    ["http://localhost:*", "http://localhost:5173", true],
    ["http://localhost:*", "http://localhost", true],
    ["http://localhost:*", "https://localhost:5173", false],
    ["http://localhost:*", "http://localhost.evil.example:5173", false],
    ["http://[::1]:*", "http://[::1]:5173", true],
    ["http://localhost:*", "null", false],
    ["http://localhost:*", "http://user@localhost:1", false],
    ["http://localhost:*", "", false],
  ])("of %s is meant by %s: %s", (pattern, origin, meant) => {
    expect(matchesOrigin(pattern, origin)).toBe(meant);
  });

  it("is allowed where it is the platform's own or the tenant's, or where there is none", () => {
    const rules = createOriginRules(() => ["https://video.example"]);
    expect(rules.isAllowed(tenant(), "https://video.example")).toBe(true);
    expect(rules.isAllowed(tenant(), "https://shop.example.com")).toBe(true);
    expect(rules.isAllowed(tenant(), undefined)).toBe(true);
    expect(rules.isAllowed(tenant(), "http://localhost:5173")).toBe(false);
    expect(rules.isAllowed(tenant({ allowsLoopbackOrigins: true }), "http://localhost:5173")).toBe(true);
    expect(rules.isAllowed(tenant({ allowsLoopbackOrigins: true }), "null")).toBe(false);
  });

  it("may frame the widget where it is the tenant's; an unknown tenant's is framed by nobody else", () => {
    const rules = createOriginRules(() => ["https://video.example"]);
    expect(framersOf(null, rules)).toEqual(["'self'"]);
    const policy = contentSecurityPolicy({
      frameAncestors: framersOf(tenant(), rules),
      origin: "https://video.example",
    });
    expect(policy).toContain(
      "frame-ancestors 'self' https://video.example https://shop.example.com https://*.wide.example",
    );
    expect(policy).toContain("connect-src 'self' wss://video.example");
    expect(framersOf(tenant({ allowsLoopbackOrigins: true }), rules).join(" ")).not.toContain("[");
  });
});
