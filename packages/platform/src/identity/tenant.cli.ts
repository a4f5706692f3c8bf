import { randomBytes } from "node:crypto";
import type { Command } from "commander";
import { CommandFailure, EXIT_CODES } from "../cli/command-failure.ts";
import type { CommandContext } from "../cli/context.ts";
import { cleanLine } from "../lib/clean-text.ts";
import { tenantSettingsChange } from "./tenant-settings-schema.ts";
import type { TenantChange, TenantStoreForOperators } from "./tenants.sql.ts";
import type { Tenant, TenantSettings } from "./tenants.ts";

const HOST = /^[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?$/;
const TENANT_ID = /^[a-z0-9][a-z0-9-]{1,62}$/;

export function addTenantCommands(program: Command, context: () => CommandContext): void {
  const tenant = program
    .command("tenant")
    .description("Tenants: companies that share the platform. Each sees only its own agents and calls");

  tenant
    .command("add <name>")
    .description("Add a tenant")
    .option("--id <id>", "its id: lowercase letters, digits and dashes (default: generated)")
    .action(async (text: string, options: { id?: string }) => {
      const { stores, output, audit } = context();
      const { tenants } = await stores();
      const name = readName(text);
      const id = options.id ?? `t-${randomBytes(6).toString("hex")}`;
      if (!TENANT_ID.test(id))
        throw new CommandFailure(
          "A tenant's id must have 2 to 63 lowercase letters, digits and dashes.",
          EXIT_CODES.misused,
        );
      if (await tenants.find(id)) throw new CommandFailure(`A tenant ${id} already exists.`);
      await tenants.add({ id, name, allowsLoopbackOrigins: false });
      await audit("tenant add", { tenant: id });
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
      "Show a tenant's settings, or change them (an empty value removes a host, a part of the branding or of genesys): name=…, host=…, locale=de, enablePin=true, callWrapUpS=30, visitorWaitingS=300, agentReplyTimeoutS=60, retentionDays=90, recordRetentionDays=730, routing=ring-all, agentDivision=take, earlyConnect=true, branding.logo=https://…, genesys.organizationId=…, genesys.clientId=…, genesys.domain=mypurecloud.de",
    )
    .action(async (tenantId: string, settings: readonly string[]) => {
      const { requireTenant, stores, output, audit } = context();
      const before = await requireTenant(tenantId);
      if (settings.length === 0) return showSettings(context(), before);
      const { tenants } = await stores();
      const change = readChange(before, settings);
      if (change.host) await requireFreeHost(tenants, tenantId, change.host);
      await tenants.change(tenantId, change);
      await audit("tenant set", { tenant: tenantId, settings: settings.join(" ") });
      output.result(
        await tenants.find(tenantId),
        `Changed the tenant ${tenantId}. A running platform applies it within 5 s.`,
      );
    });

  tenant
    .command("remove <tenant>")
    .description("Remove a tenant with its keys, agents and interactions. This can't be undone")
    .option("--yes", "confirm")
    .action(async (tenantId: string, options: { yes?: boolean }) => {
      const { requireTenant, stores, output, audit } = context();
      const { name } = await requireTenant(tenantId);
      if (!options.yes)
        throw new CommandFailure(
          `This removes the tenant ${tenantId} (${name}) and all its data, and can't be undone. Confirm it with --yes.`,
          EXIT_CODES.misused,
        );
      await (await stores()).tenants.remove(tenantId);
      await audit("tenant remove", { tenant: tenantId });
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

/** Reads `key=value` pairs. A dot addresses a part of an object; its other parts stay. */
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
  const name = cleanLine(text).trim();
  if (name) return name;
  throw new CommandFailure("A tenant's name must not be empty.", EXIT_CODES.misused);
}

function readHost(text: string): string | null {
  const host = text.toLowerCase();
  if (host === "" || HOST.test(host)) return host || null;
  throw new CommandFailure(
    "A host must be a name without scheme, port and path, such as video.acme.example.",
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
    throw new CommandFailure(`The host ${host} belongs to the tenant ${owner.id}. Remove it there first.`);
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
