import type { PlatformApi } from "../http/platform-api.ts";
import { readTexts, requireText } from "../lib/read-text.ts";
import type { Settings } from "../settings.ts";

/** The agent's token in standalone mode (API 25); a renewed one where the one before has ended. */
export async function getAgentToken(
  api: PlatformApi,
  settings: Settings,
  isRenewal: boolean,
  signal: AbortSignal,
): Promise<string> {
  const { authMethod, tokenProvider, apiKey = "", externalId = "", organizationId = "" } = settings;
  if (authMethod === "token")
    return requireText(isRenewal ? await tokenProvider?.() : settings.token, "AGENT_NOT_AUTHENTICATED");
  const email = `${organizationId}${settings.agentEmail}`;
  const given = readTexts({ ...settings }, ["organizationId", "firstName", "lastName", "contactEmail"]);
  const { token } = await api.impersonateCreate(
    { pak: apiKey, division: externalId, email, ...given },
    signal,
  );
  return token;
}
