/** The four authentication methods: which options each needs, and which parameters of the widget's address it yields. */
import { isGenesysDomain } from "@videoengager/protocol/genesys-domain";
import { type Fields, isFields } from "@videoengager/protocol/is-fields";
import { ensure, ensureArgument, VideoEngagerAgentError } from "../api/errors.ts";
import type { CustomAuthFunction, Logger } from "../api/options.ts";
import type { Authentication, WidgetCredentials } from "../api/settings.ts";
import { requireText } from "../lib/read-fields.ts";

/** Returns the settings of the chosen method; throws the first error in its options. */
export function readAuthentication(fields: Fields, logger: Logger): Authentication {
  const { authMethod, standaloneMode } = fields;
  if (authMethod === "generic") return readGeneric(fields);
  if (authMethod === "token") return readToken(fields);
  if (authMethod === "genesys" && !standaloneMode) return readGenesys(fields, logger);
  if (authMethod === "custom" && !standaloneMode) return readCustom(fields);
  throw new VideoEngagerAgentError("AUTH_METHOD_NOT_SUPPORTED");
}

function readGeneric(fields: Fields): Authentication {
  const apiKey = requireText(fields.apiKey, "AUTH_GENERIC_API_KEY_REQUIRED");
  const agentEmail = requireText(fields.agentEmail, "AUTH_GENERIC_AGENT_EMAIL_REQUIRED");
  if (fields.standaloneMode) requireText(fields.externalId, "AUTH_GENERIC_EXTERNAL_ID_REQUIRED");
  const texts: Record<string, string> = {};
  for (const name of ["organizationId", "externalId", "firstName", "lastName", "contactEmail"]) {
    const value = fields[name] ?? "";
    ensureArgument(typeof value === "string", `\`${name}\` must be a string, or left out.`);
    if (value) texts[name] = value;
  }
  return {
    apiKey,
    agentEmail,
    ...texts,
    canRenew: false,
    getCredentials: () => ({
      environment: "generic",
      pak: apiKey,
      email: (texts.organizationId ?? "") + agentEmail,
    }),
  };
}

/** The given token; after it expired or was refused, a new one from `tokenProvider`. */
function readToken({ token: given, tokenProvider }: Fields): Authentication {
  const token = requireText(given, "AUTH_TOKEN_REQUIRED");
  ensureArgument(
    tokenProvider === undefined || typeof tokenProvider === "function",
    "`tokenProvider` must be a function that returns a token, or left out.",
  );
  const provide = tokenProvider as (() => unknown) | undefined;
  return {
    token,
    ...(provide && { tokenProvider: provide }),
    canRenew: !!provide,
    getCredentials: async (isRenewal) => ({
      token: requireText(isRenewal && provide ? await provide() : token, "AUTH_TOKEN_REQUIRED"),
    }),
  };
}

/** The widget signs the agent in to Genesys Cloud. */
function readGenesys(fields: Fields, logger: Logger): Authentication {
  const environment = requireText(fields.environment, "AUTH_GENESYS_ENVIRONMENT_REQUIRED");
  if (!isGenesysDomain(environment))
    logger.warn(`"${environment}" is not a known Genesys Cloud domain. Check \`environment\`.`);
  return { environment, canRenew: false, getCredentials: () => ({ environment }) };
}

/** Calls the application's function. Each value goes into the widget's address as a string. */
function readCustom({ customAuthFunction, authenticateFn }: Fields): Authentication {
  const authenticate = (customAuthFunction ?? authenticateFn) as CustomAuthFunction;
  ensure(typeof authenticate === "function", "AUTH_CUSTOM_FUNCTION_REQUIRED");
  return {
    canRenew: true,
    async getCredentials(): Promise<WidgetCredentials> {
      const given: unknown = await authenticate();
      ensure(given !== undefined && given !== null, "AUTH_CUSTOM_PARAMETERS_MISSING");
      ensure(isFields(given), "AUTH_CUSTOM_PARAMETERS_INVALID_TYPE");
      const entries = Object.entries(given);
      ensure(entries.length, "AUTH_CUSTOM_PARAMETERS_EMPTY");
      return Object.fromEntries(
        entries.map(([parameter, value]) => {
          const isPlain = /^(string|number|boolean)$/.test(typeof value);
          ensure(isPlain, "AUTH_CUSTOM_PARAMETERS_INVALID_VALUE_TYPE", { context: { parameter } });
          return [parameter === "agentEmail" ? "email" : parameter, String(value)];
        }),
      );
    },
  };
}
