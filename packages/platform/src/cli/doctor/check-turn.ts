import { createIceGrants } from "../../calls/ice-servers.ts";
import type { Config } from "../../config/config.ts";
import type { Clock } from "../../lib/clock.ts";
import { describeReason, type Finding, ok, warning, wrong } from "./finding.ts";
import { type ResolveHost, UnresolvedHostError } from "./resolve-host.ts";
import type { Check } from "./run-checks.ts";
import { TurnSession } from "./turn-session.ts";

/** The doctor's user at the TURN server. */
const DOCTOR = "doctor";
/** One address of each range that a relay must not reach: loopback, private networks, carrier-grade NAT, metadata services. */
export const FORBIDDEN_PEERS: readonly string[] = [
  "127.0.0.1",
  "10.0.0.1",
  "172.16.0.1",
  "192.168.0.1",
  "100.64.0.1",
  "169.254.169.254",
];

/** One check for each TURN server: asks it for a relay with a browser's credentials, and for permissions that it must refuse. */
export function listTurnChecks(config: Config, clock: Clock, resolve: ResolveHost): readonly Check[] {
  if (!config.turn) return [{ name: "turn", run: async () => [NO_SERVER] }];
  const [server] = createIceGrants({ ...config, stunUrls: [] }, clock)(DOCTOR).iceServers;
  const credentials = { username: server?.username ?? "", password: server?.credential ?? "" };
  return config.turn.urls.map((url) => {
    const name = `turn ${url}`;
    return { name, run: async () => [await checkServer(name, url, credentials, resolve)] };
  });
}

const NO_SERVER: Finding = warning(
  "turn",
  "no TURN server is configured",
  "Two people in different networks often can't call each other. Run coturn (deploy/turnserver.conf), and set TURN_URLS and TURN_SECRET.",
  "turn-server",
);

async function checkServer(
  check: string,
  url: string,
  credentials: { readonly username: string; readonly password: string },
  resolve: ResolveHost,
): Promise<Finding> {
  let session: TurnSession;
  try {
    session = await TurnSession.open(url, credentials, resolve);
  } catch (error) {
    return error instanceof UnresolvedHostError
      ? wrong(
          check,
          error.message,
          "Correct the host in TURN_URLS, or add its DNS entry: browsers can't find it either.",
          "turn-server",
        )
      : wrong(check, `can't be reached (${describeReason(error)})`, UNREACHABLE_FIX, "turn-server");
  }
  try {
    return await checkSession(check, session);
  } catch (error) {
    return wrong(check, `doesn't answer (${describeReason(error)})`, UNREACHABLE_FIX, "turn-server");
  } finally {
    session.close();
  }
}

const UNREACHABLE_FIX = "Check its address, that it runs, and the firewall.";

async function checkSession(check: string, session: TurnSession): Promise<Finding> {
  if (!(await session.begin()))
    return wrong(
      check,
      "requires no credentials",
      "Start coturn with use-auth-secret and a realm.",
      "turn-server",
    );
  const allocated = await session.allocate();
  if (!allocated.ok)
    return allocated.errorCode === 401
      ? wrong(
          check,
          "refuses the platform's credentials",
          "Set TURN_SECRET to coturn's static-auth-secret; compare the clocks.",
          "turn-server",
        )
      : wrong(check, `refuses a relay with error ${allocated.errorCode}`, "See coturn's log.", "turn-server");
  const granted: string[] = [];
  for (const peer of FORBIDDEN_PEERS) if ((await session.createPermission(peer)).ok) granted.push(peer);
  return granted.length === 0
    ? ok(check, "accepts the platform's credentials, and relays to no private address")
    : wrong(
        check,
        `relays to ${granted.join(", ")}: any visitor can reach your network through it`,
        "Deny those ranges as deploy/turnserver.conf does (denied-peer-ip), and restart coturn.",
        "turn-relay",
      );
}
