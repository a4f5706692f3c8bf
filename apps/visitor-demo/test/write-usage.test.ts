import { expect, it } from "vitest";
import { writeUsage } from "../src/write-usage.ts";

it("contains the platform's URL and the tenant's id", () => {
  const usage = writeUsage({ platform: "https://calls.example", tenantId: "t_1" });
  expect(usage).toContain('platform: "https://calls.example"');
  expect(usage).toContain('tenantId: "t_1"');
});

it("contains a placeholder until the id is known", () => {
  expect(writeUsage({ platform: "https://calls.example", tenantId: "" })).toContain('"your-tenant-id"');
});

it("escapes the typed tenant id", () => {
  const usage = writeUsage({ platform: "https://calls.example", tenantId: '"}); alert("x' });
  expect(usage).toContain('tenantId: "\\"}); alert(\\"x"');
});
