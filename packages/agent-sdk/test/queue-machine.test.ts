import { describe, expect, it } from "vitest";
import {
  isOnQueue,
  isWanted,
  type QueueInput,
  type QueueState,
  stepQueue,
} from "../src/queue/queue-machine.ts";

const NAMES = [
  "off",
  "waiting",
  "joining",
  "on",
  "away",
  "returning",
  "pending",
  "retrying",
  "leaving",
  "stopped",
] as const;
const open = { isOnline: true, timetable: "on" } as const;
const STATES: Record<string, QueueState> = {
  ...Object.fromEntries(NAMES.map((name) => [name, { name, ...open }])),
  "off, offline": { name: "off", isOnline: false, timetable: "on" },
  "on, offline": { name: "away", isOnline: false, timetable: "on" },
  "pending, offline": { name: "pending", isOnline: false, timetable: "on" },
  "off, timetable unknown": { name: "off", isOnline: true, timetable: undefined },
  "waiting, timetable unknown": { name: "waiting", isOnline: true, timetable: undefined },
  "off, timetable off": { name: "off", isOnline: true, timetable: "off" },
  "joining, timetable off": { name: "joining", isOnline: true, timetable: "off" },
};
const INPUTS: Record<string, QueueInput> = {
  online: { type: "online" },
  offline: { type: "offline" },
  "timetable on": { type: "timetable", timetable: "on" },
  "timetable off": { type: "timetable", timetable: "off" },
  queued: { type: "queued" },
  resume: { type: "resume" },
  join: { type: "join" },
  leave: { type: "leave" },
  abort: { type: "abort" },
  answered: { type: "answered" },
  refused: { type: "answered", error: "no" },
  due: { type: "due" },
  stop: { type: "stop" },
};

/** The next state if its name differs, the request, the outcome of `switchQueue()`, and whether a retry follows. */
function describeStep(state: QueueState, input: QueueInput): string {
  const { state: next, send, outcome, refused } = stepQueue(state, input);
  const how = typeof outcome === "object" ? "fails" : outcome;
  return [
    next.name === state.name ? "" : next.name,
    send && `+${send}`,
    how && `(${how})`,
    refused !== undefined && "retry",
  ]
    .filter(Boolean)
    .join(" ");
}

describe("the queue machine", () => {
  it("has one answer for every input in every state", () => {
    const table = Object.entries(STATES).flatMap(([stateName, state]) =>
      Object.entries(INPUTS).map(
        ([inputName, input]) => `${stateName} + ${inputName} = ${describeStep(state, input)}`,
      ),
    );
    expect(table.filter((row) => !row.endsWith("= ")).join("\n")).toMatchInlineSnapshot(`
      "off + queued = +leave
      off + resume = retrying +join
      off + join = joining +join
      off + leave = (done)
      off + stop = stopped
      waiting + online = joining +join
      waiting + offline = off (offline)
      waiting + timetable on = joining +join
      waiting + timetable off = off (closed)
      waiting + queued = +leave
      waiting + join = joining +join
      waiting + leave = off +leave (done)
      waiting + abort = off
      waiting + due = joining +join
      waiting + stop = stopped
      joining + online = +join
      joining + offline = off (offline)
      joining + join = +join
      joining + leave = off +leave (done)
      joining + abort = off +leave
      joining + answered = on (done)
      joining + refused = off +leave (fails)
      joining + stop = stopped
      on + online = returning +join
      on + offline = away
      on + timetable off = away
      on + join = (done)
      on + leave = leaving +leave
      on + stop = stopped
      away + online = returning +join
      away + timetable on = returning +join
      away + join = (done)
      away + leave = leaving +leave
      away + due = returning +join
      away + stop = stopped
      returning + online = +join
      returning + offline = away
      returning + timetable off = away
      returning + join = (done)
      returning + leave = leaving +leave
      returning + answered = on
      returning + refused = pending retry
      returning + stop = stopped
      pending + online = retrying +join
      pending + timetable on = retrying +join
      pending + join = joining +join
      pending + leave = off +leave (done)
      pending + due = retrying +join
      pending + stop = stopped
      retrying + online = +join
      retrying + offline = pending
      retrying + timetable off = pending
      retrying + join = joining
      retrying + leave = off +leave (done)
      retrying + answered = on
      retrying + refused = pending retry
      retrying + stop = stopped
      leaving + online = +leave
      leaving + offline = off (done)
      leaving + join = (done)
      leaving + leave = +leave
      leaving + abort = returning +join
      leaving + answered = off (done)
      leaving + refused = on (fails)
      leaving + stop = stopped
      off, offline + queued = +leave
      off, offline + resume = pending
      off, offline + join = (offline)
      off, offline + leave = (done)
      off, offline + stop = stopped
      on, offline + online = returning +join
      on, offline + join = (offline)
      on, offline + leave = off (done)
      on, offline + stop = stopped
      pending, offline + online = retrying +join
      pending, offline + join = (offline)
      pending, offline + leave = off (done)
      pending, offline + stop = stopped
      off, timetable unknown + queued = +leave
      off, timetable unknown + resume = pending
      off, timetable unknown + join = waiting
      off, timetable unknown + leave = (done)
      off, timetable unknown + stop = stopped
      waiting, timetable unknown + offline = off (offline)
      waiting, timetable unknown + timetable on = joining +join
      waiting, timetable unknown + timetable off = off (closed)
      waiting, timetable unknown + queued = +leave
      waiting, timetable unknown + leave = off +leave (done)
      waiting, timetable unknown + abort = off
      waiting, timetable unknown + stop = stopped
      off, timetable off + queued = +leave
      off, timetable off + resume = pending
      off, timetable off + join = (closed)
      off, timetable off + leave = (done)
      off, timetable off + stop = stopped
      joining, timetable off + online = off (closed)
      joining, timetable off + offline = off (offline)
      joining, timetable off + join = (closed)
      joining, timetable off + leave = off +leave (done)
      joining, timetable off + abort = off +leave
      joining, timetable off + answered = away (done)
      joining, timetable off + refused = off +leave (fails)
      joining, timetable off + stop = stopped"
    `);
  });

  it("shows the application and remembers for a reload what each state means", () => {
    const states = NAMES.map((name): QueueState => ({ name, ...open }));
    expect(states.filter(isOnQueue).map(({ name }) => name)).toEqual(["on", "away", "returning", "leaving"]);
    expect(states.filter(isWanted).map(({ name }) => name)).toEqual([
      "on",
      "away",
      "returning",
      "pending",
      "retrying",
    ]);
  });
});
