import type { Command } from "commander";
import { CommandFailure } from "../cli/command-failure.ts";
import type { CommandContext } from "../cli/context.ts";
import { formatTime } from "../cli/output.ts";
import { cleanLine } from "../lib/clean-text.ts";
import { createApiKey } from "./api-keys.ts";

export function addKeyCommands(program: Command, context: () => CommandContext): void {
  const key = program
    .command("key")
    .description("API keys: for applications that sign agents in, or for operators who read records");

  key
    .command("add <tenant>")
    .description("Create an API key. It is shown once and stored as a hash")
    .option("--label <text>", "what it is for", "")
    .option(
      "--operator",
      "a key that reads all of the tenant's interactions by REST and can't sign agents in",
    )
    .action(async (tenantId: string, { label, operator }: { label: string; operator?: boolean }) => {
      const { requireTenant, stores, output, audit } = context();
      await requireTenant(tenantId);
      const { apiKeys, clock } = await stores();
      const purpose = operator ? "operator" : "agents";
      const { id, key: apiKey, hash } = createApiKey(purpose);
      await apiKeys.add({
        id,
        tenantId,
        hash,
        label: cleanLine(label),
        purpose,
        createdAtMs: clock.nowMs(),
        revokedAtMs: null,
      });
      await audit("key add", { tenant: tenantId, key: id, purpose });
      output.result(
        { id, apiKey, purpose },
        `${apiKey}\n\nStore it now: it won't be shown again. Revoke it with: key revoke ${tenantId} ${id}`,
      );
    });

  key
    .command("list <tenant>")
    .description("List a tenant's API keys, without the keys themselves")
    .action(async (tenantId: string) => {
      const { requireTenant, stores, output } = context();
      await requireTenant(tenantId);
      const keys = await (await stores()).apiKeys.list(tenantId);
      output.table(
        keys.map(({ id, label, purpose, createdAtMs, revokedAtMs }) => ({
          id,
          label,
          purpose,
          created: formatTime(createdAtMs),
          revoked: formatTime(revokedAtMs),
        })),
        `The tenant has no API keys. Create one with: key add ${tenantId}`,
      );
    });

  key
    .command("revoke <tenant> <key-id>")
    .description("Revoke an API key. Tokens that were issued for it last an hour at most")
    .action(async (tenantId: string, keyId: string) => {
      const { requireTenant, stores, output, audit } = context();
      await requireTenant(tenantId);
      const { apiKeys, clock } = await stores();
      const revoked = await apiKeys.revoke(tenantId, keyId, clock.nowMs());
      if (!revoked) throw new CommandFailure(`The tenant ${tenantId} has no key ${keyId} in use.`);
      await audit("key revoke", { tenant: tenantId, key: keyId });
      output.result({ revoked: keyId }, `Revoked the key ${keyId}.`);
    });

  addSigningKeyCommands(program, context);
}

function addSigningKeyCommands(program: Command, context: () => CommandContext): void {
  program
    .command("signing-key")
    .description("The key that signs tokens")
    .command("rotate")
    .description(
      "Replace the signing key, as the platform does every 30 days. Tokens of the old key stay valid until they expire",
    )
    .option(
      "--revoke",
      "end all tokens now, because a key leaked. Everybody must sign in again and rejoin their calls",
    )
    .action(async ({ revoke = false }: { revoke?: boolean }) => {
      const { stores, output, audit } = context();
      const { keyRing } = await stores();
      await keyRing.rotate(revoke ? "revoke" : "retire");
      const { id } = await keyRing.current();
      await audit("signing-key rotate", { revoke });
      output.result(
        { current: id, revoked: revoke },
        `Every node signs with ${id} within 5 s.${revoke ? " Tokens that earlier keys signed are refused from then on." : ""}`,
      );
    });
}
