import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createExcerpt, toRingingCall } from "../../src/queue/push/ringing-call.ts";

describe("the custom data of a ringing call", () => {
  it("is whole where it fits, and then says nothing of being cut", () => {
    const call = toRingingCall({
      interactionId: "i",
      visitorName: "Vera",
      waitingSinceMs: 1,
      customData: '{"customerId":"c-1","tags":["a"]}',
    });
    expect(call).toEqual({
      visitorId: "i",
      visitorName: "Vera",
      callType: "video",
      waitingSinceMs: 1,
      customData: { customerId: "c-1", tags: ["a"] },
    });
  });

  it("leaves out the keys that don't fit, whole, and says so", () => {
    const customData = JSON.stringify({ first: "1", history: "x".repeat(16_000), order: 7 });
    const call = toRingingCall({ interactionId: "i", visitorName: "", waitingSinceMs: 1, customData });
    expect(call).toMatchObject({ customData: { first: "1", order: 7 }, truncated: true });
  });

  it("never takes more bytes than allowed, keeps the order, and cuts only what must be cut", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 8 }),
        fc.integer({ min: 2, max: 120 }),
        (data, maxBytes) => {
          const { excerpt, truncated } = createExcerpt(data, maxBytes);
          expect(Buffer.byteLength(JSON.stringify(excerpt))).toBeLessThanOrEqual(maxBytes);
          const keys = Object.keys(data);
          expect(Object.keys(excerpt)).toEqual(keys.filter((key) => Object.hasOwn(excerpt, key)));
          for (const [key, value] of Object.entries(excerpt)) expect(value).toEqual(data[key]);
          expect(truncated).toBe(Object.keys(excerpt).length < keys.length);
          if (Buffer.byteLength(JSON.stringify(data)) <= maxBytes) expect(truncated).toBe(false);
        },
      ),
    );
  });
});
