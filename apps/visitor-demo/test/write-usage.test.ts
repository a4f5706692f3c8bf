import { expect, it } from "vitest";
import { writeUsage } from "../src/write-usage.ts";

it("shows the lines with this platform's address and this tenant's id", () => {
  const usage = writeUsage({ platform: "https://calls.example", tenantId: "t_1" });
  expect(usage).toContain('platform: "https://calls.example"');
  expect(usage).toContain('tenantId: "t_1"');
});

it("shows where the id goes as long as it is not known", () => {
  expect(writeUsage({ platform: "https://calls.example", tenantId: "" })).toContain('"your-tenant-id"');
});

it("cannot be broken out of by what is typed as the tenant's id", () => {
  const usage = writeUsage({ platform: "https://calls.example", tenantId: '"}); alert("x' });
  expect(usage).toContain('tenantId: "\\"}); alert(\\"x"');
});
