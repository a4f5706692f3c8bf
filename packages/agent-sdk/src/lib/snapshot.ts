/** A visitor's site can nest its custom data as deeply as it likes. */
const MAX_DEPTH = 100;

/**
 * A deeply frozen deep copy. Values nested too deeply are left out, and so are circular references.
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
