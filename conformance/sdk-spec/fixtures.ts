import {
  test as base,
  expect,
  type PlaywrightTestArgs,
  type PlaywrightTestOptions,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions,
  type TestType,
} from "@playwright/test";
import type { Browser } from "puppeteer-core";
import { PlatformPeer } from "../platform-peer/platform-peer.ts";
import { likeOurs, PIN } from "../platform-peer/widget-scripts.ts";
import { expectNoSecretOutside } from "./expect-no-secret.ts";
import { launchFirefox, openFirefoxPage } from "./firefox.ts";
import { HostPage } from "./host-page.ts";
import { HostServer } from "./host-server.ts";

export interface SpecFixtures {
  /** The browser of the application's page. */
  engine: "chromium" | "firefox";
  /** Installs a clock in the page that the test can move forward; real time also moves it. */
  virtualTime: boolean;
  /** Whether the peer uses https. */
  overHttps: boolean;
  /** The application itself writes the state of its calls to the console. */
  logsCallState: boolean;
  /** A platform. Its widgets behave like ours unless the test scripts them. */
  peer: PlatformPeer;
  /** The application's page, with the SDK imported and every event recorded. */
  host: HostPage;
}

interface WorkerFixtures {
  hostServer: HostServer;
  /** Starts Firefox with the first call. */
  getFirefox: () => Promise<Browser>;
}

export type SpecTest = TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & SpecFixtures,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions & WorkerFixtures
>;

export const test: SpecTest = base.extend<SpecFixtures, WorkerFixtures>({
  hostServer: [
    async ({ browserName: _browser }, use) => {
      const server = await HostServer.start();
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
  getFirefox: [
    async ({ browserName: _browser }, use) => {
      let firefox: Promise<Browser> | undefined;
      await use(() => {
        firefox ??= launchFirefox();
        return firefox;
      });
      await (await firefox)?.close();
    },
    { scope: "worker" },
  ],
  engine: ["chromium", { option: true }],
  page: async ({ page, engine, getFirefox }, use) => {
    await use(engine === "firefox" ? await openFirefoxPage(await getFirefox()) : page);
  },
  virtualTime: [false, { option: true }],
  overHttps: [false, { option: true }],
  logsCallState: [false, { option: true }],
  peer: async ({ overHttps }, use) => {
    const peer = await PlatformPeer.start({ https: overHttps });
    peer.widgets.script = likeOurs(peer);
    await use(peer);
    await peer.stop();
  },
  host: async ({ page, hostServer, virtualTime, logsCallState, peer }, use) => {
    const host = new HostPage(page, hostServer);
    if (virtualTime) await page.clock.install();
    await host.open();
    await use(host);
    expect(host.uncaught, "nothing reaches the page as an uncaught error").toEqual([]);
    await expectNoSecretOutside(host, [peer.apiKey, ...peer.everIssued], logsCallState ? [] : [PIN]);
    await page.close();
  },
});

export { expect };
