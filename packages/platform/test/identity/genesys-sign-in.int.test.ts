import { randomUUID } from "node:crypto";
import type {
  BeginGenesysSignInResponse,
  GenesysSignInResult,
} from "@videoengager/protocol/rest/genesys-sign-in";
import { PATHS } from "@videoengager/protocol/rest/paths";
import type { StartWidgetResponse, WidgetToken } from "@videoengager/protocol/rest/widget-session";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { EXPIRED_SIGN_IN_KEPT_MS, GENESYS_SIGN_IN_MS } from "../../src/identity/genesys/genesys-sign-in.ts";
import { startMaintenance } from "../../src/start-maintenance.ts";
import { type GenesysCloud, startGenesysCloud } from "../fixtures/genesys-cloud.ts";
import { GenesysPopup } from "../fixtures/genesys-popup.ts";
import { LogStream } from "../helpers/log-stream.ts";
import { startPlatform, type TestPlatform } from "../helpers/start-platform.ts";
import { startPostgres } from "../helpers/start-postgres.ts";

const DOMAINS = ["mypurecloud.de", "usw2.pure.cloud", "mypurecloud.com.au"];
const PUBLIC_URL = "https://video.example.com";
const CLIENT_ID = randomUUID();
const ORGANIZATION_ID = randomUUID();

let nowMs = Date.now();
const logStream = new LogStream();
let cloud: GenesysCloud;
let platform: TestPlatform;

beforeAll(async () => {
  cloud = await startGenesysCloud(DOMAINS);
  cloud.users.set("ann@example.org", { name: "Ann Lee", organizationId: ORGANIZATION_ID });
  cloud.users.set("sam@example.com", { name: "Sam", organizationId: randomUUID() });
  cloud.users.set("ida@example.org", { name: "Ida", organizationId: ORGANIZATION_ID, state: "inactive" });
  platform = await startPlatform({
    clock: { nowMs: () => nowMs },
    fetchFromGenesys: cloud.fetch,
    logStream,
    env: { LOG_LEVEL: "trace" },
  });
  cloud.registerClient(
    CLIENT_ID,
    [PUBLIC_URL, platform.url, ...platform.urls].map((url) => `${url}/genesys/callback`),
  );
});
afterAll(async () => {
  await platform.stop();
  await cloud.stop();
});
beforeEach(() => allow("mypurecloud.de"));

function allow(domain: string, organizationId = ORGANIZATION_ID): Promise<boolean> {
  return platform.app.deps.tenants.change(platform.demo.tenantId, {
    settings: { genesys: { domain, organizationId, clientId: CLIENT_ID } },
  });
}

async function begin(environment = "mypurecloud.de"): Promise<BeginGenesysSignInResponse> {
  const answer = await platform.post(PATHS.widgetGenesys, { environment });
  expect(answer.status).toBe(200);
  return (await answer.json()) as BeginGenesysSignInResponse;
}

async function result(secret: string): Promise<GenesysSignInResult> {
  const answer = await platform.post(PATHS.widgetGenesysResult, { secret });
  expect(answer.status).toBe(200);
  return (await answer.json()) as GenesysSignInResult;
}

/** Signs in from the widget's click to the popup's last page. */
async function signIn(
  begun: BeginGenesysSignInResponse,
  email = "ann@example.org",
  popup = new GenesysPopup(cloud),
) {
  const form = await popup.open(`${platform.url}${begun.popupPath}`);
  return popup.signIn(form, email);
}

async function tokenOf(begun: BeginGenesysSignInResponse): Promise<string> {
  const taken = await result(begun.secret);
  if (taken.status !== "signed-in") throw new Error(taken.status);
  return taken.token;
}

