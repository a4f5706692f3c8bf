import { readDigits } from "@videoengager/protocol/read-digits";
import { z } from "zod";
import { cleanLine, cutLine } from "../lib/clean-text.ts";

/** One line of text; unsafe characters become spaces (see `cleanLine`). A longer one is refused. */
export function lineSchema(maxLength: number): z.ZodString {
  return z.string().overwrite(cleanLine).max(maxLength);
}

/** A person's name or address: like {@link lineSchema}, but a longer one is cut, because nobody can correct it. */
export function cutLineSchema(maxLength: number): z.ZodString {
  return z.string().overwrite((text) => cutLine(text, maxLength));
}

/** A PIN as somebody typed it: with separators, and in the digits of any script. */
export function pinSchema(): z.ZodString {
  return z.string().max(64).overwrite(readDigits);
}

/** A page load's random id. */
export function instanceIdSchema(): z.ZodString {
  return z
    .string()
    .min(8)
    .max(128)
    .regex(/^[A-Za-z0-9_-]+$/, "must be 8 to 128 letters, digits, - or _");
}

/** An opaque id of limited length. */
export function idSchema(): z.ZodString {
  return lineSchema(64).min(1);
}

/** An optional line that is cut; null counts as empty, because clients send it. */
export function cutLineOrNull(
  maxLength: number,
): z.ZodExactOptional<z.ZodPipe<z.ZodNullable<z.ZodString>, z.ZodTransform<string, string | null>>> {
  return cutLineSchema(maxLength)
    .nullable()
    .transform((value) => value ?? "")
    .exactOptional();
}

/** An optional line; null counts as empty. */
export function lineOrNull(
  maxLength: number,
): z.ZodExactOptional<z.ZodPipe<z.ZodNullable<z.ZodString>, z.ZodTransform<string, string | null>>> {
  return lineSchema(maxLength)
    .nullable()
    .transform((value) => value ?? "")
    .exactOptional();
}
