import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../../config/config.ts";
import { MASTER_KEY_FILE } from "../../database/master-key.ts";
import { createSeal } from "../../database/seal.ts";
import type { Clock } from "../../lib/clock.ts";
import {
  CONNECTION_PATH,
  type ConnectionAnswer,
  createConnectionQuestion,
} from "../../server/connection-question.ts";
import { askOrigin, type OriginAnswer } from "./ask-origin.ts";
import { type Finding, ok, warning, wrong } from "./finding.ts";
import type { ResolveHost } from "./resolve-host.ts";

const CHECK = "trust proxy";
const SECTION = "trust_proxy";
const PRIVATE = /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|::1$|f[cd]|fe80:)/i;

/** Asks the running platform, through its public address, which address it sees. The master key proves who asks. */
export async function checkProxy(
  { publicUrl, masterKey, dataDir }: Pick<Config, "publicUrl" | "masterKey" | "dataDir">,
  clock: Clock,
  resolve: ResolveHost,
): Promise<Finding> {
  const key = masterKey ?? (await readFile(join(dataDir, MASTER_KEY_FILE), "utf8").catch(() => "")).trim();
  const question = createConnectionQuestion(createSeal(key), clock);
  const response = await askOrigin(publicUrl ?? "", CONNECTION_PATH, resolve, {
    authorization: `Bearer ${question}`,
  });
  if (response.status !== 200)
    return warning(
      CHECK,
      `not checked: the platform at ${publicUrl} refuses a question that is signed with this master key (status ${response.status})`,
      "Run the command with the platform's MASTER_KEY or DATA_DIR, the same version, and clocks that agree within a minute.",
      SECTION,
    );
  return judge(JSON.parse(response.body) as ConnectionAnswer, response.local);
}

function judge(
  { peer, forwarded, trusted, client }: ConnectionAnswer,
  local: OriginAnswer["local"],
): Finding {
  const proxy = plain(peer.address);
  if (forwarded)
    return trusted
      ? ok(CHECK, `the proxy ${proxy} is trusted; this machine is ${plain(client)} to the platform`)
      : wrong(
          CHECK,
          `requests come through the proxy ${proxy}, which TRUST_PROXY does not contain: all visitors share its address and its rate limits`,
          `Set TRUST_PROXY=${proxy} for every node, or the network of all your proxies, and restart.`,
          SECTION,
        );
  const isDirect = proxy === plain(local.address) && peer.port === local.port;
  if (isDirect || !PRIVATE.test(proxy)) return ok(CHECK, "requests reach the platform without a proxy");
  return warning(
    CHECK,
    `requests come from ${proxy} without X-Forwarded-For: if visitors' requests do, too, all share one address`,
    `Let the proxy set X-Forwarded-For, and set TRUST_PROXY=${proxy}. A container's network must keep the clients' addresses.`,
    SECTION,
  );
}

/** An IPv4 address that came by IPv6 is the same one. */
function plain(address: string): string {
  return address.replace(/^::ffff:/i, "");
}
