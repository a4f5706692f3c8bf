import { type VEErrorCode, VideoEngagerAgentError } from "../errors.ts";

/** What an application passed, before anything is known of it. */
export type Fields = Readonly<Record<string, unknown>>;

export function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

/** A string that isn't blank; else the given error. */
export function requireText(value: unknown, code: VEErrorCode): string {
  if (!isText(value)) throw new VideoEngagerAgentError(code);
  return value;
}

/** These fields, as far as they are given; one that is no string is `INVALID_ARGUMENT`. */
export function readTexts<Name extends string>(
  fields: Fields,
  names: readonly Name[],
): { [Field in Name]?: string } {
  const texts: { [Field in Name]?: string } = {};
  for (const name of names) {
    const value = fields[name] ?? "";
    if (typeof value !== "string")
      throw new VideoEngagerAgentError("INVALID_ARGUMENT", { message: `${name} must be a string.` });
    if (value) texts[name] = value;
  }
  return texts;
}
