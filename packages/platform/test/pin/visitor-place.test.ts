import { randomBytes } from "node:crypto";
import { visitorPagePath } from "@videoengager/protocol/rest/paths";
import { describe, expect, it } from "vitest";
import type { SigningKey } from "../../src/identity/key-ring.ts";
import {
  createOwnPlace,
  createPinPasses,
  isOwnPlace,
  PIN_PASS_LIFE_MS,
  readInteractionId,
} from "../../src/pin/visitor-place.ts";

const newKey = (id: string): SigningKey => ({
  id,
  secret: randomBytes(32),
  createdAtMs: 0,
  retiredAtMs: null,
});
const INTERACTION = "i_abcdefghijklmnopqrst-_";
const LINKED = { id: INTERACTION, shortCode: "abcdef234567" };

describe("the place that a PIN leads to", () => {
  let nowMs = 1_800_000_000_000;
  const key = newKey("k_abcdef-_ghij");
  const passes = createPinPasses(
    { current: async () => key, find: async (id) => (id === key.id ? key : null) },
    { nowMs: () => nowMs },
  );

  it("says for ten minutes that the PIN was entered, and names the call for ever", async () => {
    const place = await passes.placeOf(LINKED);
    expect(visitorPagePath(place)).toBe(`/visitor/${place}`);
    expect(readInteractionId(place)).toBe(INTERACTION);
    expect(await passes.read(place)).toEqual({
      interactionId: INTERACTION,
      code: LINKED.shortCode,
      pinEntered: true,
    });
    nowMs += PIN_PASS_LIFE_MS + 1_000;
    expect(await passes.read(place)).toEqual({
      interactionId: INTERACTION,
      code: LINKED.shortCode,
      pinEntered: false,
    });
  });

  it("is the plain link where it was forged, stretched, signed by somebody else or meant for another call", async () => {
    const place = await passes.placeOf(LINKED);
    const [id = "", code = "", ends = "", keyId = "", mac = ""] = place.split("~");
    const foreignKey = newKey(key.id);
    const foreign = createPinPasses(
      { current: async () => foreignKey, find: async () => foreignKey },
      { nowMs: () => nowMs },
    );
    const later = (Number.parseInt(ends, 36) + 60).toString(36);
    for (const bent of [
      INTERACTION,
      `${id}~`,
      `${id}~${code}~${ends}~${keyId}~`,
      `${id}~${code}~${later}~${keyId}~${mac}`,
      `${id}~${code}~${ends}~k_unknown~${mac}`,
      `${id}~${code}~${ends}~${keyId}~${mac.slice(0, -1)}${mac.endsWith("A") ? "B" : "A"}`,
      await foreign.placeOf(LINKED),
    ])
      expect(await passes.read(bent)).toMatchObject({ interactionId: INTERACTION, pinEntered: false });
    const other = "i_ABCDEFGHIJKLMNOPQRST-_";
    expect(await passes.read(`${other}~${code}~${ends}~${keyId}~${mac}`)).toEqual({
      interactionId: other,
      code,
      pinEntered: false,
    });
  });
});

describe("a visitor's own link", () => {
  const passes = createPinPasses(
    { current: () => Promise.reject(new Error("unused")), find: async () => null },
    { nowMs: () => 0 },
  );

  it("is known by the short link's code, which a bare id lacks", async () => {
    for (const [place, isOwn] of [
      [createOwnPlace(LINKED), true],
      [INTERACTION, false],
      [`${INTERACTION}~abcdef234568`, false],
      [`${INTERACTION}~abcdef23456`, false],
      [`i_another~${LINKED.shortCode}`, false],
    ] as const)
      expect(isOwnPlace(await passes.read(place), LINKED), place).toBe(isOwn);
  });
});
