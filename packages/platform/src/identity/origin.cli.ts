import type { Command } from "commander";
import { CommandFailure, EXIT_CODES } from "../cli/command-failure.ts";
import type { CommandContext } from "../cli/context.ts";

export function addOriginCommands(program: Command, context: () => CommandContext): void {
  const origin = program
    .command("origin")
    .description("Web sites that can use the platform for a tenant (CORS, sockets, framing)");

  origin
    .command("add <tenant> <origin>")
    .description(
      "Allow a web site (https://desk.example.com, https://*.example.com), an extension or an application (chrome-extension://…, capacitor://localhost)",
    )
    .action(async (tenantId: string, text: string) => {
      const { requireTenant, stores, output, audit } = context();
      await requireTenant(tenantId);
      const added = readOrigin(text);
      await (await stores()).tenants.addOrigin(tenantId, added);
      await audit("origin add", { tenant: tenantId, origin: added });
      output.result(
        { added },
        `${added} can use the platform for ${tenantId}. A running platform applies it within 5 s.`,
      );
    });

  origin
    .command("list <tenant>")
    .description("List a tenant's web sites")
    .action(async (tenantId: string) => {
      const { requireTenant, output } = context();
      const { origins } = await requireTenant(tenantId);
      output.table(
        origins.map((each) => ({ origin: each })),
        `No web site can use the platform for this tenant yet. Allow one with: origin add ${tenantId} https://…`,
      );
    });

  origin
    .command("remove <tenant> <origin>")
    .description("Remove a web site")
    .action(async (tenantId: string, text: string) => {
      const { requireTenant, stores, output, audit } = context();
      await requireTenant(tenantId);
      const removed = readOrigin(text);
      if (!(await (await stores()).tenants.removeOrigin(tenantId, removed)))
        throw new CommandFailure(`${removed} is not one of the tenant's web sites.`);
      await audit("origin remove", { tenant: tenantId, origin: removed });
      output.result({ removed }, `${removed} can no longer use the platform for ${tenantId}.`);
    });
}

/** Origins of browser extensions and packaged applications. */
const APPLICATION_ORIGIN =
  /^(?:chrome-extension|moz-extension|safari-web-extension|capacitor|ionic|tauri|app):\/\/[A-Za-z0-9._-]+$/;

/** Reads the origin of an address. A wildcard means every name below a domain with at least two parts. */
function readOrigin(text: string): string {
  if (APPLICATION_ORIGIN.test(text.replace(/\/$/, ""))) return text.replace(/\/$/, "");
  const wildcard = /^(https?:\/\/)\*\.([^/]+\.[^/]+)\/?$/.exec(text);
  const [plain, prefix] = wildcard ? [`${wildcard[1]}${wildcard[2]}`, "*."] : [text, ""];
  const url = URL.canParse(plain) ? new URL(plain) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.host.includes("*"))
    throw new CommandFailure(
      `"${text}" is not an origin. Use a web site's address without a path (https://desk.example.com), or the origin of an extension or application (chrome-extension://…, capacitor://localhost).`,
      EXIT_CODES.misused,
    );
  return `${url.protocol}//${prefix}${url.host}`;
}
