import { z } from "zod";

/** A text of at most so many characters, without control characters (PostgreSQL cannot store a NUL). */
export function text(most: number): z.ZodString {
  return z
    .string()
    .max(most)
    .regex(/^[^\p{Cc}]*$/u, "must not contain control characters");
}

/** An optional text; null counts as absent, as clients in the field send it. */
export function textFromNull(
  most: number,
): z.ZodExactOptional<z.ZodPipe<z.ZodNullable<z.ZodString>, z.ZodTransform<string, string | null>>> {
  return text(most)
    .nullable()
    .transform((value) => value ?? "")
    .exactOptional();
}
