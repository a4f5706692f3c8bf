import { expect, it } from "vitest";
import { adviseOnDevices } from "../src/media/describe-problem.ts";

it.each([
  [null, null, null],
  ["denied-by-system", null, "denied"],
  ["dismissed", "dismissed", "denied"],
  ["missing", null, "missing"],
  [null, "busy", "busy"],
  ["insecure", "insecure", "insecure"],
] as const)(
  "a camera that is %s and a microphone that is %s need the advice %s",
  (camera, microphone, advice) => {
    expect(adviseOnDevices(camera, microphone)).toBe(advice);
  },
);
