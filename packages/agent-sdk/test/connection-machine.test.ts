import { describe, expect, it } from "vitest";
import { VideoEngagerAgentError } from "../src/index.ts";
import {
  type ConnectionInput,
  type ConnectionState,
  isOnline,
  stepConnection,
} from "../src/queue/connection-machine.ts";

const refusedError = new VideoEngagerAgentError("AGENT_NOT_AUTHENTICATED");
const networkError = new VideoEngagerAgentError("VE_UNHANDLED_ERROR");

const STATES: Record<string, ConnectionState> = {
  starting: { name: "starting" },
  failed: { name: "failed", error: refusedError },
  online: { name: "online", attempts: 0 },
  "online since a moment": { name: "online", attempts: 1 },
  connecting: { name: "connecting", attempts: 0 },
  "renewing silently": { name: "renewing", attempts: 0, silent: true, step: "token" },
  "connecting with a new token": { name: "renewing", attempts: 0, silent: true, step: "connection" },
  "renewing offline": { name: "renewing", attempts: 2, silent: false, step: "token" },
  waiting: { name: "waiting", attempts: 1, next: "reconnect", dueMs: 1_000 },
  refused: { name: "refused", attempts: 1, next: "renew", dueMs: 1_000, error: refusedError },
  stopped: { name: "stopped" },
};
const INPUTS: Record<string, ConnectionInput> = {
  connected: { type: "connected" },
  lost: { type: "lost" },
  closed: { type: "closed", error: networkError },
  expired: { type: "expired", error: refusedError },
  refused: { type: "refused", error: refusedError, canRenew: true },
  "origin refused": { type: "refused", error: networkError, canRenew: false },
  frameRemoved: { type: "frameRemoved" },
  renew: { type: "renew" },
  renewed: { type: "renewed" },
  "attempt failed": { type: "attemptFailed", error: networkError, isRefusal: false },
  "attempt refused": { type: "attemptFailed", error: refusedError, isRefusal: true },
  due: { type: "due" },
  networkBack: { type: "networkBack" },
  stop: { type: "stop" },
};

/** The next state, whether the agent is online in it, its timer, and what to do. */
function describeStep(state: ConnectionState, input: ConnectionInput): string {
  const { state: next, do: work } = stepConnection(state, input, 1);
  if (next === state) return work ? `- +${work}` : "-";
  const timer = "dueMs" in next ? ` due:${next.dueMs}` : "";
  return `${describeState(next)}${isOnline(next) ? " online" : ""}${timer}${work ? ` +${work}` : ""}`;
}

function describeState(state: ConnectionState): string {
  const attempts = "attempts" in state ? state.attempts : "";
  const how = state.name === "renewing" ? `${state.silent ? "silent" : "offline"}/${state.step}` : "";
  return `${state.name}${attempts || ""}${how && `(${how})`}`;
}

