import { it } from "vitest";
import { agentAccepts, visitorArrives } from "./fixtures/call-model.ts";
import { play, runModel } from "./fixtures/run-model.ts";
import {
  clockIsSetBack,
  machineSleeps,
  timePasses,
  visitorComesBack,
  visitorFreezes,
  visitorThaws,
  visitorVanishes,
  widgetComesBack,
  widgetVanishes,
} from "./fixtures/time-model.ts";

it("exactly the right calls ring in random sequences of visitors, agents, restarts and clock changes", async () => {
  await runModel({ runs: 4, maxCommands: 15 });
}, 120_000);

it.each([
  [
    "a dead widget's visitor rings again after 15 s, not before",
    [agentAccepts(0, 0), widgetVanishes(0), timePasses(14), timePasses(1), agentAccepts(1, 0)],
  ],
  [
    "a widget that is back in time keeps its visitor",
    [agentAccepts(0, 0), widgetVanishes(0), timePasses(14), widgetComesBack(0), timePasses(30)],
  ],
  [
    "a visitor who is gone rings for 60 s, and no longer",
    [visitorVanishes(0), timePasses(59), timePasses(1)],
  ],
  [
    "a visitor who comes back within 60 s rings on",
    [visitorVanishes(0), timePasses(59), visitorComesBack(0), timePasses(30)],
  ],
  [
    "a visitor whose phone froze the page rings for 120 s after the question that got no answer, and no longer",
    [visitorFreezes(0), timePasses(119), timePasses(6)],
  ],
  [
    "a visitor whose page goes on within 120 s rings on",
    [visitorFreezes(0), timePasses(119), visitorThaws(0), timePasses(130)],
  ],
  [
    "a frozen page is kept in its call for 30 s more",
    [agentAccepts(0, 0), visitorFreezes(0), timePasses(125), visitorComesBack(0), timePasses(40)],
  ],
  ["nobody is waited for longer than the tenant says", [timePasses(299), timePasses(1)]],
  [
    "a machine that slept has taken no time away from anybody",
    [
      visitorVanishes(0),
      timePasses(10),
      machineSleeps(600),
      timePasses(9),
      visitorComesBack(0),
      timePasses(280),
    ],
  ],
  [
    "a clock that is set back ends nothing early and nothing twice",
    [visitorVanishes(0), timePasses(50), clockIsSetBack(5), timePasses(14), timePasses(1)],
  ],
])("%s", async (_, steps) => play([visitorArrives(0), ...steps]), 60_000);
