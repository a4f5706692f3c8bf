import type { Settings } from "../api/settings.ts";
import { requireText } from "../lib/read-fields.ts";
import type { PlatformApi } from "./platform-api.ts";

/** The agent's token in standalone mode (API 25). `isRenewal`: the one before expired or was refused. */
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
