import { type VEErrorCode, VideoEngagerAgentError } from "../errors.ts";
import type { Fields } from "../lib/read-text.ts";
import type { CustomAuthFunction } from "../options.ts";
import type { Authentication } from "../settings.ts";

/** Asks the application's function; each value goes into the widget's address as a string. */
export function readCustom({ customAuthFunction, authenticateFn }: Fields): Authentication {
  const authenticate = (customAuthFunction ?? authenticateFn) as CustomAuthFunction;
  check(typeof authenticate === "function", "FUNCTION_REQUIRED");
  return {
    async getCredentials() {
      const given: unknown = await authenticate();
      check(given !== undefined && given !== null, "PARAMETERS_MISSING");
      check(typeof given === "object" && !Array.isArray(given), "PARAMETERS_INVALID_TYPE");
      const entries = Object.entries(given as object);
      check(entries.length, "PARAMETERS_EMPTY");
      const credentials: Record<string, string> = {};
      for (const [parameter, value] of entries as [string, unknown][]) {
        check(/^(string|number|boolean)$/.test(typeof value), "PARAMETERS_INVALID_VALUE_TYPE", { parameter });
        credentials[parameter === "agentEmail" ? "email" : parameter] = String(value);
      }
      return credentials;
    },
  };
}

type Suffix<Code> = Code extends `AUTH_CUSTOM_${infer Rest}` ? Rest : never;

function check(isGood: unknown, problem: Suffix<VEErrorCode>, context: Record<string, string> = {}): void {
  if (!isGood) throw new VideoEngagerAgentError(`AUTH_CUSTOM_${problem}`, { context });
}
