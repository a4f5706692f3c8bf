import { VideoEngagerAgentError } from "../errors.ts";
import { type Fields, requireText } from "../lib/read-text.ts";
import type { Settings, WidgetCredentials } from "../settings.ts";

export function readToken({ token, tokenProvider }: Fields): Partial<Settings> {
  if (tokenProvider !== undefined && typeof tokenProvider !== "function")
    throw new VideoEngagerAgentError("INVALID_ARGUMENT", { message: "tokenProvider must be a function." });
  return {
    token: requireText(token, "AUTH_TOKEN_REQUIRED"),
    ...(tokenProvider && { tokenProvider: tokenProvider as NonNullable<Settings["tokenProvider"]> }),
  };
}

/** The given token; after it was refused, a new one, where the application can give one. */
export async function tokenCredentials(settings: Settings, refused: boolean): Promise<WidgetCredentials> {
  const token = refused && settings.tokenProvider ? await settings.tokenProvider() : settings.token;
  return { token: requireText(token, "AUTH_TOKEN_REQUIRED") };
}
