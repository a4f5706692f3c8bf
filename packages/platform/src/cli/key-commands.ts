import type { Command } from "commander";
import { createApiKey } from "../domain/api-keys.ts";
import { CommandFailure } from "./command-failure.ts";
import type { CommandContext } from "./context.ts";
import { timeOf } from "./output.ts";

export function addKeyCommands(program: Command, context: () => CommandContext): void {
  const key = program
    .command("key")
    .description("API keys, with which an application signs its agents in, or an operator's reads records");

  key
    .command("add <tenant>")
    .description("Make an API key; it is shown this once and stored as a hash")
    .option("--label <text>", "what it is for", "")
    .option("--operator", "a key that reads all of the tenant's interactions by REST, and signs nobody in")
    .action(async (tenantId: string, { label, operator }: { label: string; operator?: boolean }) => {
      const { requireTenant, stores, output } = context();
      await requireTenant(tenantId);
      const { apiKeys, clock } = await stores();
      const purpose = operator ? "operator" : "agents";
      const { id, key: apiKey, hash } = createApiKey(purpose);
      await apiKeys.add({
        id,
        tenantId,
        hash,
        label,
        purpose,
        createdAtMs: clock.nowMs(),
        revokedAtMs: null,
      });
      output.result(
        { id, apiKey, purpose },
        `${apiKey}\n\nKeep it: it is shown this once. Revoke it with: key revoke ${tenantId} ${id}`,
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
          created: timeOf(createdAtMs),
          revoked: timeOf(revokedAtMs),
        })),
        `The tenant has no API keys. Make one with: key add ${tenantId}`,
      );
    });

  key
    .command("revoke <tenant> <key-id>")
    .description("Revoke an API key; tokens that it gave last an hour at most")
    .action(async (tenantId: string, keyId: string) => {
      const { requireTenant, stores, output } = context();
      await requireTenant(tenantId);
      const { apiKeys, clock } = await stores();
      const revoked = await apiKeys.revoke(tenantId, keyId, clock.nowMs());
      if (!revoked) throw new CommandFailure(`The tenant ${tenantId} has no key ${keyId} in use.`);
      output.result({ revoked: keyId }, `Revoked the key ${keyId}.`);
    });

  program
    .command("signing-key")
    .description("The key that signs tokens")
    .command("rotate")
    .description("Replace the signing key now (it happens by itself every 30 days); nobody is signed out")
    .action(async () => {
      const { stores, output } = context();
      const { keyRing } = await stores();
      await keyRing.rotate();
      output.result(
        { current: keyRing.current().id },
        `Tokens are signed by ${keyRing.current().id} from now on.`,
      );
    });
}
