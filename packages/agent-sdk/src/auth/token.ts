import { VideoEngagerAgentError } from "../errors.ts";
import { type Fields, requireText } from "../lib/read-text.ts";
import type { Authentication } from "../settings.ts";

/** The given token; after it was refused, a new one, where the application can give one. */
export function readToken({ token: given, tokenProvider }: Fields): Authentication {
  const token = requireText(given, "AUTH_TOKEN_REQUIRED");
  if (tokenProvider !== undefined && typeof tokenProvider !== "function")
    throw new VideoEngagerAgentError("INVALID_ARGUMENT", { message: "tokenProvider must be a function." });
  const provide = tokenProvider as (() => unknown) | undefined;
  return {
    token,
    ...(provide && { tokenProvider: provide }),
    getCredentials: async (wasRefused) => ({
      token: requireText(wasRefused && provide ? await provide() : token, "AUTH_TOKEN_REQUIRED"),
    }),
  };
}
