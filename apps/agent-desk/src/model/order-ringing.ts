import type { RingingVisitor } from "./desk-state.ts";

/** Adds or replaces a visitor. The longest wait comes first. */
export function orderRinging(
  ringing: readonly RingingVisitor[],
  visitor: RingingVisitor,
): readonly RingingVisitor[] {
  const others = ringing.filter(({ visitorId }) => visitorId !== visitor.visitorId);
  return [...others, visitor].sort(
    (one, other) => one.waitingSinceMs - other.waitingSinceMs || (one.visitorId < other.visitorId ? -1 : 1),
  );
}
