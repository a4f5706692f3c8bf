import { randomBytes } from "node:crypto";
import { link, readFile, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { apiKeyId, createApiKey, hashApiKey } from "./domain/api-keys.ts";
import type { Clock } from "./domain/clock.ts";
import type { DemoCredentials } from "./http/demo.ts";
import type { ApiKeyStoreForOperators } from "./store/api-key-store.ts";
import type { TenantStoreForOperators } from "./store/tenant-store.ts";

/** In the data folder; what makes the demo tenant the same over restarts, and another on every machine. */
export const DEMO_FILE: string = "demo.json";

/** Creates the demo tenant at first start; afterwards (also after the database was thrown away) it is as its file says. */
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
  // Whole or not at all, and the first of several processes that start together decides for all.
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
    throw new Error(
      `${file} is not what the platform wrote: delete it, and the next start makes a new demo tenant.`,
    );
  return { tenantId, apiKey, externalId, agentEmail };
}
