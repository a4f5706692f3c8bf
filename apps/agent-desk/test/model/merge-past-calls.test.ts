import { expect, it } from "vitest";
import type { PastCall, PlatformCall } from "../../src/model/desk-state.ts";
import { mergePastCalls } from "../../src/model/merge-past-calls.ts";

const seen: PastCall = {
  id: "v1:50",
  visitorId: "v1",
  direction: "incoming",
  name: "Ana",
  reference: "",
  atMs: 50,
  talkMs: null,
  outcome: "talked",
  note: "Call back.",
};
const known: PlatformCall = {
  id: "v2",
  initiatedBy: "visitor",
  endReason: "hung-up",
  visitorName: "Ben",
  customerId: "crm-7",
  createdAtMs: 70,
  talkTimeMs: 4_000,
};

it("lists a call once, with the tab's name and note and the time that only the platform knows", () => {
  const merged = mergePastCalls([seen], [{ ...known, id: "v1" }]);
  expect(merged).toEqual([{ ...seen, talkMs: 4_000 }]);
});

it("puts the calls of other tabs and days among them, the newest first", () => {
  const merged = mergePastCalls([seen], [known, { ...known, id: "v0", createdAtMs: 10 }]);
  expect(merged.map(({ visitorId }) => visitorId)).toEqual(["v2", "v1", "v0"]);
  expect(merged[0]).toMatchObject({
    name: "Ben",
    reference: "crm-7",
    direction: "incoming",
    outcome: "talked",
    talkMs: 4_000,
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
