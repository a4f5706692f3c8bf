import { describe, expect, it } from "vitest";
import { adviseOnDevices, findMissing } from "../src/media/advise-on-devices.ts";
import { LANGUAGES, loadMessages } from "../src/text/load-messages.ts";

describe("the device check", () => {
  it.each([
    [null, null, [], null],
    ["denied-by-system", null, ["camera denied-by-system"], "camera"],
    ["dismissed", "denied", ["both denied"], "both"],
    ["missing", null, ["camera missing"], "camera"],
    [null, "busy", ["microphone busy"], "microphone"],
    [null, "unplugged", ["microphone missing"], "microphone"],
    ["missing", "failed", ["camera missing", "microphone failed"], "both"],
    ["insecure", "insecure", ["both insecure"], "both"],
  ] as const)(
    "for a camera that is %s and a microphone that is %s advises %j",
    (camera, microphone, advised, missing) => {
      const problems = adviseOnDevices(camera, microphone);
      expect(problems.map(({ devices, advice }) => `${devices} ${advice}`)).toEqual(advised);
      expect(findMissing(problems)).toBe(missing);
    },
  );

  it.each(LANGUAGES)("names the device that has the problem, in %s", async (tag) => {
    const { check } = await loadMessages(tag);
    const camera = /camera|Kamera|caméra|cámara|كاميرا/;
    const microphone = /microphone|Mikrofon|micro|micrófono|ميكروفون/;
    for (const sentence of [check.goOnWithout.camera, ...Object.values(check.problems.camera)]) {
      expect(sentence).toMatch(camera);
      expect(sentence).not.toMatch(microphone);
    }
    for (const sentence of [check.goOnWithout.microphone, ...Object.values(check.problems.microphone)]) {
      expect(sentence).toMatch(microphone);
      expect(sentence).not.toMatch(camera);
    }
    for (const sentence of [check.goOnWithout.both, ...Object.values(check.problems.both)]) {
      expect(sentence).toMatch(camera);
      expect(sentence).toMatch(microphone);
    }
  });
});
