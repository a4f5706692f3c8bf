import { type Fields, isFields } from "@videoengager/protocol/is-fields";
import { ensure, ensureArgument, type VEErrorCode } from "../errors.ts";

export function readFields(value: unknown): Fields {
  ensureArgument(isFields(value), "The options must be an object.");
  return value;
}

export function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

/** A string that isn't blank; else the given error. */
export function requireText(value: unknown, code: VEErrorCode): string {
  ensure(isText(value), code);
  return value;
}
