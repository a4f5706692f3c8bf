import { matchesOrigin } from "@videoengager/protocol/rest/origin-pattern";
import { describe, expect, it } from "vitest";
import { createOriginRules } from "../../src/identity/origins.ts";
import { DEFAULT_TENANT_SETTINGS, type Tenant } from "../../src/identity/tenants.ts";
import { contentSecurityPolicy, listFramers } from "../../src/server/content-security.ts";

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

  it("is allowed at the tenant's own host name, by the platform's schemes and ports", () => {
    const rules = createOriginRules(() => ["https://video.example", "http://127.0.0.1:8080"]);
    const named = tenant({ host: "video.acme.example" });
    expect(rules.isAllowed(named, "https://video.acme.example")).toBe(true);
    expect(rules.isAllowed(named, "http://video.acme.example:8080")).toBe(true);
    expect(rules.isAllowed(named, "https://video.acme.example:444")).toBe(false);
    expect(rules.isAllowed(tenant(), "https://video.acme.example")).toBe(false);
  });

  it("of an extension or an application is allowed, and frames where a policy can say so", () => {
    const rules = createOriginRules(() => []);
    const origins = ["chrome-extension://abcdefghijklmnop", "capacitor://localhost", "app://."];
    for (const origin of origins) expect(rules.isAllowed(tenant({ origins }), origin)).toBe(true);
    expect(rules.isAllowed(tenant({ origins }), "chrome-extension://another")).toBe(false);
    expect(listFramers(tenant({ origins }), rules)).toEqual([
      "'self'",
      "chrome-extension://abcdefghijklmnop",
      "capacitor://localhost",
    ]);
  });

  it("can frame the widget if it is the tenant's; only the platform can frame an unknown tenant's", () => {
    const rules = createOriginRules(() => ["https://video.example"]);
    expect(listFramers(null, rules)).toEqual(["'self'"]);
    const policy = contentSecurityPolicy({
      frameAncestors: listFramers(tenant(), rules),
      origin: "https://video.example",
    });
    expect(policy).toContain(
      "frame-ancestors 'self' https://video.example https://shop.example.com https://*.wide.example",
    );
    expect(policy).toContain("connect-src 'self' wss://video.example");
    expect(listFramers(tenant({ allowsLoopbackOrigins: true }), rules).join(" ")).not.toContain("[");
  });
});
