import { expect } from "@playwright/test";
import type { HostPage } from "./host-page.ts";

/** Fails if a log, an error or an event contains a key, or a log or an error contains a PIN. */
export async function expectNoSecretOutside(
  host: HostPage,
  keys: readonly string[],
  pins: readonly string[],
): Promise<void> {
  const kept = await host.keptErrors();
  const lines = [...host.consoleLines, ...kept.map(({ json, message }) => `${json} ${String(message)}`)];
  for (const line of lines)
    for (const secret of [...keys, ...pins])
      expect(line.includes(secret), `a secret in: ${line}`).toBe(false);
  for (const event of await host.events())
    for (const secret of keys)
      expect(JSON.stringify(event).includes(secret), `a secret in the event ${event.type}`).toBe(false);
}
