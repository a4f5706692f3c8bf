import {
  type APIResponse,
  type Browser,
  test as base,
  expect,
  type Page,
  type PlaywrightTestArgs,
  type PlaywrightTestOptions,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions,
  type TestType,
} from "@playwright/test";
import { HostServer } from "../sdk-spec/host-server.ts";
import { OriginalAgent } from "./original-agent.ts";
import { type RunningPlatform, startPlatform } from "./running-platform.ts";

export interface Interaction {
  readonly interactionId: string;
  readonly visitor: { readonly fullUrl: string; readonly shortUrl: string };
  readonly agent: { readonly fullUrl: string; readonly shortUrl: string };
}

export interface PlatformFixtures {
  /** One platform per test, so visitors of one test don't ring in another. */
  platform: RunningPlatform;
  /** An agent with the SDK of section 10. */
  agent: OriginalAgent;
  /** A page for another agent, or for another device of the same agent. */
  another: OriginalAgent;
  /** A visitor's browser. */
  visitor: Page;
  /** Requests a call from the tenant's web site. */
  ask: (customData?: Readonly<Record<string, unknown>>) => Promise<Interaction>;
}

interface WorkerFixtures {
  hostServer: HostServer;
}

export type PlatformTest = TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & PlatformFixtures,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions & WorkerFixtures
>;

async function openAgent(
  browser: Browser,
  server: HostServer,
  platform: RunningPlatform,
): Promise<OriginalAgent> {
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    permissions: ["camera", "microphone"],
  });
  return OriginalAgent.open(await context.newPage(), server, platform);
}

export const test: PlatformTest = base.extend<PlatformFixtures, WorkerFixtures>({
  platform: async ({ browserName: _browser }, use) => {
    const platform = await startPlatform();
    await use(platform);
    await platform.stop();
  },
  hostServer: [
    async ({ browserName: _browser }, use) => {
      const server = await HostServer.start();
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
  agent: async ({ browser, hostServer, platform }, use) => {
    const agent = await openAgent(browser, hostServer, platform);
    await use(agent);
    await agent.page.context().close();
  },
  another: async ({ browser, hostServer, platform }, use) => {
    const agent = await openAgent(browser, hostServer, platform);
    await use(agent);
    await agent.page.context().close();
  },
  visitor: async ({ browser }, use) => {
    const context = await browser.newContext({
      ignoreHTTPSErrors: true,
      permissions: ["camera", "microphone"],
    });
    await use(await context.newPage());
    await context.close();
  },
  ask: async ({ request, platform, hostServer }, use) => {
    await use(async (customData = {}) => {
      const answer: APIResponse = await request.post(
        `${platform.origin}/api/interactions/tenants/${platform.tenant.tenantId}/interactions`,
        { data: { type: "OUTBOUND", customData }, headers: { origin: hostServer.origin } },
      );
      expect(answer.ok(), await answer.text()).toBe(true);
      return (await answer.json()) as Interaction;
    });
  },
});

export { expect };
