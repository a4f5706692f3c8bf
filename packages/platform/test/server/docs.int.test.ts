import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPlatform, type TestPlatform } from "../helpers/start-platform.ts";

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startPlatform();
});
afterAll(() => platform.stop());

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: object }>>>>;
}

describe("/docs", () => {
  it("describes every call of the contract, each with the one error body", async () => {
    const answer = await platform.fetch("/docs/openapi.json");
    const { paths } = (await answer.json()) as OpenApi;
    for (const path of [
      "/api/partners/impersonateCreate",
      "/api/partners/impersonate/{pak}/{externalId}/{email}",
      "/api/brokerages/users/me",
      "/api/signalling/endpoint/{tennantId}/null",
      "/api/interactions/tenants/{tenantId}/interactions",
      "/api/brokerages/settingsFindByTennantId/{tenantId}",
      "/api/shorturls/{tenantId}/code/{code}",
      "/api/widget/sign-in",
      "/api/widget/renew",
    ])
      expect(paths, path).toHaveProperty([path]);
    for (const [path, methods] of Object.entries(paths))
      for (const [method, { responses }] of Object.entries(methods))
        expect(responses, `${method} ${path}`).toHaveProperty("default");
  });

  it("is a page with a separate policy, which loads nothing from other origins", async () => {
    const page = await platform.fetch("/docs");
    const html = await page.text();
    expect(html).toContain("Platform API");
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/script-src 'self' 'sha256-/);
    expect(`${policy}${html.replace(/<script[\s\S]*?<\/script>/g, "")}`).not.toContain("https://");
    const script = /src="([^"]+)"/.exec(html)?.[1] ?? "";
    const answer = await platform.fetch(new URL(script, `${platform.url}/docs/`).pathname);
    expect(answer.headers.get("content-type")).toContain("javascript");
  });
});
