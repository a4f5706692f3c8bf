import { expect, it } from "vitest";
import type { RingingVisitor } from "../../src/model/desk-state.ts";
import { orderRinging } from "../../src/model/order-ringing.ts";

const visitor = (visitorId: string, waitingSinceMs: number): RingingVisitor => ({
  visitorId,
  name: visitorId,
  waitingSinceMs,
  customData: {},
});
const ids = (ringing: readonly RingingVisitor[]): string[] => ringing.map(({ visitorId }) => visitorId);

it("puts whoever has waited longest first, in whatever order they are heard of", () => {
  const ringing = orderRinging([visitor("b", 20), visitor("c", 30)], visitor("a", 10));
  expect(ids(ringing)).toEqual(["a", "b", "c"]);
});

it("shows a visitor that rings twice once", () => {
  expect(ids(orderRinging([visitor("a", 10)], visitor("a", 10)))).toEqual(["a"]);
});

it("keeps two visitors of the same instant in one order, so that A never jumps to the other", () => {
  expect(ids(orderRinging([visitor("b", 10)], visitor("a", 10)))).toEqual(["a", "b"]);
  expect(ids(orderRinging([visitor("a", 10)], visitor("b", 10)))).toEqual(["a", "b"]);
});
