import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "../../src/database/database.ts";
import { createTenantStore } from "../../src/identity/tenants.sql.ts";
import { AGENT_TOKEN_LIFE_MS } from "../../src/identity/tokens.ts";
import { writePages } from "../helpers/page-folders.ts";
import { startPlatform, type TestPlatform } from "../helpers/start-platform.ts";

const WIDGET = "/nextjs/single/smartvideo/";
let platform: TestPlatform;
let removePages: () => Promise<void>;
let nowMs = Date.now();

beforeAll(async () => {
  const written = await writePages();
  removePages = () => written.remove();
  platform = await startPlatform({ pages: written.pages, clock: { nowMs: () => nowMs } });
});
afterAll(async () => {
  await platform.stop();
  await removePages();
});

const listFramers = async (path: string): Promise<string> => {
  const answer = await platform.fetch(path);
  expect(answer.status).toBe(200);
  return /frame-ancestors ([^;]*)/.exec(answer.headers.get("content-security-policy") ?? "")?.[1] ?? "";
};

async function addSecondTenant(): Promise<void> {
  const clock = { nowMs: () => nowMs };
  const database = await openDatabase({ databaseUrl: "", dataDir: platform.dataDir });
  await createTenantStore(database, clock).add({
    id: "second",
    name: "Second",
    allowsLoopbackOrigins: false,
  });
  await database.close();
  // What the platform knows of its tenants may be some seconds old.
  nowMs += 60_000;
}

describe("the widget's page", () => {
  it("may be framed by the only tenant's web sites with a refused key, so that it can say what is wrong", async () => {
    expect(await listFramers(`${WIDGET}?pak=refused&email=x`)).toContain("http://localhost:*");
  });

  it("can only be framed by the web sites of the tenant of its token or key", async () => {
    // A platform's only tenant answers to every host name; it no longer is that once what is kept of it is old.
    await platform.addTenant("another");
    nowMs += 6_000;
    const token = await platform.signIn();
    const forTenant = await listFramers(`${WIDGET}?token=${token}`);
    expect(forTenant).toContain("http://localhost:*");
    expect(await listFramers(`${WIDGET}?pak=${platform.demo.apiKey}&email=x`)).toBe(forTenant);
    await addSecondTenant();
    expect(await listFramers(WIDGET.slice(0, -1))).toBe("'self'");
    expect(await listFramers(`${WIDGET}?token=forged`)).toBe("'self'");
    expect(await listFramers(`${WIDGET}?token=a&token=b`)).toBe("'self'");
  });

  it("may still be framed with an expired token, so that it can say what is wrong", async () => {
    const token = await platform.signIn();
    const startMs = nowMs;
    nowMs += AGENT_TOKEN_LIFE_MS + 1_000;
    expect(await listFramers(`${WIDGET}?token=${token}`)).toContain("http://localhost:*");
    nowMs = startMs;
  });

  it("runs no inline script, sends no referrer, and is kept in no cache", async () => {
    const { headers } = await platform.fetch(WIDGET);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });
});

