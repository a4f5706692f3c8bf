import { describe, expect, it } from "vitest";
import type { WidgetSignal } from "../src/call/widget-signals.ts";
import {
  stepWidget,
  type WidgetAction,
  type WidgetInput,
  type WidgetState,
} from "../src/widget/widget-machine.ts";

const hello = { ve: 1, type: "hello", capabilities: ["hangup"] } as const;

const STATES: Record<string, WidgetState> = {
  opening: { name: "opening" },
  reloading: { name: "reloading" },
  loading: { name: "loading", hasIframe: true },
  "loading without iframe": { name: "loading", hasIframe: false },
  parked: { name: "parked" },
  checking: { name: "checking" },
  quiet: { name: "quiet" },
  overdue: { name: "overdue" },
  silent: { name: "silent" },
  blocked: { name: "blocked" },
  "talking before load": { name: "talking", capabilities: ["hangup"], greeted: true, loaded: false },
  talking: { name: "talking", capabilities: ["hangup"], greeted: true, loaded: true },
  "talking without hello": { name: "talking", capabilities: [], greeted: false, loaded: true },
  replaced: { name: "replaced", capabilities: ["hangup"], greeted: true, loaded: true },
  closed: { name: "closed" },
};
const IFRAME = {
  type: "iframe",
  completed: false,
  isLoading: true,
  isLoaded: false,
  isParked: false,
} as const;
const INPUTS: Record<string, WidgetInput> = {
  iframe: IFRAME,
  "loaded iframe": { ...IFRAME, isLoaded: true },
  "completed iframe": { ...IFRAME, completed: true },
  "parked iframe": { ...IFRAME, isLoaded: true, isParked: true },
  noIframe: { type: "noIframe" },
  load: { type: "load", isBlank: false },
  "blank load": { type: "load", isBlank: true },
  hello: { type: "message", message: hello },
  status: { type: "message", message: { status: "PRE_CALL" } },
  overdue: { type: "overdue" },
  checked: { type: "checked" },
  blocked: { type: "blocked", message: "Add it to frame-src." },
  removed: { type: "removed" },
  close: { type: "close" },
};

function describeStep(state: WidgetState, input: WidgetInput): string {
  const { state: next, effects } = stepWidget(state, input);
  const unchanged = JSON.stringify(next) === JSON.stringify(state);
  return [unchanged ? "-" : describeState(next), ...effects.map(describeEffect)].join(" ");
}

function describeState(state: WidgetState): string {
  if (state.name !== "talking" && state.name !== "replaced") return state.name;
  const facts = [state.greeted && "greeted", state.loaded && "loaded"].filter(Boolean);
  return `${state.name}(${facts.join(",")})`;
}

function describeEffect(effect: WidgetSignal | WidgetAction): string {
  if (typeof effect === "string") return `+${effect}`;
  if ("frame" in effect) return `!${effect.frame}`;
  return `!${"status" in effect ? effect.status : effect.type}`;
}

describe("the widget's iframe and handshake", () => {
  it("has one answer for every input in every state", () => {
    const table = Object.entries(STATES).flatMap(([stateName, state]) =>
      Object.entries(INPUTS).map(
        ([inputName, input]) => `${stateName} + ${inputName} = ${describeStep(state, input)}`,
      ),
    );
    expect(table.filter((row) => !row.endsWith("= -")).join("\n")).toMatchInlineSnapshot(`
      "opening + iframe = loading !opened +startTimer +readHeld
      opening + loaded iframe = checking !opened !loaded +startTimer +check +readHeld
      opening + completed iframe = reloading !opened +loadBlank
      opening + parked iframe = parked !opened +enterCall +startTimer
      opening + noIframe = loading !opened +startTimer +readHeld
      opening + blocked = blocked !blocked
      opening + removed = - !removed
      opening + close = closed
      reloading + load = - +loadBlank
      reloading + blank load = loading +startTimer +loadWidget
      reloading + blocked = blocked !blocked
      reloading + removed = - !removed
      reloading + close = closed
      loading + load = checking !loaded +startTimer +check
      loading + hello = talking(greeted) !hello
      loading + status = talking() !PRE_CALL
      loading + overdue = - +check
      loading + blocked = blocked !blocked
      loading + removed = - !removed
      loading + close = closed
      loading without iframe + load = checking !loaded +startTimer +check
      loading without iframe + hello = talking(greeted) !hello
      loading without iframe + status = talking() !PRE_CALL
      loading without iframe + overdue = - !notFound
      loading without iframe + blocked = blocked !blocked
      loading without iframe + removed = - !removed
      loading without iframe + close = closed
      parked + hello = talking(greeted,loaded) !hello
      parked + status = talking(loaded) !PRE_CALL
      parked + overdue = loading +startTimer +loadWidget
      parked + blocked = blocked !blocked
      parked + removed = - !removed
      parked + close = closed
      checking + hello = talking(greeted,loaded) !hello
      checking + status = talking(loaded) !PRE_CALL
      checking + overdue = overdue
      checking + checked = quiet
      checking + blocked = blocked !blocked
      checking + removed = - !removed
      checking + close = closed
      quiet + hello = talking(greeted,loaded) !hello
      quiet + status = talking(loaded) !PRE_CALL
      quiet + overdue = silent !silent
      quiet + blocked = blocked !blocked
      quiet + removed = - !removed
      quiet + close = closed
      overdue + hello = talking(greeted,loaded) !hello
      overdue + status = talking(loaded) !PRE_CALL
      overdue + checked = silent !silent
      overdue + blocked = blocked !blocked
      overdue + removed = - !removed
      overdue + close = closed
      silent + hello = talking(greeted,loaded) !hello
      silent + status = talking(loaded) !PRE_CALL
      silent + blocked = blocked !blocked
      silent + removed = - !removed
      silent + close = closed
      blocked + hello = talking(greeted,loaded) !hello
      blocked + status = talking(loaded) !PRE_CALL
      blocked + removed = - !removed
      blocked + close = closed
      talking before load + load = talking(greeted,loaded) !loaded
      talking before load + hello = - !hello
      talking before load + status = - !PRE_CALL
      talking before load + removed = - !removed
      talking before load + close = closed
      talking + load = replaced(greeted,loaded) +startTimer
      talking + hello = talking(greeted) !hello
      talking + status = - !PRE_CALL
      talking + removed = - !removed
      talking + close = closed
      talking without hello + hello = talking(greeted) !hello
      talking without hello + status = - !PRE_CALL
      talking without hello + removed = - !removed
      talking without hello + close = closed
      replaced + hello = talking(greeted,loaded) !hello
      replaced + status = - !PRE_CALL
      replaced + overdue = - !lost
      replaced + blocked = blocked !blocked
      replaced + removed = - !removed
      replaced + close = closed"
    `);
  });

  it("counts a widget as silent only after 3 s and after the check of the platform, in either order", () => {
    const run = (...inputs: (keyof typeof INPUTS)[]): string =>
      inputs.reduce<WidgetState>(
        (state, input) => stepWidget(state, INPUTS[input] as WidgetInput).state,
        STATES.loading as WidgetState,
      ).name;
    expect(run("load", "overdue")).toBe("overdue");
    expect(run("load", "checked")).toBe("quiet");
    expect(run("load", "overdue", "checked")).toBe("silent");
    expect(run("load", "checked", "overdue")).toBe("silent");
    expect(run("load", "overdue", "blocked")).toBe("blocked");
  });
});
