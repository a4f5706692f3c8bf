import { PATHS } from "@videoengager/protocol/rest/paths";
import { openWebsocket, type WebsocketOutcome } from "./ask-origin.ts";
import { describeReason, type Finding, ok, wrong } from "./finding.ts";
import type { ResolveHost } from "./resolve-host.ts";

const CHECK = "websockets";
/** The first message of Engine.IO has the connection's id. */
const FIRST_MESSAGE = '0{"sid"';
const FIX =
  "The reverse proxy must forward Upgrade and Connection with HTTP/1.1 and not buffer responses. Use deploy/nginx.conf or deploy/Caddyfile.";

/** Whether a websocket reaches the platform at its public address, as browsers open it. */
export async function checkWebsockets(publicUrl: string, resolve: ResolveHost): Promise<Finding> {
  try {
    const outcome = await openWebsocket(publicUrl, `${PATHS.socket}/?EIO=4&transport=websocket`, resolve);
    const problem = describeProblem(outcome);
    return problem === null
      ? ok(CHECK, `a websocket opens at ${publicUrl}`)
      : wrong(CHECK, `pages can't connect: ${problem}, although ${publicUrl} answers`, FIX, "websockets");
  } catch (error) {
    return wrong(
      CHECK,
      `pages can't connect: a websocket gets no answer (${describeReason(error)}), although ${publicUrl} answers`,
      FIX,
      "websockets",
    );
  }
}

function describeProblem(outcome: WebsocketOutcome): string | null {
  switch (outcome.kind) {
    case "refused":
      return `a websocket is refused with status ${outcome.status}`;
    case "invalid":
      return "something other than a websocket server accepts the handshake";
    default:
      return outcome.firstBytes.includes(FIRST_MESSAGE) ? null : "another websocket server answers";
  }
}