describe("a sign-in with Genesys Cloud", () => {
  it.each(DOMAINS)("in the region %s gives the widget a token that starts a call", async (domain) => {
    await allow(domain);
    cloud.requests.length = 0;
    const begun = await begin(domain);
    expect(await result(begun.secret)).toEqual({ status: "pending" });
    const page = await signIn(begun);
    expect([page.status, page.text]).toEqual([200, expect.stringContaining("You are signed in")]);
    const token = await tokenOf(begun);
    const started = await platform.post(PATHS.widgetStart, {
      credential: { token },
      open: { instanceId: randomUUID() },
    });
    const { signedIn, opened } = (await started.json()) as StartWidgetResponse;
    expect(signedIn.agent).toMatchObject({ email: "ann@example.org", displayName: "Ann Lee" });
    expect(opened).toMatchObject({ how: "invitation", interaction: { tenantId: platform.demo.tenantId } });
    expect(
      new Set(cloud.requests.map((request) => request.replace(/^\w+ (login|api)\.(.*?)\/.*/, "$2"))),
    ).toEqual(new Set([domain]));
  });

  it("gives its result once, and only to the widget that began it", async () => {
    const begun = await begin();
    await signIn(begun);
    const [, state = ""] = /sign-in\/(.+)/.exec(begun.popupPath) ?? [];
    expect((await platform.post(PATHS.widgetGenesysResult, { secret: state })).status).toBe(401);
    await tokenOf(begun);
    expect((await platform.post(PATHS.widgetGenesysResult, { secret: begun.secret })).status).toBe(401);
  });

  it("uses a state once", async () => {
    const begun = await begin();
    const popup = new GenesysPopup(cloud);
    const form = await popup.open(`${platform.url}${begun.popupPath}`);
    const back = await popup.comeBack(form, "ann@example.org");
    const both = await Promise.all([popup.open(back, "cross-site"), popup.open(back, "cross-site")]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 403]);
    expect((await popup.open(`${platform.url}${begun.popupPath}`)).status).toBe(410);
    await tokenOf(begun);
  });

  it.each(["cross-site", "same-site", "none"])(
    "doesn't begin from a link of another page: %s",
    async (site) => {
      const { popupPath } = await begin();
      const page = await new GenesysPopup(cloud).open(`${platform.url}${popupPath}`, site);
      expect([page.status, page.text]).toEqual([
        403,
        expect.stringContaining("Start the sign-in from your call"),
      ]);
    },
  );

  it("isn't completed in another browser than the one that opened it", async () => {
    const begun = await begin();
    const attacker = new GenesysPopup(cloud);
    const form = await attacker.open(`${platform.url}${begun.popupPath}`);
    const back = await attacker.comeBack(form, "ann@example.org");
    expect((await new GenesysPopup(cloud).open(back, "cross-site")).status).toBe(403);
    expect(await result(begun.secret)).toEqual({ status: "pending" });
  });

  it.each([
    ["of another organization", "sam@example.com", "unknown-organization"],
    ["whose account isn't active", "ida@example.org", "failed"],
    ["whom Genesys Cloud doesn't know", "nobody@example.org", "failed"],
  ])("refuses somebody %s", async (_who, email, status) => {
    const begun = await begin();
    expect((await signIn(begun, email)).status).toBe(403);
    expect(await result(begun.secret)).toEqual({ status });
  });

  it("says that the agent cancelled", async () => {
    const begun = await begin();
    const popup = new GenesysPopup(cloud);
    const page = await popup.cancel(await popup.open(`${platform.url}${begun.popupPath}`));
    expect([page.status, page.text]).toEqual([403, expect.stringContaining("You are not signed in")]);
    expect(await result(begun.secret)).toEqual({ status: "refused" });
  });

  it("refuses a disabled agent", async () => {
    const { agents } = platform.app.deps;
    const first = await begin();
    await signIn(first);
    await agents.setDisabled(platform.demo.tenantId, "ann@example.org", true);
    expect((await platform.post(PATHS.widgetGenesysResult, { secret: first.secret })).status).toBe(403);
    const second = await begin();
    await signIn(second);
    expect(await result(second.secret)).toEqual({ status: "agent-disabled" });
    await agents.setDisabled(platform.demo.tenantId, "ann@example.org", false);
  });

  it("expires", async () => {
    const begun = await begin();
    const popup = new GenesysPopup(cloud);
    const form = await popup.open(`${platform.url}${begun.popupPath}`);
    nowMs += GENESYS_SIGN_IN_MS;
    const page = await popup.signIn(form, "ann@example.org");
    expect([page.status, page.text]).toEqual([403, expect.stringContaining("no longer valid")]);
    expect(await result(begun.secret)).toEqual({ status: "expired" });
    nowMs += EXPIRED_SIGN_IN_KEPT_MS + 1;
    // Runs once at its start.
    await startMaintenance(platform.app.deps).stop();
    expect((await platform.post(PATHS.widgetGenesysResult, { secret: begun.secret })).status).toBe(401);
  });

  it.each(["usw2.pure.cloud", "evil.example", "mypurecloud.de.evil.example", "127.0.0.1"])(
    "isn't begun for %s, which the tenant doesn't allow",
    async (environment) => {
      cloud.requests.length = 0;
      const answer = await platform.post(PATHS.widgetGenesys, { environment });
      expect(answer.status).toBe(404);
      expect(cloud.requests).toEqual([]);
    },
  );

  it("can't be renewed once the tenant allows another organization", async () => {
    const begun = await begin();
    await signIn(begun);
    const token = await tokenOf(begun);
    const renew = () => platform.post(PATHS.widgetRenew, {}, { authorization: `Bearer ${token}` });
    const renewed = await renew();
    expect([renewed.status, ((await renewed.json()) as WidgetToken).token]).toEqual([
      200,
      expect.any(String),
    ]);
    await allow("mypurecloud.de", randomUUID());
    expect((await renew()).status).toBe(401);
  });

  it("leaves no code, state, secret or cookie in the log, at its most talkative", async () => {
    const begun = await begin();
    const popup = new GenesysPopup(cloud);
    const form = await popup.open(`${platform.url}${begun.popupPath}`);
    const back = new URL(await popup.comeBack(form, "sam@example.com"));
    await popup.open(back.href, "cross-site");
    expect(logStream.text).toContain('"route":"/genesys/callback"');
    const { searchParams } = back;
    for (const secret of [begun.secret, searchParams.get("state"), searchParams.get("code"), "ve_genesys"])
      expect(logStream.text).not.toContain(secret);
  });
});

