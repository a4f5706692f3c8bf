import type { Command } from "commander";
import { CommandFailure, EXIT_CODES } from "./command-failure.ts";
import type { CommandContext } from "./context.ts";

export function addOriginCommands(program: Command, context: () => CommandContext): void {
  const origin = program
    .command("origin")
    .description("Web sites that may use the platform for a tenant (CORS, sockets, framing)");

  origin
    .command("add <tenant> <origin>")
    .description("Allow a web site, as https://desk.example.com or https://*.example.com")
    .action(async (tenantId: string, text: string) => {
      const { requireTenant, stores, output } = context();
      await requireTenant(tenantId);
      const added = readOrigin(text);
      await (await stores()).tenants.addOrigin(tenantId, added);
      output.result(
        { added },
        `${added} may use the platform for ${tenantId}. A running platform sees it within 5 s.`,
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
        `No web site may use the platform for this tenant yet. Allow one with: origin add ${tenantId} https://…`,
      );
    });

  origin
    .command("remove <tenant> <origin>")
    .description("Allow a web site no longer")
    .action(async (tenantId: string, text: string) => {
      const { requireTenant, stores, output } = context();
      await requireTenant(tenantId);
      const removed = readOrigin(text);
      if (!(await (await stores()).tenants.removeOrigin(tenantId, removed)))
        throw new CommandFailure(`${removed} is not one of the tenant's web sites.`);
      output.result({ removed }, `${removed} may no longer use the platform for ${tenantId}.`);
    });
}

/** Takes an address and keeps its origin; a wildcard stands for every name below a domain of at least two parts. */
function readOrigin(text: string): string {
  const wildcard = /^(https?:\/\/)\*\.([^/]+\.[^/]+)\/?$/.exec(text);
  const [plain, prefix] = wildcard ? [`${wildcard[1]}${wildcard[2]}`, "*."] : [text, ""];
  const url = URL.canParse(plain) ? new URL(plain) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.host.includes("*"))
    throw new CommandFailure(
      "An origin is a web site's address without a path, as https://desk.example.com",
      EXIT_CODES.misused,
    );
  return `${url.protocol}//${prefix}${url.host}`;
}
