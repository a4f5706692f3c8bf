import { createIceGrants } from "../../calls/ice-servers.ts";
import type { Config } from "../../config/config.ts";
import type { Clock } from "../../lib/clock.ts";
import { describeReason, type Finding, ok, warning, wrong } from "./finding.ts";
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

/** Asks each TURN server for a relay with a browser's credentials, and for permissions that it must refuse. */
export async function checkTurn(config: Config, clock: Clock): Promise<readonly Finding[]> {
  if (!config.turn)
    return [
      warning(
        "turn",
        "no TURN server is configured",
        "Two people in different networks often can't call each other. Run coturn (deploy/turnserver.conf), and set TURN_URLS and TURN_SECRET.",
      ),
    ];
  const [server] = createIceGrants({ ...config, stunUrls: [] }, clock)(DOCTOR).iceServers;
  const credentials = { username: server?.username ?? "", password: server?.credential ?? "" };
  return Promise.all(config.turn.urls.map((url) => checkServer(url, credentials)));
}

async function checkServer(
  url: string,
  credentials: { readonly username: string; readonly password: string },
): Promise<Finding> {
  const check = `turn ${url}`;
  let session: TurnSession;
  try {
    session = await TurnSession.open(url, credentials);
  } catch (error) {
    return wrong(
      check,
      `can't be reached (${describeReason(error)})`,
      "Check its address, that it runs, and the firewall.",
    );
  }
  try {
    return await checkSession(check, session);
  } catch (error) {
    return wrong(
      check,
      `doesn't answer (${describeReason(error)})`,
      "Check its address, that it runs, and the firewall.",
    );
  } finally {
    session.close();
  }
}

async function checkSession(check: string, session: TurnSession): Promise<Finding> {
  if (!(await session.begin()))
    return wrong(check, "requires no credentials", "Start coturn with use-auth-secret and a realm.");
  const allocated = await session.allocate();
  if (!allocated.ok)
    return allocated.errorCode === 401
      ? wrong(
          check,
          "refuses the platform's credentials",
          "Set TURN_SECRET to coturn's static-auth-secret; compare the clocks.",
        )
      : wrong(check, `refuses a relay with error ${allocated.errorCode}`, "See coturn's log.");
  const granted: string[] = [];
  for (const peer of FORBIDDEN_PEERS) if ((await session.createPermission(peer)).ok) granted.push(peer);
  return granted.length === 0
    ? ok(check, "accepts the platform's credentials, and relays to no private address")
    : wrong(
        check,
        `relays to ${granted.join(", ")}: any visitor can reach your network through it`,
        "Deny those ranges as deploy/turnserver.conf does (denied-peer-ip), and restart coturn.",
      );
}
