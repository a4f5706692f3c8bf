import { expect, it } from "vitest";
import { toMeterLevel } from "../src/devices/measure-level.ts";

it.each([
  ["silence", 0, 0],
  ["a quiet voice", 0.03, 0.49],
  ["full scale", 1, 1],
])("a meter at %s", (_name, amplitude, level) => {
  expect(toMeterLevel(new Float32Array(64).fill(amplitude))).toBeCloseTo(level, 1);
});
