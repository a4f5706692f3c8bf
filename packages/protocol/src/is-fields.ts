/** An object whose fields are not known yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether something from outside has fields at all: an object that is no array. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
