import { z } from "zod";

/** One line of text: bounded, without control characters. */
export function lineOf(maxLength: number): z.ZodString {
  return z
    .string()
    .max(maxLength)
    .regex(/^\P{Cc}*$/u, "must not contain control characters");
}

/** A page load's random name. */
export function instanceIdSchema(): z.ZodString {
  return z
    .string()
    .min(8)
    .max(128)
    .regex(/^[A-Za-z0-9_-]+$/, "must be 8 to 128 letters, digits, - or _");
}

/** Opaque to its holder; bounded. */
export function idSchema(): z.ZodString {
  return lineOf(64).min(1);
}

/** An optional line; null counts as empty, as clients in the field send it. */
export function lineOrNull(
  maxLength: number,
): z.ZodExactOptional<z.ZodPipe<z.ZodNullable<z.ZodString>, z.ZodTransform<string, string | null>>> {
  return lineOf(maxLength)
    .nullable()
    .transform((value) => value ?? "")
    .exactOptional();
}
