import { PROTOCOL_VERSION } from "@videoengager/protocol/protocol-version";
import type { Logger } from "../api/options.ts";

/** The error message for a platform that does not answer. */
export function describeUnreachable(origin: string): string {
  return `The platform at ${origin} cannot be reached. Check \`domain\`, the network and connect-src of the page's content security policy.`;
}

/** Warns if the platform or its widget speaks another protocol version than this SDK. */
export function checkProtocol(
  logger: Logger,
  origin: string,
  who: string,
  version: number = PROTOCOL_VERSION,
): void {
  if (version !== PROTOCOL_VERSION)
    logger.warn(
      `${who} speaks protocol ${version}, this SDK ${PROTOCOL_VERSION}. Install the platform's own SDK: ${origin}/agent/latest/videoengager-agent-sdk.tgz`,
    );
}
