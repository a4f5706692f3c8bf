/** A deep copy that is frozen through and through. A value that holds itself is left out where it does. */
export function snapshot<Value>(value: Value, around: readonly unknown[] = []): Value {
  if (typeof value !== "object" || value === null) return value;
  if (around.includes(value)) return undefined as Value;
  const inside = [...around, value];
  return Object.freeze(
    Array.isArray(value)
      ? value.map((item: unknown) => snapshot(item, inside))
      : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, snapshot(item, inside)])),
  ) as Value;
}
