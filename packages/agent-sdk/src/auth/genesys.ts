import { type Fields, requireText } from "../lib/read-text.ts";
import type { Logger } from "../options.ts";
import type { Authentication } from "../settings.ts";

const KNOWN_DOMAINS =
  /^(mypurecloud\.(com(\.au)?|de|ie|jp)|inindca\.com|((apne[23]|aps1|cac1|euc2|euw2|mec1|sae1|usw2)\.)?pure\.cloud)$/;

export function readGenesys(fields: Fields, logger: Logger): Authentication {
  const environment = requireText(fields.environment, "AUTH_GENESYS_ENVIRONMENT_REQUIRED");
  if (!KNOWN_DOMAINS.test(environment)) logger.warn(`Unknown Genesys domain: ${environment}`);
  return { environment, getCredentials: () => ({ environment }) };
}
