import { expect, it } from "vitest";
import { describeContext } from "../../src/model/describe-context.ts";
import { en } from "../../src/text/en.ts";

it("shows the website's custom data with readable labels", () => {
  expect(
    describeContext({ orderNumber: "A-1", customer_id: 7, isVip: true, "cart-total": "12 €" }, en),
  ).toEqual([
    { label: "Order number", value: "A-1" },
    { label: "Customer ID", value: "7" },
    { label: "Is vip", value: "Yes" },
    { label: "Cart total", value: "12 €" },
  ]);
});

it("shows one level of nested objects, and omits empty values and lists", () => {
  expect(describeContext({ order: { number: "A-1", lines: [1, 2] }, blank: " ", nothing: null }, en)).toEqual(
    [{ label: "Order number", value: "A-1" }],
  );
});

it("shows recording consent in words", () => {
  expect(describeContext({ recordingConsent: { given: false } }, en)).toEqual([
    { label: "Recording", value: "No consent" },
  ]);
});

it("cuts very long texts", () => {
  const [line] = describeContext({ story: "x".repeat(1_000) }, en);
  expect(line?.value).toBe(`${"x".repeat(160)}…`);
});
