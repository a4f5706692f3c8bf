import { randomBytes } from "node:crypto";
import { visitorPagePath } from "@videoengager/protocol/rest/paths";
import { describe, expect, it } from "vitest";
import type { SigningKey } from "../../src/domain/key-ring.ts";
import { createPinPasses, interactionIdOf, PIN_PASS_LIFE_MS } from "../../src/domain/pin-pass.ts";

const newKey = (id: string): SigningKey => ({
  id,
  secret: randomBytes(32),
  createdAtMs: 0,
  retiredAtMs: null,
});
const INTERACTION = "i_abcdefghijklmnopqrst-_";

describe("the place that a PIN leads to", () => {
  let nowMs = 1_800_000_000_000;
  const key = newKey("k_abcdef-_ghij");
  const passes = createPinPasses(
    { current: () => key, find: async (id) => (id === key.id ? key : null) },
    { nowMs: () => nowMs },
  );

  it("says for ten minutes that the PIN was entered, and names the call for ever", async () => {
    const place = passes.placeOf(INTERACTION);
    expect(visitorPagePath(place)).toBe(`/visitor/${place}`);
    expect(interactionIdOf(place)).toBe(INTERACTION);
    expect(await passes.read(place)).toEqual({ interactionId: INTERACTION, pinEntered: true });
    nowMs += PIN_PASS_LIFE_MS + 1_000;
    expect(await passes.read(place)).toEqual({ interactionId: INTERACTION, pinEntered: false });
  });

  it("is the plain link where it was forged, stretched, signed by somebody else or meant for another call", async () => {
    const place = passes.placeOf(INTERACTION);
    const [id = "", ends = "", keyId = "", mac = ""] = place.split("~");
    const foreignKey = newKey(key.id);
    const foreign = createPinPasses(
      { current: () => foreignKey, find: async () => foreignKey },
      { nowMs: () => nowMs },
    );
    const later = (Number.parseInt(ends, 36) + 60).toString(36);
    for (const bent of [
      INTERACTION,
      `${id}~`,
      `${id}~${ends}~${keyId}~`,
      `${id}~${later}~${keyId}~${mac}`,
      `${id}~${ends}~k_unknown~${mac}`,
      `${id}~${ends}~${keyId}~${mac.slice(0, -1)}${mac.endsWith("A") ? "B" : "A"}`,
      foreign.placeOf(INTERACTION),
    ])
      expect(await passes.read(bent)).toEqual({ interactionId: INTERACTION, pinEntered: false });
    const other = "i_ABCDEFGHIJKLMNOPQRST-_";
    expect(await passes.read(`${other}~${ends}~${keyId}~${mac}`)).toEqual({
      interactionId: other,
      pinEntered: false,
    });
  });
});
