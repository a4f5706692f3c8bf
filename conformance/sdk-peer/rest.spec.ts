import { expect, test } from "./fixtures.ts";

const UNKNOWN_ORIGIN = "https://somebody-else.example";

const SETTINGS = [
  "_id",
  "id",
  "firstName",
  "lastName",
  "email",
  "contactEmail",
  "organizationId",
  "tennantId",
  "brokerageId",
  "shortUrl",
  "fullUrl",
  "agentUrl",
  "locale",
  "cameraOn",
  "agentCameraOn",
  "enablePin",
  "isPopup",
  "agentReplyTimeOut",
  "callWrapUp",
  "branding",
  "recording",
  "fileTransfer",
  "signalling",
  "_account",
  "_server",
];

test("an API key and an e-mail address become a token, and the token reads the agent's settings", async ({
  request,
  platform,
}) => {
  const { apiKey, externalId, tenantId } = platform.tenant;
  const created = await request.post(`${platform.origin}/api/partners/impersonateCreate`, {
    data: {
      pak: apiKey,
      division: externalId,
      email: "org-7new.agent@example.com",
      organizationId: "org-7",
      firstName: "Katherine",
      lastName: "Johnson",
      contactEmail: "katherine@example.com",
    },
  });
  expect(created.ok(), await created.text()).toBe(true);
  const { token } = (await created.json()) as { token: string };
  const me = await request.get(`${platform.origin}/api/brokerages/users/me`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const settings = (await me.json()) as Record<string, unknown>;
  for (const field of SETTINGS) expect(settings, field).toHaveProperty(field);
  expect(settings).toMatchObject({
    firstName: "Katherine",
    lastName: "Johnson",
    email: "org-7new.agent@example.com",
    contactEmail: "katherine@example.com",
    organizationId: "org-7",
    tennantId: tenantId,
    signalling: { endPoint: expect.stringContaining("://") },
    _account: { email: expect.stringContaining("@") },
    _server: { server: expect.any(Array) },
    recording: { enable: expect.any(Boolean) },
  });
  expect(JSON.stringify(settings)).not.toContain(apiKey);
});

test("the same key and address are the same agent", async ({ request, platform }) => {
  const { apiKey, externalId } = platform.tenant;
  const ids = [];
  for (let time = 0; time < 2; time++) {
    const created = await request.post(`${platform.origin}/api/partners/impersonateCreate`, {
      data: { pak: apiKey, division: externalId, email: "same@example.com" },
    });
    const { token } = (await created.json()) as { token: string };
    const me = await request.get(`${platform.origin}/api/brokerages/users/me`, {
      headers: { authorization: `Bearer ${token}` },
    });
    ids.push(((await me.json()) as { _id: string })._id);
  }
  expect(ids[0]).toBe(ids[1]);
});

test("an API client gets a token and its expiry from one URL", async ({ request, platform }) => {
  const { apiKey, externalId, agentEmail } = platform.tenant;
  await request.post(`${platform.origin}/api/partners/impersonateCreate`, {
    data: { pak: apiKey, division: externalId, email: agentEmail },
  });
  const path = [apiKey, externalId, agentEmail].map(encodeURIComponent).join("/");
  const answer = await request.get(`${platform.origin}/api/partners/impersonate/${path}`);
  expect(await answer.json()).toMatchObject({
    token: expect.any(String),
    token_expiration: expect.anything(),
  });
});

test("a wrong key, a wrong external id and a wrong token are refused", async ({ request, platform }) => {
  const { apiKey, externalId, agentEmail } = platform.tenant;
  await request.post(`${platform.origin}/api/partners/impersonateCreate`, {
    data: { pak: apiKey, division: externalId, email: agentEmail },
  });
  for (const data of [
    { pak: `${apiKey}x`, division: externalId, email: agentEmail },
    { pak: apiKey, division: `${externalId}x`, email: agentEmail },
  ]) {
    const answer = await request.post(`${platform.origin}/api/partners/impersonateCreate`, { data });
    expect([401, 403, 409]).toContain(answer.status());
  }
  const me = await request.get(`${platform.origin}/api/brokerages/users/me`, {
    headers: { authorization: "Bearer nonsense" },
  });
  expect(me.status()).toBe(401);
});

test("the signalling endpoint returns an id", async ({ request, platform }) => {
  const path = `/api/signalling/endpoint/${platform.tenant.tenantId}/null`;
  const answer = await request.get(`${platform.origin}${path}`);
  expect(await answer.json()).toMatchObject({ signallingId: expect.any(String) });
});

test("any site can load the push script, and it sets window.push", async ({ request, platform }) => {
  const answer = await request.get(`${platform.origin}/static/widgets/push.bundle.v3.js`, {
    headers: { origin: UNKNOWN_ORIGIN },
  });
  expect(answer.status()).toBe(200);
  expect(answer.headers()["access-control-allow-origin"]).toBe("*");
  expect(answer.headers()["content-type"]).toContain("javascript");
});

test("a preflight succeeds for every site, the request itself only for the tenant's sites", async ({
  request,
  platform,
}) => {
  const { tenantId } = platform.tenant;
  const url = `${platform.origin}/api/interactions/tenants/${tenantId}/interactions`;
  const preflight = await request.fetch(url, {
    method: "OPTIONS",
    headers: {
      origin: UNKNOWN_ORIGIN,
      "access-control-request-method": "POST",
      "access-control-request-headers": "content-type",
    },
  });
  expect(preflight.ok()).toBe(true);
  expect(["*", UNKNOWN_ORIGIN]).toContain(preflight.headers()["access-control-allow-origin"]);
  expect(preflight.headers()["access-control-allow-credentials"]).toBeUndefined();
  const answer = await request.post(url, { data: { type: "OUTBOUND" }, headers: { origin: UNKNOWN_ORIGIN } });
  expect(answer.status()).toBe(403);
  expect(["*", UNKNOWN_ORIGIN]).toContain(answer.headers()["access-control-allow-origin"]);
});

test("a request returns links for both sides, and reading them changes nothing", async ({
  request,
  platform,
  ask,
}) => {
  const { interactionId, visitor, agent } = await ask({ order: 7 });
  expect(interactionId).toMatch(/^i_[\w-]{22}$/);
  const visitorPage = new URL(visitor.fullUrl, platform.origin);
  expect(visitorPage.origin).toBe(platform.origin);
  expect(visitorPage.search).toBe("");
  expect(new URL(agent.fullUrl).origin).toBe(platform.origin);
  for (const link of [visitor.fullUrl, visitor.shortUrl]) {
    const url = new URL(link, platform.origin).href;
    for (let time = 0; time < 2; time++) expect((await request.get(url)).ok(), url).toBe(true);
  }
  expect(agent.fullUrl).not.toMatch(/token|pak/i);
});

test("the visitor's page can read the tenant's public settings, and no secret", async ({
  request,
  platform,
}) => {
  const { tenantId, apiKey } = platform.tenant;
  const answer = await request.get(`${platform.origin}/api/brokerages/settingsFindByTennantId/${tenantId}`);
  const settings = (await answer.json()) as Record<string, unknown>;
  expect(settings).toMatchObject({
    recording: {
      enable: expect.any(Boolean),
      mandatory: expect.any(Boolean),
      requireVisitorConsent: expect.any(Boolean),
    },
  });
  expect(JSON.stringify(settings)).not.toContain(apiKey);
});

test("a short link's code returns the interaction that it leads to", async ({ request, platform, ask }) => {
  const { interactionId, visitor } = await ask();
  const code = new URL(visitor.shortUrl, platform.origin).pathname.split("/").at(-1)!;
  const { tenantId } = platform.tenant;
  const answer = await request.get(`${platform.origin}/api/shorturls/${tenantId}/code/${code}`);
  expect(JSON.stringify(await answer.json())).toContain(interactionId);
});
