import { VideoEngagerAgentError } from "../errors.ts";
import type { Fields } from "../lib/read-text.ts";
import type { Logger } from "../options.ts";
import type { Settings, WidgetCredentials } from "../settings.ts";
import { customCredentials, readCustom } from "./custom.ts";
import { genericCredentials, readGeneric } from "./generic.ts";
import { genesysCredentials, readGenesys } from "./genesys.ts";
import { readToken, tokenCredentials } from "./token.ts";

/** The settings of the chosen method; throws what is wrong with them. */
export function readAuthentication(fields: Fields, standalone: boolean, logger: Logger): Partial<Settings> {
  const { authMethod } = fields;
  if (authMethod === "generic") return readGeneric(fields, standalone);
  if (authMethod === "token") return readToken(fields);
  if (standalone)
    throw new VideoEngagerAgentError("AUTH_METHOD_NOT_SUPPORTED", {
      message: "Standalone mode needs the authMethod generic or token.",
    });
  if (authMethod === "genesys") return readGenesys(fields, logger);
  if (authMethod === "custom") return readCustom(fields);
  throw new VideoEngagerAgentError("AUTH_METHOD_NOT_SUPPORTED");
}

/** @param refused the platform did not accept the credentials before these */
export function getCredentials(
  settings: Settings,
  refused: boolean,
): WidgetCredentials | Promise<WidgetCredentials> {
  const { authMethod } = settings;
  if (authMethod === "generic") return genericCredentials(settings);
  if (authMethod === "token") return tokenCredentials(settings, refused);
  return authMethod === "genesys" ? genesysCredentials(settings) : customCredentials(settings);
}
