import { type Fields, isFields } from "@videoengager/protocol/is-fields";
import { ensure, ensureArgument, type VEErrorCode } from "../api/errors.ts";

/** @param name what the caller passes, as in `options` */
export function readFields(value: unknown, name = "options"): Fields {
  ensureArgument(isFields(value), `\`${name}\` must be an object.`);
  return value;
}

export function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

/** Returns a non-blank string; throws the given error for anything else. */
export function requireText(value: unknown, code: VEErrorCode): string {
  ensure(isText(value), code);
  return value;
}
