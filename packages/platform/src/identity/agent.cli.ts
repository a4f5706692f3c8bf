import type { Command } from "commander";
import { CommandFailure, EXIT_CODES } from "../cli/command-failure.ts";
import type { CommandContext } from "../cli/context.ts";
import { cleanLine } from "../lib/clean-text.ts";
import type { AgentAttribute, AgentChange } from "./agents.ts";

export function addAgentCommands(program: Command, context: () => CommandContext): void {
  const agent = program
    .command("agent")
    .description("Agents. An application creates them by signing them in");

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

  agent
    .command("set <tenant> <email> <attributes...>")
    .description(
      "Change an agent's attributes: division=…, organizationId=…, firstName=…, lastName=…, contactEmail=… (an empty division or organizationId is set by the next sign-in)",
    )
    .action(async (tenantId: string, email: string, pairs: readonly string[]) => {
      const { requireTenant, stores, output, audit } = context();
      await requireTenant(tenantId);
      const change = readChange(pairs);
      const { agents } = await stores();
      const known = await agents.findByEmail(tenantId, email);
      if (!known) throw noAgent(tenantId, email);
      const stored = await agents.update(known, change);
      await audit("agent set", { tenant: tenantId, agent: email, attributes: Object.keys(change).join(" ") });
      output.result(stored, `Changed ${email}.`);
    });

  agent
    .command("remove <tenant> <email>")
    .description(
      "Delete an agent. Its calls stay, without the agent. Open sessions end within two seconds. The next sign-in creates it again; disable it to prevent that",
    )
    .option("--yes", "confirm")
    .action(async (tenantId: string, email: string, options: { yes?: boolean }) => {
      const { requireTenant, stores, output, audit } = context();
      await requireTenant(tenantId);
      if (!options.yes)
        throw new CommandFailure(
          `This deletes the agent ${email} and can't be undone. Confirm it with --yes.`,
          EXIT_CODES.misused,
        );
      if (!(await (await stores()).agents.remove(tenantId, email))) throw noAgent(tenantId, email);
      await audit("agent remove", { tenant: tenantId, agent: email });
      output.result({ removed: email }, `Removed ${email}.`);
    });

  for (const [name, disabled, done] of [
    ["disable", true, "can no longer sign in; open sessions end within two seconds"],
    ["enable", false, "can sign in again"],
  ] as const)
    agent
      .command(`${name} <tenant> <email>`)
      .description(
        disabled
          ? "Refuse an agent's requests and end its sessions. A running call continues"
          : "Let a disabled agent sign in again",
      )
      .action(async (tenantId: string, email: string) => {
        const { requireTenant, stores, output, audit } = context();
        await requireTenant(tenantId);
        if (!(await (await stores()).agents.setDisabled(tenantId, email, disabled)))
          throw noAgent(tenantId, email);
        await audit(`agent ${name}`, { tenant: tenantId, agent: email });
        output.result({ email, disabled }, `${email} ${done}.`);
      });
}

/** Names in REST calls. */
const ATTRIBUTES: Readonly<Record<string, AgentAttribute>> = {
  division: "externalId",
  organizationId: "organizationId",
  firstName: "firstName",
  lastName: "lastName",
  contactEmail: "contactEmail",
};

function readChange(pairs: readonly string[]): AgentChange {
  const change: Partial<Record<AgentAttribute, string>> = {};
  for (const pair of pairs) {
    const [, key = "", value = ""] = /^(\w+)=(.*)$/s.exec(pair) ?? [];
    const attribute = Object.hasOwn(ATTRIBUTES, key) ? ATTRIBUTES[key] : undefined;
    if (attribute === undefined)
      throw new CommandFailure(
        `"${pair}" is not of the form attribute=value, with one of: ${Object.keys(ATTRIBUTES).join(", ")}.`,
        EXIT_CODES.misused,
      );
    change[attribute] = cleanLine(value).trim();
  }
  return change;
}

function noAgent(tenantId: string, email: string): CommandFailure {
  return new CommandFailure(
    `The tenant ${tenantId} has no agent ${email}. The command "agent list ${tenantId}" shows them all.`,
  );
}