describe("the connection to the platform", () => {
  it("has one answer for every input in every state", () => {
    const table = Object.entries(STATES).flatMap(([stateName, state]) =>
      Object.entries(INPUTS).map(
        ([inputName, input]) => `${stateName} + ${inputName} = ${describeStep(state, input)}`,
      ),
    );
    expect(table.filter((row) => !row.endsWith("= -")).join("\n")).toMatchInlineSnapshot(`
      "starting + connected = online online
      starting + closed = failed
      starting + expired = failed
      starting + refused = failed
      starting + origin refused = failed
      starting + stop = stopped +disconnect
      online + connected = online online
      online + lost = connecting
      online + closed = waiting1 due:1000
      online + expired = renewing(silent/token) online due:5000 +renew
      online + refused = renewing(silent/token) online due:5000 +renew
      online + origin refused = refused1 due:1000
      online + frameRemoved = connecting +rebuild
      online + renew = renewing(silent/token) online due:5000 +renew
      online + attempt failed = waiting1 due:1000
      online + attempt refused = refused1 due:1000
      online + due = online online
      online + stop = stopped +disconnect
      online since a moment + connected = online1 online due:5000
      online since a moment + lost = connecting1
      online since a moment + closed = waiting2 due:2000
      online since a moment + expired = refused2 due:2000
      online since a moment + refused = refused2 due:2000
      online since a moment + origin refused = refused2 due:2000
      online since a moment + frameRemoved = connecting +rebuild
      online since a moment + renew = renewing1(silent/token) online due:5000 +renew
      online since a moment + attempt failed = waiting2 due:2000
      online since a moment + attempt refused = refused2 due:2000
      online since a moment + due = online online
      online since a moment + stop = stopped +disconnect
      connecting + connected = online online
      connecting + lost = connecting
      connecting + closed = waiting1 due:1000
      connecting + expired = renewing(offline/token) +renew
      connecting + refused = renewing(offline/token) +renew
      connecting + origin refused = refused1 due:1000
      connecting + frameRemoved = connecting +rebuild
      connecting + renew = renewing(offline/token) +renew
      connecting + attempt failed = waiting1 due:1000
      connecting + attempt refused = refused1 due:1000
      connecting + stop = stopped +disconnect
      renewing silently + connected = online1 online due:5000
      renewing silently + closed = waiting1 due:1000
      renewing silently + expired = refused1 due:1000
      renewing silently + refused = refused1 due:1000
      renewing silently + origin refused = refused1 due:1000
      renewing silently + frameRemoved = connecting +rebuild
      renewing silently + renewed = renewing(silent/connection) online due:5000
      renewing silently + attempt failed = waiting1 due:1000
      renewing silently + attempt refused = refused1 due:1000
      renewing silently + due = renewing(offline/token)
      renewing silently + stop = stopped +disconnect
      connecting with a new token + connected = online1 online due:5000
      connecting with a new token + closed = waiting1 due:1000
      connecting with a new token + expired = refused1 due:1000
      connecting with a new token + refused = refused1 due:1000
      connecting with a new token + origin refused = refused1 due:1000
      connecting with a new token + frameRemoved = connecting +rebuild
      connecting with a new token + renewed = renewing(silent/connection) online due:5000
      connecting with a new token + attempt failed = waiting1 due:1000
      connecting with a new token + attempt refused = refused1 due:1000
      connecting with a new token + due = waiting1 due:1000
      connecting with a new token + stop = stopped +disconnect
      renewing offline + connected = online3 online due:5000
      renewing offline + closed = waiting3 due:4000
      renewing offline + expired = refused3 due:4000
      renewing offline + refused = refused3 due:4000
      renewing offline + origin refused = refused3 due:4000
      renewing offline + frameRemoved = connecting +rebuild
      renewing offline + renewed = renewing2(offline/connection) due:5000
      renewing offline + attempt failed = waiting3 due:4000
      renewing offline + attempt refused = refused3 due:4000
      renewing offline + due = renewing2(offline/token)
      renewing offline + stop = stopped +disconnect
      waiting + connected = online1 online due:5000
      waiting + closed = waiting2 due:2000
      waiting + frameRemoved = connecting +rebuild
      waiting + renew = renewing1(offline/token) +renew
      waiting + attempt failed = waiting2 due:2000
      waiting + attempt refused = refused2 due:2000
      waiting + due = connecting1 +reconnect
      waiting + networkBack = connecting1 +reconnect
      waiting + stop = stopped +disconnect
      refused + connected = online1 online due:5000
      refused + closed = waiting2 due:2000
      refused + frameRemoved = connecting +rebuild
      refused + renew = renewing1(offline/token) +renew
      refused + attempt failed = waiting2 due:2000
      refused + attempt refused = refused2 due:2000
      refused + due = renewing1(offline/token) +renew
      refused + networkBack = renewing1(offline/token) +renew
      refused + stop = stopped +disconnect"
    `);
  });

  it("backs off with a growing delay if the renewed token is refused too", () => {
    let state: ConnectionState = { name: "online", attempts: 0 };
    const delays: number[] = [];
    let renewals = 0;
    for (let attempt = 0; attempt < 8; attempt += 1) {
      for (const input of [INPUTS.expired, INPUTS.renewed, INPUTS.expired, INPUTS.due] as const) {
        const step = stepConnection(state, input as ConnectionInput, 1);
        if (step.do === "renew") renewals += 1;
        if (step.state !== state && step.state.name === "refused") delays.push(step.state.dueMs);
        state = step.state;
      }
      expect(isOnline(state)).toBe(false);
    }
    expect(renewals).toBeLessThanOrEqual(delays.length + 1);
    expect(delays.slice(0, 7)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it("also backs off if the renewed token is refused right after connecting", () => {
    const renewing = stepConnection(
      { name: "online", attempts: 0 },
      INPUTS.expired as ConnectionInput,
      1,
    ).state;
    const connected = stepConnection(renewing, INPUTS.connected as ConnectionInput, 1).state;
    const again = stepConnection(connected, INPUTS.expired as ConnectionInput, 1).state;
    expect(again).toMatchObject({ name: "refused", attempts: 2 });
  });

  it("spreads retries over half of the delay", () => {
    const delayOf = (random: number): number | undefined => {
      const { state } = stepConnection(
        { name: "online", attempts: 0 },
        INPUTS.closed as ConnectionInput,
        random,
      );
      return "dueMs" in state ? state.dueMs : undefined;
    };
    expect([delayOf(0), delayOf(1)]).toEqual([500, 1_000]);
  });
});
