import { type VEErrorCode, VideoEngagerAgentError } from "../errors.ts";
import type { Fields } from "../lib/read-text.ts";
import type { CustomAuthFunction } from "../options.ts";
import type { Settings, WidgetCredentials } from "../settings.ts";

export function readCustom({ customAuthFunction, authenticateFn }: Fields): Partial<Settings> {
  const authenticate = customAuthFunction ?? authenticateFn;
  check(typeof authenticate === "function", "FUNCTION_REQUIRED");
  return { customAuthFunction: authenticate as CustomAuthFunction };
}

/** Asks the application's function; each value goes into the widget's address as a string. */
export async function customCredentials({ customAuthFunction }: Settings): Promise<WidgetCredentials> {
  const given: unknown = await customAuthFunction?.();
  check(given !== undefined && given !== null, "PARAMETERS_MISSING");
  check(typeof given === "object" && !Array.isArray(given), "PARAMETERS_INVALID_TYPE");
  const entries = Object.entries(given as object);
  check(entries.length, "PARAMETERS_EMPTY");
  const credentials: Record<string, string> = {};
  for (const [name, value] of entries as [string, unknown][]) {
    check(["string", "number", "boolean"].includes(typeof value), "PARAMETERS_INVALID_VALUE_TYPE", name);
    credentials[name === "agentEmail" ? "email" : name] = String(value);
  }
  return credentials;
}

type Suffix<Code> = Code extends `AUTH_CUSTOM_${infer Rest}` ? Rest : never;

function check(isGood: unknown, problem: Suffix<VEErrorCode>, parameter?: string): void {
  if (!isGood)
    throw new VideoEngagerAgentError(`AUTH_CUSTOM_${problem}`, { context: parameter ? { parameter } : {} });
}
