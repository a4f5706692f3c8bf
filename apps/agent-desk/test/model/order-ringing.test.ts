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

it("puts the longest wait first, in any order of arrival", () => {
  const ringing = orderRinging([visitor("b", 20), visitor("c", 30)], visitor("a", 10));
  expect(ids(ringing)).toEqual(["a", "b", "c"]);
});

it("shows a visitor who rings twice only once", () => {
  expect(ids(orderRinging([visitor("a", 10)], visitor("a", 10)))).toEqual(["a"]);
});

it("keeps a fixed order for two visitors with the same time, so the A key never switches between them", () => {
  expect(ids(orderRinging([visitor("b", 10)], visitor("a", 10)))).toEqual(["a", "b"]);
  expect(ids(orderRinging([visitor("a", 10)], visitor("b", 10)))).toEqual(["a", "b"]);
});
