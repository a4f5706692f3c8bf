import type { InteractionPage, InteractionSummary } from "@videoengager/protocol/rest/interaction-list";
import { createInteractionPath, PATHS, visitorSeatPath } from "@videoengager/protocol/rest/paths";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createInteractionArchive } from "../../src/archive/interaction-archive.sql.ts";
import { runCli } from "../../src/cli/run-cli.ts";
import { createPlatformClient, type PlatformClient } from "../fixtures/in-process-platform.ts";
import { askForWidgetSeat } from "../fixtures/seat-page.ts";
import { startPlatform, type TestPlatform, type TestTenant } from "../helpers/start-platform.ts";

let platform: TestPlatform;
let tenant: TestTenant;
let client: PlatformClient;
let token: string;
const made: string[] = [];

beforeAll(async () => {
  platform = await startPlatform();
  tenant = await platform.addTenant("acme");
  client = createPlatformClient(platform.url, {
    tenantId: tenant.id,
    apiKey: tenant.apiKey,
    externalId: "d",
  });
  token = await client.signIn("ann@example.org");
  for (let count = 0; count < 3; count += 1) {
    made.push(await client.requestCall());
    const { body } = await askForWidgetSeat(client, token);
    made.push(body.interaction.interactionId);
  }
  const foreign = await platform.addTenant("other");
  await createPlatformClient(platform.url, {
    tenantId: foreign.id,
    apiKey: foreign.apiKey,
    externalId: "d",
  }).requestCall();
});
afterAll(() => platform.stop());

const list = (
  credential?: string,
  query = "",
  tenantId = tenant.id,
): ReturnType<typeof client.request<InteractionPage>> =>
  client.request("GET", `${createInteractionPath(tenantId)}${query}`, undefined, credential);

describe("an operator", () => {
  it("reads all of a tenant's interactions page by page, and each of them once", async () => {
    const seen: string[] = [];
    let after = "";
    for (let pages = 0; pages < 10; pages += 1) {
      const { status, body, headers } = await list(tenant.operatorKey, `?limit=4${after}`);
      expect(status).toBe(200);
      expect(headers.get("cache-control")).toBe("no-store");
      expect(body.interactions.length).toBeLessThanOrEqual(4);
      seen.push(...body.interactions.map(({ id }) => id));
      if (body.next === null) break;
      after = `&after=${body.next}`;
    }
    expect(seen.toSorted()).toEqual(made.toSorted());
  });

  it("sees every call's agent; an agent only sees the own calls", async () => {
    const all = (await list(tenant.operatorKey)).body.interactions;
    expect(new Set(all.map(({ agentEmail }) => agentEmail))).toEqual(new Set(["ann@example.org", null]));
    const own = await client.request<InteractionPage>("GET", PATHS.myInteractions, undefined, token);
    expect(own.body.interactions).toHaveLength(3);
    const ofNewAgent = await client.signIn("new@example.org");
    const none = await client.request<InteractionPage>("GET", PATHS.myInteractions, undefined, ofNewAgent);
    expect(none.body.interactions).toEqual([]);
  });

  it("is refused with an agent's token, an agents' key, another tenant's key or none", async () => {
    for (const credential of [undefined, token, tenant.apiKey, `${tenant.operatorKey.slice(0, -1)}x`, "x"])
      expect((await list(credential)).error?.code).toBe("not-authenticated");
    const foreign = await list(tenant.operatorKey, "", "other");
    expect(foreign.error?.code).toBe("not-found");
    expect({ ...foreign.error, requestId: "" }).toEqual({
      ...(await list(tenant.operatorKey, "", "of-nobody")).error,
      requestId: "",
    });
  });

  it("cannot sign anybody in with that key", async () => {
    const { operatorKey } = tenant;
    const signIn = await client.request("POST", PATHS.impersonateCreate, {
      pak: operatorKey,
      division: "d",
      email: "ann@example.org",
    });
    expect(signIn.error?.code).toBe("not-authenticated");
    const widget = await client.request("POST", PATHS.widgetSignIn, {
      pak: operatorKey,
      email: "ann@example.org",
    });
    expect(widget.error?.code).toBe("not-authenticated");
    expect((await client.request("GET", PATHS.myInteractions, undefined, operatorKey)).status).toBe(401);
  });

  it("gets a key from the command line, and loses it there", async () => {
    let out = "";
    const run = (...args: string[]): Promise<number> => {
      out = "";
      return runCli([...args, "--json"], {
        env: { DATA_DIR: platform.dataDir },
        write: (text) => {
          out += text;
        },
        writeError: (text) => {
          throw new Error(text);
        },
      });
    };
    await run("key", "add", tenant.id, "--operator", "--label", "reports");
    const { id, apiKey } = JSON.parse(out) as { id: string; apiKey: string };
    expect((await list(apiKey)).status).toBe(200);
    await run("key", "list", tenant.id);
    expect(JSON.parse(out)).toContainEqual(
      expect.objectContaining({ id, purpose: "operator", label: "reports", revoked: null }),
    );
    expect(out).not.toContain(apiKey);
    await run("key", "revoke", tenant.id, id);
    expect((await list(apiKey)).status).toBe(401);
  });

  it("finds the call and its credential described", async () => {
    const { paths } = (await (await platform.fetch("/docs/openapi.json")).json()) as {
      paths: Record<string, { get?: { security?: unknown; responses: Record<string, unknown> } }>;
    };
    expect(paths["/api/interactions/tenants/{tenantId}/interactions"]?.get?.security).toEqual([
      { operatorKey: [] },
    ]);
    for (const path of ["/api/interactions/tenants/{tenantId}/interactions", PATHS.myInteractions])
      expect(JSON.stringify(paths[path]?.get?.responses["200"])).toMatch(/"visitorName".*"customerId"/);
  });
});

describe("who called", () => {
  it("is in both lists, by the visitor's own name and the application's reference, until it is erased", async () => {
    const id = await client.requestCall({ customerId: "customer-7", subject: "A bill" });
    await client.request("POST", visitorSeatPath(id), { instanceId: "visitor-page", name: "Vera Vis" });
    const { body } = await askForWidgetSeat(client, token, id);
    expect(body.how).toBe("claimed");
    const rowsOf = async (): Promise<readonly InteractionSummary[]> => {
      const own = await client.request<InteractionPage>("GET", PATHS.myInteractions, undefined, token);
      const all = await list(tenant.operatorKey);
      return [own, all].flatMap(({ body: { interactions } }) => interactions.filter((row) => row.id === id));
    };
    const customData = { customerId: "customer-7", subject: "A bill" };
    const named = { visitorName: "Vera Vis", customerId: "customer-7", customData };
    expect(await rowsOf()).toEqual([expect.objectContaining(named), expect.objectContaining(named)]);
    await createInteractionArchive(platform.app.deps.database).erase(tenant.id, id, Date.now());
    const nobody = { visitorName: "", customerId: null, customData: {} };
    expect(await rowsOf()).toEqual([expect.objectContaining(nobody), expect.objectContaining(nobody)]);
  });
});
