import { expect, it } from "vitest";
import type { PastCall, PlatformCall } from "../../src/model/desk-state.ts";
import { mergePastCalls } from "../../src/model/merge-past-calls.ts";

const seen: PastCall = {
  id: "v1:50",
  visitorId: "v1",
  direction: "incoming",
  name: "Ana",
  reference: "",
  customData: {},
  atMs: 50,
  talkMs: null,
  outcome: "talked",
  note: "Call back.",
  disposition: null,
};
const known: PlatformCall = {
  id: "v2",
  initiatedBy: "visitor",
  endReason: "hung-up",
  visitorName: "Ben",
  customerId: "crm-7",
  customData: { customerId: "crm-7", subject: "A repair" },
  createdAtMs: 70,
  talkTimeMs: 4_000,
  note: "Sends photos.",
  disposition: "resolved",
};

it("lists a call once, with the tab's name, and with the time and the latest notes from the platform", () => {
  const merged = mergePastCalls([seen], [{ ...known, id: "v1" }]);
  expect(merged).toEqual([{ ...seen, talkMs: 4_000, note: "Sends photos.", disposition: "resolved" }]);
});

it("includes the calls of other tabs and days, newest first", () => {
  const merged = mergePastCalls([seen], [known, { ...known, id: "v0", createdAtMs: 10 }]);
  expect(merged.map(({ visitorId }) => visitorId)).toEqual(["v2", "v1", "v0"]);
  expect(merged[0]).toMatchObject({
    name: "Ben",
    reference: "crm-7",
    direction: "incoming",
    outcome: "talked",
    talkMs: 4_000,
    customData: { customerId: "crm-7", subject: "A repair" },
  });
});

it.each([
  ["agent", "hung-up", "nobody-joined"],
  ["visitor", "rejected", "rejected"],
  ["visitor", "visitor-left", "left"],
  ["visitor", "timeout", "left"],
  ["visitor", "lost", "failed"],
])("a call of the %s that ended by %s before anybody talked is %s", (initiatedBy, endReason, outcome) => {
  expect(mergePastCalls([], [{ ...known, initiatedBy, endReason, talkTimeMs: 0 }])[0]).toMatchObject({
    outcome,
    talkMs: null,
  });
});

it("doesn't repeat a reference that is already the title", () => {
  expect(mergePastCalls([], [{ ...known, visitorName: "" }])[0]).toMatchObject({
    reference: "crm-7",
    customData: { subject: "A repair" },
  });
});
