/** More levels than anybody reads; a visitor's site may nest as many as it likes. */
const MAX_DEPTH = 100;

/**
 * A deep copy that is frozen through and through. What lies too deep is left out, and a value that holds itself where
 * it does.
 */
export function snapshot<Value>(value: Value, around: readonly unknown[] = []): Value {
  if (typeof value !== "object" || value === null) return value;
  if (around.length > MAX_DEPTH || around.includes(value)) return undefined as Value;
  const inside = [...around, value];
  return Object.freeze(
    Array.isArray(value)
      ? value.map((item: unknown) => snapshot(item, inside))
      : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, snapshot(item, inside)])),
  ) as Value;
}
