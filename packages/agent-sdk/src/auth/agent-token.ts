import type { PlatformApi } from "../http/platform-api.ts";
import { requireText } from "../lib/read-text.ts";
import type { Settings } from "../settings.ts";

/** The agent's token in standalone mode (API 25); a renewed one where the one before has ended. */
export async function getAgentToken(
  api: PlatformApi,
  settings: Settings,
  isRenewal: boolean,
  signal: AbortSignal,
): Promise<string> {
  const { authMethod, apiKey = "", externalId = "", agentEmail = "", tokenProvider } = settings;
  if (authMethod === "token") {
    const token = isRenewal ? await tokenProvider?.() : settings.token;
    return requireText(token, "AGENT_NOT_AUTHENTICATED");
  }
  const { organizationId, firstName, lastName, contactEmail } = settings;
  const { token } = await api.impersonateCreate(
    {
      pak: apiKey,
      division: externalId,
      email: (organizationId ?? "") + agentEmail,
      ...(organizationId && { organizationId }),
      ...(firstName && { firstName }),
      ...(lastName && { lastName }),
      ...(contactEmail && { contactEmail }),
    },
    signal,
  );
  return token;
}
