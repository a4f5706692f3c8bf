import { VideoEngagerAgentError } from "../errors.ts";
import type { Fields } from "../lib/read-text.ts";
import type { Logger } from "../options.ts";
import type { Authentication } from "../settings.ts";
import { readCustom } from "./custom.ts";
import { readGeneric } from "./generic.ts";
import { readGenesys } from "./genesys.ts";
import { readToken } from "./token.ts";

const READERS: Readonly<Record<string, (fields: Fields, logger: Logger) => Authentication>> = {
  generic: readGeneric,
  token: readToken,
  genesys: readGenesys,
  custom: readCustom,
};

/** The settings of the chosen method; throws what is wrong with them. */
export function readAuthentication(fields: Fields, logger: Logger): Authentication {
  const method = String(fields.authMethod);
  const read = Object.hasOwn(READERS, method) && READERS[method];
  if (!read) throw new VideoEngagerAgentError("AUTH_METHOD_NOT_SUPPORTED");
  if (fields.standaloneMode && read !== readGeneric && read !== readToken)
    throw new VideoEngagerAgentError("AUTH_METHOD_NOT_SUPPORTED", {
      message: "Standalone mode needs the authMethod generic or token.",
    });
  return read(fields, logger);
}
