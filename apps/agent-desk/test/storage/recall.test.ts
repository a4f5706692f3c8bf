import { afterEach, describe, expect, it, vi } from "vitest";
import type { Preferences } from "../../src/model/desk-state.ts";
import { keepCredentials, recallCredentials } from "../../src/storage/keep-credentials.ts";
import { recallPastCalls } from "../../src/storage/keep-past-calls.ts";
import { keepPreferences, recallPreferences } from "../../src/storage/keep-preferences.ts";
import { keepRunningCall, recallRunningCall } from "../../src/storage/keep-running-call.ts";

const AREAS = ["sessionStorage", "localStorage"] as const;
const AGENT = { apiKey: "key", externalId: "", agentEmail: "a@b.example", firstName: "Ana", lastName: "" };
const PREFERENCES: Preferences = {
  sound: true,
  ringVolume: 70,
  ringOutputId: "",
  shortcuts: true,
  language: null,
};

/** An area of the browser's storage that holds this text under every key. */
function holds(text: string | null): void {
  for (const area of AREAS) vi.stubGlobal(area, { getItem: () => text });
}

function blocked(): void {
  const area = {
    get(): never {
      throw new DOMException("The operation is insecure.", "SecurityError");
    },
    configurable: true,
  };
  for (const name of AREAS) Object.defineProperty(globalThis, name, area);
}

afterEach(() => {
  for (const area of AREAS) Reflect.deleteProperty(globalThis, area);
  vi.unstubAllGlobals();
});

describe("the desk starts as if nothing was stored", () => {
  const nothing = [null, [], {}, null];
  const recallAll = (): readonly unknown[] => [
    recallCredentials(),
    recallPastCalls(),
    recallPreferences(),
    recallRunningCall(),
  ];

  it("where the browser blocks its storage", () => {
    blocked();
    keepCredentials(AGENT);
    keepPreferences(PREFERENCES);
    keepRunningCall(null);
    expect(recallAll()).toEqual(nothing);
  });

  it.each(["{", "null", "7", '"text"', "[7]", '{"sound":"loud"}'])("where %s is stored", (text) => {
    holds(text);
    expect(recallAll()).toEqual(nothing);
  });
});
