import type { Command } from "commander";
import { CommandFailure, EXIT_CODES } from "../cli/command-failure.ts";
import type { CommandContext } from "../cli/context.ts";
import { formatTime } from "../cli/output.ts";
import type { VisitorAddress } from "./interaction-archive.ts";

export function addInteractionCommands(program: Command, context: () => CommandContext): void {
  const interaction = program
    .command("interaction")
    .description("Interactions: calls and requests for a call");

  interaction
    .command("list <tenant>")
    .description("List a tenant's interactions, newest first")
    .option("--limit <count>", "rows per page (1 to 1000)", "50")
    .option("--after <cursor>", "the next page: the cursor that the previous page printed")
    .action(async (tenantId: string, options: { limit: string; after?: string }) => {
      const { requireTenant, stores, output } = context();
      await requireTenant(tenantId);
      const limit = Number(options.limit);
      if (!Number.isInteger(limit) || limit < 1 || limit > 1_000)
        throw new CommandFailure("--limit must be a whole number from 1 to 1000.", EXIT_CODES.misused);
      const { after } = options;
      const page = await (await stores()).archive.list(tenantId, { limit, ...(after ? { after } : {}) });
      output.page(
        "interactions",
        page.interactions.map((each) => ({
          id: each.id,
          state: each.state,
          end: each.endReason,
          from: each.initiatedBy,
          agent: each.agentEmail,
          visitor: each.visitorName || null,
          customer: each.customerId,
          created: formatTime(each.createdAtMs),
          talkS: Math.round(each.talkTimeMs / 1_000),
          outcome: each.disposition,
        })),
        page.next,
        "There are no interactions.",
      );
    });

  interaction
    .command("export <tenant> <interaction>")
    .description("Print all stored data of an interaction as JSON")
    .action(async (tenantId: string, id: string) => {
      const { requireTenant, stores, output, audit } = context();
      await requireTenant(tenantId);
      const { archive, visitorData } = await stores();
      const exported = await archive.export(tenantId, id);
      if (!exported) throw noInteraction(tenantId, id);
      const record = { ...exported, visitor_data: await visitorData.peek(id) };
      await audit("interaction export", { tenant: tenantId, interaction: id });
      output.result(record, JSON.stringify(record, null, 2));
    });

  interaction
    .command("erase <tenant> [interaction]")
    .description(
      "Erase the visitor's name, addresses and custom data and the agent's notes from one interaction, or from all of a person (--email, --phone). Open ones end. This can't be undone",
    )
    .option("--email <address>", "all interactions of the visitor with this e-mail address")
    .option("--phone <number>", "all interactions of the visitor with this phone number")
    .option("--yes", "confirm, for --email and --phone; without it the command lists what it would erase")
    .action(async (tenantId: string, id: string | undefined, options: EraseOptions) => {
      const { requireTenant, stores } = context();
      await requireTenant(tenantId);
      const visitor = readVisitor(options);
      if ((id === undefined) === (visitor === null))
        throw new CommandFailure(
          "Name either an interaction, or a visitor with --email or --phone.",
          EXIT_CODES.misused,
        );
      if (visitor) return eraseVisitor(context(), tenantId, visitor, options.yes === true);
      const { archive, clock } = await stores();
      if (!(await archive.erase(tenantId, id ?? "", clock.nowMs()))) throw noInteraction(tenantId, id ?? "");
      await context().audit("interaction erase", { tenant: tenantId, interaction: id ?? "" });
      context().output.result({ erased: [id] }, `Erased ${id}.`);
    });
}

interface EraseOptions {
  readonly email?: string;
  readonly phone?: string;
  readonly yes?: boolean;
}

function readVisitor({ email, phone }: EraseOptions): VisitorAddress | null {
  if (email !== undefined && phone !== undefined)
    throw new CommandFailure("Use --email or --phone, not both.", EXIT_CODES.misused);
  if (email !== undefined) return { email };
  return phone === undefined ? null : { phone };
}

/** The audit log has the ids, not the address, because it must not keep erased data. */
async function eraseVisitor(
  { stores, output, audit }: CommandContext,
  tenantId: string,
  visitor: VisitorAddress,
  isConfirmed: boolean,
): Promise<void> {
  const { archive, clock } = await stores();
  const found = await archive.findByVisitor(tenantId, visitor);
  if (!isConfirmed) {
    output.table(
      found.map(({ createdAtMs, ...each }) => ({ ...each, created: formatTime(createdAtMs) })),
      "There are no interactions of this visitor.",
    );
    return;
  }
  for (const { id } of found) {
    await archive.erase(tenantId, id, clock.nowMs());
    await audit("interaction erase", { tenant: tenantId, interaction: id });
  }
  output.result({ erased: found.map(({ id }) => id) }, `Erased ${found.length} interactions.`);
}

function noInteraction(tenantId: string, id: string): CommandFailure {
  return new CommandFailure(`The tenant ${tenantId} has no interaction ${id}.`);
}
