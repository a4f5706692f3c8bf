import { randomBytes } from "node:crypto";
import type { Command } from "commander";
import { tenantSettingsChange } from "../domain/tenant-settings-schema.ts";
import type { Tenant, TenantSettings } from "../domain/tenants.ts";
import type { TenantChange, TenantStoreForOperators } from "../store/tenant-store.ts";
import { CommandFailure, EXIT_CODES } from "./command-failure.ts";
import type { CommandContext } from "./context.ts";

const HOST = /^[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?$/;
const TENANT_ID = /^[a-z0-9][a-z0-9-]{1,62}$/;

export function addTenantCommands(program: Command, context: () => CommandContext): void {
  const tenant = program
    .command("tenant")
    .description("Tenants: companies that use the platform, apart from each other");

  tenant
    .command("add <name>")
    .description("Add a tenant")
    .option("--id <id>", "its id: small letters, digits and dashes (default: made up)")
    .action(async (name: string, options: { id?: string }) => {
      const { stores, output } = context();
      const { tenants } = await stores();
      if (!name.trim()) throw new CommandFailure("A tenant needs a name.", EXIT_CODES.misused);
      const id = options.id ?? `t-${randomBytes(6).toString("hex")}`;
      if (!TENANT_ID.test(id))
        throw new CommandFailure(
          "A tenant's id has 2 to 63 small letters, digits and dashes.",
          EXIT_CODES.misused,
        );
      if (await tenants.find(id)) throw new CommandFailure(`There is a tenant ${id} already.`);
      await tenants.add({ id, name, allowsLoopbackOrigins: false });
      output.result({ id, name }, `Added the tenant ${id}. Next: key add ${id}, origin add ${id} https://…`);
    });

  tenant
    .command("list")
    .description("List all tenants")
    .action(async () => {
      const { stores, output } = context();
      const tenants = await (await stores()).tenants.list();
      output.table(
        tenants.map(({ id, name, host, origins }) => ({ id, name, host, origins: origins.join(" ") })),
        "There are no tenants. Add one with: tenant add <name>",
      );
    });

  tenant
    .command("set <tenant> [settings...]")
    .description(
      "Show a tenant's settings, or change them (nothing behind the = takes a host or a part of the branding away): name=…, host=…, locale=de, enablePin=true, callWrapUpS=30, visitorWaitingS=300, agentReplyTimeoutS=60, retentionDays=90, routing=ring-all, branding.logo=https://…",
    )
    .action(async (tenantId: string, settings: readonly string[]) => {
      const { requireTenant, stores, output } = context();
      const before = await requireTenant(tenantId);
      if (settings.length === 0) return showSettings(context(), before);
      const { tenants } = await stores();
      const change = readChange(before, settings);
      if (change.host) await requireFreeHost(tenants, tenantId, change.host);
      await tenants.change(tenantId, change);
      output.result(
        await tenants.find(tenantId),
        `Changed the tenant ${tenantId}. A running platform sees it within 5 s.`,
      );
    });

  tenant
    .command("remove <tenant>")
    .description("Remove a tenant with its keys, agents and interactions, for good")
    .option("--yes", "really do so")
    .action(async (tenantId: string, options: { yes?: boolean }) => {
      const { requireTenant, stores, output } = context();
      const { name } = await requireTenant(tenantId);
      if (!options.yes)
        throw new CommandFailure(
          `This removes the tenant ${tenantId} (${name}) with everything in it, for good. Repeat it with --yes.`,
          EXIT_CODES.misused,
        );
      await (await stores()).tenants.remove(tenantId);
      output.result({ removed: tenantId }, `Removed the tenant ${tenantId}.`);
    });
}

function showSettings({ output }: CommandContext, tenant: Tenant): void {
  const { id, name, host, settings } = tenant;
  const lines = Object.entries({ id, name, host, ...settings }).map(
    ([key, value]) => `${key.padEnd(20)} ${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
  output.result({ id, name, host, settings }, lines.join("\n"));
}

/** `key=value` pairs; a dot leads into an object. What is in the object already stays. */
function readChange(tenant: Tenant, pairs: readonly string[]): TenantChange {
  const change: { name?: string; host?: string | null } = {};
  const settings: Record<string, unknown> = {};
  for (const pair of pairs) {
    const [, key = "", value] = /^([\w.]+)=(.*)$/s.exec(pair) ?? [];
    if (value === undefined)
      throw new CommandFailure(`"${pair}" is not of the form setting=value.`, EXIT_CODES.misused);
    if (key === "name") change.name = readName(value);
    else if (key === "host") change.host = readHost(value);
    else setDeep(settings, tenant, key, parseValue(value));
  }
  return { ...change, settings: checkSettings(settings) };
}

function readName(text: string): string {
  if (text.trim()) return text;
  throw new CommandFailure("A tenant needs a name.", EXIT_CODES.misused);
}

function readHost(text: string): string | null {
  const host = text.toLowerCase();
  if (host === "" || HOST.test(host)) return host || null;
  throw new CommandFailure(
    "A host is a name alone, without scheme, port and path, as video.acme.example",
    EXIT_CODES.misused,
  );
}

async function requireFreeHost(
  tenants: TenantStoreForOperators,
  tenantId: string,
  host: string,
): Promise<void> {
  const owner = (await tenants.list()).find((each) => each.host === host);
  if (owner && owner.id !== tenantId)
    throw new CommandFailure(`The host ${host} is the tenant ${owner.id}'s. Take it away there first.`);
}

function setDeep(settings: Record<string, unknown>, tenant: Tenant, key: string, value: unknown): void {
  const [head = "", ...tail] = key.split(".");
  if (tail.length === 0) {
    settings[head] = value;
    return;
  }
  const before = settings[head] ?? Object.entries(tenant.settings).find(([name]) => name === head)?.[1];
  const parts: Record<string, unknown> = { ...(typeof before === "object" ? before : {}) };
  const name = tail.join(".");
  if (value === "") delete parts[name];
  else parts[name] = value;
  settings[head] = parts;
}

function checkSettings(settings: object): Partial<TenantSettings> {
  const parsed = tenantSettingsChange.safeParse(settings);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    (issue) => `  ${issue.path.join(".") || "settings"}: ${issue.message}`,
  );
  throw new CommandFailure(["These settings are wrong:", ...problems].join("\n"), EXIT_CODES.misused);
}

function parseValue(text: string): unknown {
  if (/^(true|false|-?\d+)$/.test(text)) return JSON.parse(text) as unknown;
  return text;
}
