import type { Command } from "commander";
import { openDatabase } from "../database/database.ts";
import { readSchemaState } from "../database/schema-state.ts";
import { CommandFailure } from "./command-failure.ts";
import type { CommandContext } from "./context.ts";

export function addMigrateCommand(program: Command, context: () => CommandContext): void {
  program
    .command("migrate")
    .description(
      "Update the database to this version's schema, as the platform does when it starts. First back it up and stop every older platform: older ones don't start afterwards",
    )
    .action(async () => {
      const { config, output, audit } = context();
      const before = await openDatabase(config(), { schema: "as-it-is" });
      const state = await readSchemaState(before.db).finally(() => before.close());
      if (state.state === "newer")
        throw new CommandFailure(
          `The database is of a newer version (${state.unknown.join(", ")}). It can't be changed back. Restore a backup.`,
        );
      if (state.state === "current") {
        output.result({ applied: [] }, "The database is up to date.");
        return;
      }
      await (await openDatabase(config(), { schema: "migrate" })).close();
      const applied = state.state === "older" ? state.pending : [];
      await audit("migrate", { applied: applied.join(" ") || "all" });
      output.result(
        { applied },
        applied.length > 0 ? `Applied ${applied.join(", ")}.` : "Created the database's tables.",
      );
    });
}
