import type { Command } from "commander";
import { CommandFailure, EXIT_CODES } from "./command-failure.ts";
import type { CommandContext } from "./context.ts";
import { timeOf } from "./output.ts";

export function addInteractionCommands(program: Command, context: () => CommandContext): void {
  const interaction = program
    .command("interaction")
    .description("Interactions: calls and requests for calls");

  interaction
    .command("list <tenant>")
    .description("List a tenant's interactions, the newest first")
    .option("--limit <count>", "how many on a page (1 to 1000)", "50")
    .option("--after <cursor>", "the next page, as the page before named it")
    .action(async (tenantId: string, options: { limit: string; after?: string }) => {
      const { requireTenant, stores, output } = context();
      await requireTenant(tenantId);
      const limit = Number(options.limit);
      if (!Number.isInteger(limit) || limit < 1 || limit > 1_000)
        throw new CommandFailure("--limit is a whole number from 1 to 1000.", EXIT_CODES.misused);
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
          created: timeOf(each.createdAtMs),
          talkS: Math.round(each.talkTimeMs / 1_000),
        })),
        page.next,
        "There are no interactions.",
      );
    });

  interaction
    .command("export <tenant> <interaction>")
    .description("Print everything that is stored of one interaction, as JSON")
    .action(async (tenantId: string, id: string) => {
      const { requireTenant, stores, output } = context();
      await requireTenant(tenantId);
      const record = await (await stores()).archive.export(tenantId, id);
      if (!record) throw noInteraction(tenantId, id);
      output.result(record, JSON.stringify(record, null, 2));
    });

  interaction
    .command("erase <tenant> <interaction>")
    .description(
      "Remove the visitor's name, addresses and custom data for good; ends the interaction where it is open",
    )
    .action(async (tenantId: string, id: string) => {
      const { requireTenant, stores, output } = context();
      await requireTenant(tenantId);
      const { archive, clock } = await stores();
      if (!(await archive.erase(tenantId, id, clock.nowMs()))) throw noInteraction(tenantId, id);
      output.result({ erased: id }, `Erased ${id}.`);
    });
}

function noInteraction(tenantId: string, id: string): CommandFailure {
  return new CommandFailure(`The tenant ${tenantId} has no interaction ${id}.`);
}
