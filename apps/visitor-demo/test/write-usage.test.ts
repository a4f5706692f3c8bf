import { expect, it } from "vitest";
import { writeButton, writeUsage } from "../src/write-usage.ts";

it("contains the platform's URL and the tenant's id", () => {
  const values = { platform: "https://calls.example", tenantId: "t_1" };
  expect(writeUsage(values)).toContain('domain: "https://calls.example"');
  expect(writeUsage(values)).toContain('tenant: "t_1"');
  expect(writeButton(values)).toContain('src="https://calls.example/visitor-sdk/latest/index.js"');
  expect(writeButton(values)).toContain('tenant="t_1"');
});

it("contains a placeholder until the id is known", () => {
  const values = { platform: "https://calls.example", tenantId: "" };
  expect(writeUsage(values)).toContain('"your-tenant-id"');
  expect(writeButton(values)).toContain('"your-tenant-id"');
});

it("escapes the typed tenant id", () => {
  const values = { platform: "https://calls.example", tenantId: '"}); alert("x' };
  expect(writeUsage(values)).toContain('tenant: "\\"}); alert(\\"x"');
  expect(writeButton(values)).toContain('tenant="&quot;}); alert(&quot;x"');
});
