import { type Fields, readTexts, requireText } from "../lib/read-text.ts";
import type { Settings, WidgetCredentials } from "../settings.ts";

export function readGeneric(fields: Fields, standalone: boolean): Partial<Settings> {
  requireText(fields.apiKey, "AUTH_GENERIC_API_KEY_REQUIRED");
  requireText(fields.agentEmail, "AUTH_GENERIC_AGENT_EMAIL_REQUIRED");
  if (standalone) requireText(fields.externalId, "AUTH_GENERIC_EXTERNAL_ID_REQUIRED");
  return readTexts(fields, [
    "apiKey",
    "agentEmail",
    "organizationId",
    "externalId",
    "firstName",
    "lastName",
    "contactEmail",
  ]);
}

export function genericCredentials({
  apiKey = "",
  agentEmail,
  organizationId = "",
}: Settings): WidgetCredentials {
  return { environment: "generic", pak: apiKey, email: `${organizationId}${agentEmail}` };
}
