import type { UnreachableCause } from "@videoengager/protocol/widget/widget-messages";
import type { UnreachableDetail } from "../api/events.ts";
import type { WidgetSignal } from "./widget-signals.ts";

/** What keeps a call from connecting, and what to do. */
const TROUBLES: Readonly<Record<UnreachableCause, string>> = {
  "no-relay":
    "The two browsers can't reach each other directly, and the platform has no TURN server. Set its TURN_URLS and TURN_SECRET.",
  "udp-blocked":
    "A firewall or VPN blocks UDP to the TURN server. Allow UDP, or add a turns: address to the platform's TURN_URLS.",
  "relay-unreachable": "The TURN server doesn't answer or refuses the credentials. Run `platform doctor`.",
  unknown: "The two browsers can't reach each other. Try without VPN, or on another network.",
  "websockets-blocked": "A proxy or firewall blocks WebSockets to the platform. Allow wss to its host.",
  "platform-unreachable": "The widget can't reach the platform. Check the network and try again.",
};

export function describeTrouble(cause: UnreachableCause): UnreachableDetail {
  return { cause, message: TROUBLES[cause] };
}

/** What keeps the call from connecting after this signal; undefined while nothing is known to. */
export function followTrouble(
  known: UnreachableCause | undefined,
  signal: WidgetSignal,
): UnreachableCause | undefined {
  if (!("type" in signal)) return known;
  if (signal.type === "unreachable") return signal.cause;
  // A widget that was loaded again knows nothing of what kept it from connecting before.
  return signal.type === "reachable" || signal.type === "hello" ? undefined : known;
}