describe("scripts and assets", () => {
  it("may be used by every web site", async () => {
    for (const path of [
      "/static/widgets/push.bundle.v3.js",
      "/agent/latest/index.js",
      "/static/pages/assets/widget-Ab12Cd34.js",
    ]) {
      const answer = await platform.fetch(path, { headers: { origin: "https://elsewhere.example" } });
      expect(answer.status, path).toBe(200);
      expect(answer.headers.get("access-control-allow-origin"), path).toBe("*");
      expect(answer.headers.get("cross-origin-resource-policy"), path).toBe("cross-origin");
    }
  });

  it("are kept for good where the name changes with the content", async () => {
    const { headers } = await platform.fetch("/static/pages/assets/widget-Ab12Cd34.js");
    expect(headers.get("cache-control")).toContain("immutable");
    expect((await platform.fetch("/static/pages/preload.html")).headers.get("cache-control")).toContain(
      "must-revalidate",
    );
  });

  it.each([
    ["/static/widgets/push.bundle.v3.js", "window.push = {};"],
    ["/static/pin.css", "--"],
  ])("%s is compressed, and revalidated by its ETag", async (path, content) => {
    for (const encoding of ["br", "gzip", "identity"]) {
      const answer = await platform.fetch(path, { headers: { "accept-encoding": encoding } });
      expect(answer.headers.get("content-encoding")).toBe(encoding === "identity" ? null : encoding);
      expect(answer.headers.get("vary")).toContain("Accept-Encoding");
      expect(await answer.text()).toContain(content);
      const etag = answer.headers.get("etag") ?? "";
      const again = await platform.fetch(path, {
        headers: { "accept-encoding": encoding, "if-none-match": etag },
      });
      expect([again.status, await again.text()]).toEqual([304, ""]);
    }
  });

  it("sends the compressed copy of an asset that the build made, with the same type and caching", async () => {
    const path = "/static/pages/assets/widget-Ab12Cd34.js";
    const plain = await platform.fetch(path, { headers: { "accept-encoding": "identity" } });
    const answer = await platform.fetch(path, { headers: { "accept-encoding": "br" } });
    expect(answer.headers.get("content-encoding")).toBe("br");
    for (const name of ["content-type", "cache-control"])
      expect(answer.headers.get(name)).toBe(plain.headers.get(name));
    expect(await answer.text()).toBe(await plain.text());
  });

  it("cannot be left by a path that climbs", async () => {
    const answer = await platform.fetch("/static/pages/..%2f..%2fpush-client%2fpush.bundle.v3.js");
    expect(answer.status).toBe(404);
  });
});

describe("the demo", () => {
  it("leads from the front door to the desk", async () => {
    const answer = await platform.fetch("/", { redirect: "manual" });
    expect(answer.headers.get("location")).toBe("/desk/");
    expect(await (await platform.fetch("/desk/")).text()).toContain("desk");
    expect(await (await platform.fetch("/demo/visitor")).text()).toContain("demo");
  });

  it("gives its credentials only to its own pages on this machine", async () => {
    const ask = (headers: Record<string, string>): Promise<Response> =>
      platform.fetch("/demo/credentials", { headers });
    const own = await ask({ "sec-fetch-site": "same-origin" });
    expect(await own.json()).toEqual(platform.demo);
    expect(own.headers.get("access-control-allow-origin")).toBeNull();
    for (const headers of [
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { origin: "http://localhost:1" },
      { "x-forwarded-for": "203.0.113.7" },
    ] as Record<string, string>[])
      expect((await ask(headers)).status, JSON.stringify(headers)).toBe(404);
  });
});

describe("an agent's own link", () => {
  it("leads to the desk, which asks to sign in, whether there is such an agent or not", async () => {
    const token = await platform.signIn();
    const me = await platform.fetch("/api/brokerages/users/me", {
      headers: { authorization: `Bearer ${token}` },
    });
    const { shortUrl } = (await me.json()) as { shortUrl: string };
    for (const url of [new URL(shortUrl).pathname, "/a/nobody"])
      expect((await platform.fetch(url, { redirect: "manual" })).headers.get("location")).toBe("/desk/");
  });
});

describe("every answer", () => {
  it("says that it is no page to run, sniff, frame or refer from", async () => {
    for (const path of ["/healthz", "/api/nothing", "/api/brokerages/users/me"]) {
      const { headers } = await platform.fetch(path);
      expect(headers.get("content-security-policy"), path).toContain("frame-ancestors 'none'");
      expect(headers.get("x-content-type-options"), path).toBe("nosniff");
      expect(headers.get("referrer-policy"), path).toBe("no-referrer");
      expect(headers.get("x-request-id"), path).toMatch(/^[0-9a-f-]{36}$/);
    }
  });
});

describe("an address where nothing is", () => {
  it("answers with the one error body", async () => {
    const answer = await platform.fetch("/api/nothing");
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({
      error: { code: "not-found", requestId: expect.any(String) },
    });
  });
});
