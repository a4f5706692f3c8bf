import type { IceServer } from "@videoengager/protocol/rest/agent-settings";
import type { PathCause } from "@videoengager/protocol/widget/widget-messages";

/** What a connection learned about the paths that it tried. */
export interface CauseEvidence {
  /** Types of the local candidates: `host`, `srflx`, `prflx`, `relay`. */
  readonly localTypes: readonly string[];
  /** Errors of STUN and TURN servers; 701 is a server that was not reached. */
  readonly serverErrors: readonly { readonly code: number; readonly url: string }[];
}

/**
 * Why two browsers probably did not reach each other.
 *
 * | evidence | cause |
 * |---|---|
 * | the platform has no TURN server | `no-relay`: only browsers of one network, or with open firewalls, reach each other |
 * | a TURN server over UDP was not reached | `udp-blocked`: a firewall or VPN drops UDP |
 * | no relayed candidate for another reason | `relay-unreachable`: wrong credentials, or the server is down |
 * | a relayed candidate was there | `unknown`: the other side's network, or a VPN |
 */
export function findCause({
  iceServers,
  localTypes,
  serverErrors,
}: CauseEvidence & { readonly iceServers: readonly IceServer[] }): PathCause {
  const urls = iceServers.flatMap(({ urls: of }) => (typeof of === "string" ? [of] : [...of]));
  if (!urls.some((url) => /^turns?:/i.test(url))) return "no-relay";
  if (localTypes.includes("relay")) return "unknown";
  const isUdp = (url: string): boolean => /^(stun|turn):/i.test(url) && !/transport=tcp/i.test(url);
  const udpFailed = serverErrors.some(({ code, url }) => code === 701 && isUdp(url));
  return udpFailed ? "udp-blocked" : "relay-unreachable";
}
