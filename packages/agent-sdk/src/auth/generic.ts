import { type Fields, readTexts, requireText } from "../lib/read-text.ts";
import type { Authentication } from "../settings.ts";

export function readGeneric(fields: Fields): Authentication {
  const apiKey = requireText(fields.apiKey, "AUTH_GENERIC_API_KEY_REQUIRED");
  const agentEmail = requireText(fields.agentEmail, "AUTH_GENERIC_AGENT_EMAIL_REQUIRED");
  if (fields.standaloneMode) requireText(fields.externalId, "AUTH_GENERIC_EXTERNAL_ID_REQUIRED");
  const texts = readTexts(fields, ["organizationId", "externalId", "firstName", "lastName", "contactEmail"]);
  const email = (texts.organizationId ?? "") + agentEmail;
  return {
    apiKey,
    agentEmail,
    ...texts,
    getCredentials: () => ({ environment: "generic", pak: apiKey, email }),
  };
}
