import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, createApp, type Listening } from "../../src/app.ts";
import { readConfig } from "../../src/config/config.ts";
import { createApiKeyStore } from "../../src/identity/api-keys.sql.ts";
import { type ApiKeyPurpose, createApiKey } from "../../src/identity/api-keys.ts";
import type { Clock } from "../../src/lib/clock.ts";
import type { PageFolders } from "../../src/page-folders.ts";
import { createClient, type PlatformClient } from "./platform-client.ts";

export interface TestPlatform extends PlatformClient {
  readonly app: App;
  readonly urls: readonly string[];
  readonly dataDir: string;
  /** Another tenant, with its own key and one web site. */
  addTenant(id: string): Promise<TestTenant>;
  stop(): Promise<void>;
}

export interface TestTenant {
  readonly id: string;
  readonly apiKey: string;
  readonly operatorKey: string;
  readonly site: string;
}

export interface TestPlatformOptions {
  readonly env?: Record<string, string>;
  readonly clock?: Clock;
  /** What rate limits are counted by. */
  readonly limitClock?: Clock;
  readonly pages?: PageFolders;
  readonly logStream?: NodeJS.WritableStream;
  readonly fetchFromGenesys?: typeof fetch;
  /** Kept by `stop`; default: a new folder that `stop` removes. */
  readonly dataDir?: string;
}

/** The real platform in this process, on a free port, with a separate data folder and the demo tenant. */
export async function startPlatform(options: TestPlatformOptions = {}): Promise<TestPlatform> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "platform-test-")));
  const config = readConfig({
    PORT: "0",
    DEMO: "1",
    DATA_DIR: dataDir,
    LOG_LEVEL: "silent",
    RATE_LIMIT_FACTOR: "0",
    // The test runs in the same event loop.
    MAX_EVENT_LOOP_DELAY_MS: "0",
    ...options.env,
  });
  const app = await createApp(config, options);
  const { url, urls }: Listening = await app.listen();
  const { demo } = app;
  if (!demo) throw new Error("The test platform has no demo tenant.");
  return {
    ...createClient(url, demo),
    app,
    urls,
    dataDir,
    addTenant: (id) => addTenant(app, id),
    async stop() {
      await app.close();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function addTenant({ deps }: App, id: string): Promise<TestTenant> {
  const tenants = deps.tenants;
  const site = `https://${id}.example`;
  await tenants.add({ id, name: id, allowsLoopbackOrigins: false });
  await tenants.addOrigin(id, site);
  const [apiKey, operatorKey] = [await addKey(deps, id, "agents"), await addKey(deps, id, "operator")];
  return { id, apiKey, operatorKey, site };
}

async function addKey(
  { database, clock }: Pick<App["deps"], "database" | "clock">,
  tenantId: string,
  purpose: ApiKeyPurpose,
): Promise<string> {
  const { id, key, hash } = createApiKey(purpose);
  await createApiKeyStore(database).add({
    id,
    tenantId,
    hash,
    label: "",
    purpose,
    createdAtMs: clock.nowMs(),
    revokedAtMs: null,
  });
  return key;
}