describe("two nodes", () => {
  it("share a sign-in, and complete it once if both get the redirect", { timeout: 60_000 }, async () => {
    const postgres = await startPostgres();
    const env = {
      DATABASE_URL: await postgres.createDatabase(),
      MASTER_KEY: "the same on every node, 32 characters",
      PUBLIC_URL,
    };
    const begins = await startPlatform({ env, fetchFromGenesys: cloud.fetch });
    const { dataDir } = begins;
    const completes = await startPlatform({ env, dataDir, fetchFromGenesys: cloud.fetch });
    try {
      const [first = "", second = ""] = [begins, completes].map(({ urls }) => urls.at(-1));
      await begins.app.deps.tenants.change(begins.demo.tenantId, {
        settings: {
          genesys: { domain: "mypurecloud.de", organizationId: ORGANIZATION_ID, clientId: CLIENT_ID },
        },
      });
      const send = (url: string, path: string, body: object): Promise<Response> =>
        fetch(`${url}${path}`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body),
        });
      const answer = await send(first, PATHS.widgetGenesys, { environment: "mypurecloud.de" });
      const begun = (await answer.json()) as BeginGenesysSignInResponse;
      const popup = new GenesysPopup(cloud);
      const form = await popup.open(`${second}${begun.popupPath}`);
      const back = await popup.comeBack(form, "ann@example.org");
      expect(back).toContain(`${PUBLIC_URL}/genesys/callback`);
      const pages = await Promise.all(
        [first, second].map((url) => popup.open(back.replace(PUBLIC_URL, url), "cross-site")),
      );
      expect(pages.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 403]);
      const results = await Promise.all(
        [first, second].map((url) => send(url, PATHS.widgetGenesysResult, { secret: begun.secret })),
      );
      expect(results.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401]);
    } finally {
      await completes.stop();
      await begins.stop();
      await postgres.stop();
    }
  });
});
