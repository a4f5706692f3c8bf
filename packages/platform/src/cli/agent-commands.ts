import type { Command } from "commander";
import { CommandFailure } from "./command-failure.ts";
import type { CommandContext } from "./context.ts";

export function addAgentCommands(program: Command, context: () => CommandContext): void {
  const agent = program
    .command("agent")
    .description("Agents; an application creates them by signing them in");

  agent
    .command("list <tenant>")
    .description("List a tenant's agents")
    .action(async (tenantId: string) => {
      const { requireTenant, stores, output } = context();
      await requireTenant(tenantId);
      const agents = await (await stores()).agents.list(tenantId);
      output.table(
        agents.map(({ email, firstName, lastName, externalId, organizationId, disabled }) => ({
          email,
          name: `${firstName} ${lastName}`.trim(),
          externalId,
          organizationId,
          disabled,
        })),
        "No agent has signed in yet.",
      );
    });

  for (const [name, disabled, done] of [
    ["disable", true, "can no longer sign in; open sessions end within two seconds"],
    ["enable", false, "can sign in again"],
  ] as const)
    agent
      .command(`${name} <tenant> <email>`)
      .description(
        disabled
          ? "Refuse an agent everything from now on, open sessions included; a call that runs goes on"
          : "Let a disabled agent in again",
      )
      .action(async (tenantId: string, email: string) => {
        const { requireTenant, stores, output } = context();
        await requireTenant(tenantId);
        if (!(await (await stores()).agents.setDisabled(tenantId, email, disabled)))
          throw new CommandFailure(`The tenant ${tenantId} has no agent ${email}.`);
        output.result({ email, disabled }, `${email} ${done}.`);
      });
}
