import { describe, expect, it } from "vitest";
import { readDomain } from "../src/platform/read-domain.ts";

describe("the configured domain", () => {
  it.each([
    ["your-domain.videome.leadsecure.com", "https://your-domain.videome.leadsecure.com"],
    ["videome.leadsecure.com", "https://videome.leadsecure.com"],
    ["HTTPS://Host.example/path?query#hash", "https://host.example"],
    ["host.example:8443/path", "https://host.example:8443"],
    ["  host.example  ", "https://host.example"],
    ["localhost:8080", "http://localhost:8080"],
    ["127.0.0.1:8080/x", "http://127.0.0.1:8080"],
    ["[::1]:8080", "http://[::1]:8080"],
    ["http://localhost:8080", "http://localhost:8080"],
    ["https://localhost", "https://localhost"],
    ["localhost.example", "https://localhost.example"],
    ["[2001:db8::1]:8443", "https://[2001:db8::1]:8443"],
  ])("%s is %s", (domain, origin) => {
    expect(readDomain(domain)).toBe(origin);
  });

  it.each([
    "http://host.example",
    "ftp://host.example",
    "javascript://host.example",
    "javascript:alert(1)",
    "user:password@host.example",
    "https://user@host.example",
    "host .example",
    "https:/host.example",
    "https://",
    "/path",
    "//host.example",
    "https:///path",
    "?query",
    "http://127.0.0.1.example",
    "http://localhost\\@host.example",
    "https://https://host.example",
    "host.example:port",
    "host.example:99999",
  ])("%s is refused", (domain) => {
    expect(() => readDomain(domain)).toThrow(
      expect.objectContaining({ code: "CONFIG_DOMAIN_INVALID_FORMAT" }),
    );
  });

  it.each([undefined, null, "", "  ", 5, () => "host.example"])("%s is missing", (domain) => {
    expect(() => readDomain(domain)).toThrow(expect.objectContaining({ code: "CONFIG_DOMAIN_REQUIRED" }));
  });
});
