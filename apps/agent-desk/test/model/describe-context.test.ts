import { expect, it } from "vitest";
import { describeContext } from "../../src/model/describe-context.ts";
import { en } from "../../src/text/en.ts";

it("shows what the web site sent, with labels that a person reads", () => {
  expect(
    describeContext({ orderNumber: "A-1", customer_id: 7, isVip: true, "cart-total": "12 €" }, en),
  ).toEqual([
    { label: "Order number", value: "A-1" },
    { label: "Customer ID", value: "7" },
    { label: "Is vip", value: "Yes" },
    { label: "Cart total", value: "12 €" },
  ]);
});

it("opens one level of an object and leaves out what a person cannot read", () => {
  expect(describeContext({ order: { number: "A-1", lines: [1, 2] }, blank: " ", nothing: null }, en)).toEqual(
    [{ label: "Order number", value: "A-1" }],
  );
});

it("says the consent to a recording in words", () => {
  expect(describeContext({ recordingConsent: { given: false } }, en)).toEqual([
    { label: "Recording", value: "No consent" },
  ]);
});

it("cuts a very long text", () => {
  const [line] = describeContext({ story: "x".repeat(1_000) }, en);
  expect(line?.value).toBe(`${"x".repeat(160)}…`);
});
