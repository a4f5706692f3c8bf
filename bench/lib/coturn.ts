/** coturn as `deploy/turnserver.conf` configures it, except that it relays to loopback. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startTurnServer, type TurnServer } from "../../e2e/fixtures/turn-server.ts";

const DEPLOYED = fileURLToPath(new URL("../../deploy/turnserver.conf", import.meta.url));

export async function startCoturn(): Promise<TurnServer> {
  const folder = mkdtempSync(join(tmpdir(), "ve-bench-turn-"));
  const configFile = join(folder, "turnserver.conf");
  const kept = readFileSync(DEPLOYED, "utf8")
    .split("\n")
    .filter((line) => !/^(realm|static-auth-secret|listening-port|denied-peer-ip)/.test(line));
  writeFileSync(configFile, kept.join("\n"));
  const server = await startTurnServer({ tls: true, configFile });
  return {
    ...server,
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
