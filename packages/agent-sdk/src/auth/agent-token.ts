import type { PlatformApi } from "../http/platform-api.ts";
import { requireText } from "../lib/read-fields.ts";
import type { Settings } from "../settings.ts";

/** The agent's token in standalone mode (API 25); a renewed one where the one before has ended. */
export async function getAgentToken(
  api: PlatformApi,
  settings: Settings,
  isRenewal: boolean,
  signal: AbortSignal,
): Promise<string> {
  const { authMethod, tokenProvider } = settings;
  if (authMethod === "token")
    return requireText(isRenewal ? await tokenProvider?.() : settings.token, "AGENT_NOT_AUTHENTICATED");
  const { pak = "", email = "" } = await settings.getCredentials(isRenewal);
  const { externalId = "", organizationId, firstName, lastName, contactEmail } = settings;
  const { token } = await api.impersonateCreate(
    { pak, division: externalId, email, organizationId, firstName, lastName, contactEmail },
    signal,
  );
  return token;
}
