import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DescribedCall, describedCalls, fillPath } from "../helpers/open-api.ts";
import { startPlatform, type TestPlatform, type TestTenant } from "../helpers/start-platform.ts";

/** What there is at a tenant that a foreigner might ask for. */
interface Holdings {
  readonly tenantId: string;
  readonly agentEmail: string;
  /** Of an agent whose e-mail is used at no other tenant. */
  readonly otherEmail: string;
  readonly interactionId: string;
  readonly code: string;
}

/**
 * What a call means to somebody with a foreign tenant's credentials, on a foreign tenant's web site:
 * `own` it answers with what is the asker's own · `by-id` an id of another tenant's is as good as made up ·
 * `by-site` the web site is refused · `operation` it holds nothing of any tenant
 */
type Meaning = "own" | "by-id" | "by-site" | "operation";

/** Every call that the platform describes must be here: one that is added without a word fails the first test. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  "GET /healthz": "operation",
  "GET /readyz": "operation",
  "GET /metrics": "operation",
  "POST /api/partners/impersonateCreate": "own",
  "GET /api/partners/impersonate/{pak}/{externalId}/{email}": "by-id",
  "GET /api/brokerages/users/me": "own",
  "GET /api/signalling/endpoint/{tennantId}/null": "by-site",
  "GET /api/brokerages/settingsFindByTennantId/{tenantId}": "by-site",
  "POST /api/widget/sign-in": "own",
  "POST /api/widget/renew": "own",
  "GET /api/interactions/my": "own",
  "GET /api/interactions/tenants/{tenantId}/interactions": "by-id",
  "POST /api/interactions/tenants/{tenantId}/interactions": "by-site",
  "POST /api/widget/interactions": "by-id",
  "GET /api/visitor/interactions/{interactionId}": "by-site",
  "POST /api/visitor/interactions/{interactionId}/seat": "by-site",
  "GET /api/shorturls/{tenantId}/code/{code}": "by-id",
  // A link is the right to follow it, whoever has it; what it leads to is guarded by the calls above.
  "GET /ve/{code}": "operation",
  "POST /api/seats/leave": "by-id",
};

let platform: TestPlatform;
let foreigner: TestTenant;
let foreignToken: string;
let holdings: Holdings;
let calls: readonly DescribedCall[];

beforeAll(async () => {
  platform = await startPlatform();
  calls = await describedCalls(platform);
  const home = await platform.addTenant("tenant-at-home");
  foreigner = await platform.addTenant("tenant-abroad");
  holdings = await furnish(home);
  foreignToken = await signIn(foreigner, "stranger@example.com");
});
afterAll(() => platform.stop());

async function signIn(tenant: TestTenant, email: string): Promise<string> {
  const answer = await platform.post("/api/partners/impersonateCreate", {
    pak: tenant.apiKey,
    division: "d",
    email,
    firstName: "Homely-Secret",
  });
  return ((await answer.json()) as { token: string }).token;
}

async function furnish(home: TestTenant): Promise<Holdings> {
  const agentEmail = "homely-secret@example.com";
  const otherEmail = "homely-other@example.com";
  const token = await signIn(home, agentEmail);
  await signIn(home, otherEmail);
  const opened = await platform.post(
    "/api/widget/interactions",
    { instanceId: "instance-of-home", veinteraction: "homely-secret-reference" },
    { authorization: `Bearer ${token}` },
  );
  const { interaction } = (await opened.json()) as {
    interaction: { interactionId: string; shortUrl: string };
  };
  const code = interaction.shortUrl.split("/").at(-1) ?? "";
  return { tenantId: home.id, agentEmail, otherEmail, interactionId: interaction.interactionId, code };
}

/** Of the form of real ones, and of nobody. */
function madeUp(): Holdings {
  return {
    tenantId: "tenant-of-nobody",
    agentEmail: "nobody-at-all@example.com",
    otherEmail: "nobody-at-all@example.com",
    interactionId: `i_${randomBytes(16).toString("base64url")}`,
    code: randomBytes(5).toString("hex"),
  };
}

async function askAsForeigner(
  call: DescribedCall,
  target: Holdings,
  origin: string,
): Promise<{ status: number; text: string }> {
  const values: Readonly<Record<string, string>> = {
    // The asker's own tenant in the path, and another's id behind it.
    tenantId: call.path.includes("{code}") ? foreigner.id : target.tenantId,
    tennantId: target.tenantId,
    interactionId: target.interactionId,
    code: target.code,
    pak: foreigner.apiKey,
    externalId: "d",
    email: target.otherEmail,
  };
  const bodies: Readonly<Record<string, object>> = {
    "/api/partners/impersonateCreate": { pak: foreigner.apiKey, division: "d", email: target.agentEmail },
    "/api/widget/sign-in": { pak: foreigner.apiKey, email: target.agentEmail },
    "/api/widget/interactions": { veinteraction: target.interactionId, instanceId: "instance-of-foreigner" },
    "/api/interactions/tenants/{tenantId}/interactions": { type: "OUTBOUND" },
    "/api/visitor/interactions/{interactionId}/seat": { instanceId: "instance-of-foreigner" },
    "/api/seats/leave": { seatToken: foreignToken },
  };
  const answer = await platform.fetch(
    fillPath(call.path, (name) => values[name] ?? name),
    {
      method: call.method,
      redirect: "manual",
      headers: {
        authorization: `Bearer ${isForOperators(call) ? foreigner.operatorKey : foreignToken}`,
        origin,
        "content-type": "application/json",
      },
      ...(call.method === "POST" ? { body: JSON.stringify(bodies[call.path] ?? {}) } : {}),
    },
  );
  return { status: answer.status, text: withoutRequestId(await answer.text()) };
}

function isForOperators({ method, path }: DescribedCall): boolean {
  return method === "GET" && path.startsWith("/api/interactions/tenants/");
}

function withoutRequestId(text: string): string {
  return text.replace(/"requestId":"[^"]*"/, '"requestId":""');
}

describe("somebody with another tenant's credentials", () => {
  it("is thought of in every call that the platform describes", () => {
    expect(Object.keys(MEANINGS).toSorted()).toEqual(
      calls.map(({ method, path }) => `${method} ${path}`).toSorted(),
    );
  });

  for (const [name, meaning] of Object.entries(MEANINGS))
    it(`learns nothing of a tenant by ${name}`, async () => {
      const call = calls.find(({ method, path }) => `${method} ${path}` === name);
      if (!call) throw new Error(`${name} is not described.`);
      const answer = await askAsForeigner(call, holdings, foreigner.site);
      expect(answer.text.toLowerCase()).not.toContain("homely-secret-reference");
      if (meaning === "own") {
        expect(answer.status).toBe(200);
        expect(answer.text).not.toContain(holdings.tenantId);
        expect(answer.text).not.toContain(holdings.interactionId);
      }
      if (meaning === "by-site") expect(answer.status).toBe(403);
      if (meaning === "by-id") {
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(await askAsForeigner(call, madeUp(), foreigner.site)).toEqual(answer);
      }
    });

  it("creates an agent of its own where it uses the e-mail of another tenant's", async () => {
    const token = await signIn(foreigner, holdings.agentEmail);
    const me = await platform.fetch("/api/brokerages/users/me", {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await me.json()).toMatchObject({ tennantId: foreigner.id, email: holdings.agentEmail });
  });
});
