import { randomBytes } from "node:crypto";
import { link, readFile, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ApiKeyStoreForOperators } from "../identity/api-keys.sql.ts";
import { apiKeyId, createApiKey, hashApiKey } from "../identity/api-keys.ts";
import type { TenantStoreForOperators } from "../identity/tenants.sql.ts";
import type { Clock } from "../lib/clock.ts";
import type { DemoCredentials } from "./demo.routes.ts";

/** In the data folder. Keeps the demo tenant the same across restarts, and different on each machine. */
export const DEMO_FILE: string = "demo.json";

/** Creates the demo tenant at the first start. Later starts, also with a new database, use what its file says. */
export async function ensureDemoTenant(parts: {
  readonly dataDir: string;
  readonly tenants: TenantStoreForOperators;
  readonly apiKeys: ApiKeyStoreForOperators;
  readonly clock: Clock;
}): Promise<DemoCredentials> {
  const credentials = await loadCredentials(join(parts.dataDir, DEMO_FILE));
  const { tenantId, apiKey } = credentials;
  await parts.tenants.add({ id: tenantId, name: "Demo", allowsLoopbackOrigins: true });
  await parts.apiKeys.add({
    id: apiKeyId(apiKey) ?? "",
    tenantId,
    hash: hashApiKey(apiKey),
    label: "demo",
    purpose: "agents",
    createdAtMs: parts.clock.nowMs(),
    revokedAtMs: null,
  });
  return credentials;
}

async function loadCredentials(file: string): Promise<DemoCredentials> {
  const kept = await readCredentials(file);
  if (kept) return kept;
  const made: DemoCredentials = {
    tenantId: `demo-${randomBytes(4).toString("hex")}`,
    apiKey: createApiKey("agents").key,
    externalId: "demo",
    agentEmail: "agent@demo.example",
  };
  // Written completely or not at all. If several processes start together, the first one's file counts.
  const temporary = `${file}.${randomBytes(4).toString("hex")}.tmp`;
  await writeFile(temporary, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flush: true });
  await link(temporary, file).catch((error: unknown) => {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  });
  await unlink(temporary);
  return (await readCredentials(file)) ?? made;
}

async function readCredentials(file: string): Promise<DemoCredentials | null> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch {
    return null;
  }
  const { tenantId, apiKey, externalId, agentEmail } = JSON.parse(text) as Partial<DemoCredentials>;
  if (!tenantId || !apiKey || !externalId || !agentEmail || apiKeyId(apiKey) === null)
    throw new Error(`${file} isn't a valid demo tenant. Delete it, and the next start creates a new one.`);
  return { tenantId, apiKey, externalId, agentEmail };
}
