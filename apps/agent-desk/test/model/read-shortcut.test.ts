import { describe, expect, it } from "vitest";
import { type KeyPress, readShortcut } from "../../src/model/read-shortcut.ts";

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: "",
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  repeat: false,
  isComposing: false,
  ...more,
});

it.each([
  ["a", "accept"],
  ["A", "accept"],
  ["r", "reject"],
  ["s", "silence"],
  ["m", "mute"],
])("%s means %s", (key, shortcut) => {
  expect(readShortcut(press(key), false)).toBe(shortcut);
});

it.each([
  ["Russian", "ф", "KeyA", "accept"],
  ["Greek", "ρ", "KeyR", "reject"],
  ["Hebrew", "ד", "KeyS", "silence"],
  ["Arabic", "ش", "KeyA", "accept"],
  ["Hindi", "\u093f", "KeyR", "reject"],
  ["Arabic", "ع", "KeyU", "undo"],
])("on the %s layout, %s means the same as the key's Latin letter", (_layout, key, code, shortcut) => {
  expect(readShortcut(press(key, { code }), false)).toBe(shortcut);
});

it("on a French layout, the typed letter counts, not the physical key", () => {
  expect(readShortcut(press("q", { code: "KeyA" }), false)).toBeNull();
  expect(readShortcut(press("a", { code: "KeyQ" }), false)).toBe("accept");
});

it("on a Turkish F layout, ı on the physical R key rejects nobody", () => {
  expect(readShortcut(press("ı", { code: "KeyR" }), false)).toBeNull();
});

describe("it does nothing to a call", () => {
  it("to type a name that has an A in it", () => {
    expect(readShortcut(press("a"), true)).toBeNull();
  });

  it.each(["ctrlKey", "metaKey", "altKey"] as const)("to press R with %s, as for reloading", (modifier) => {
    expect(readShortcut(press("r", { [modifier]: true }), false)).toBeNull();
  });

  it("to hold a key down: the next visitor isn't rejected as well", () => {
    expect(readShortcut(press("r", { repeat: true }), false)).toBeNull();
  });

  it("to compose a letter with an input method", () => {
    expect(readShortcut(press("a", { isComposing: true }), false)).toBeNull();
  });

  it.each(["b", "Enter", "Escape", "constructor"])("to press %s", (key) => {
    expect(readShortcut(press(key), false)).toBeNull();
  });
});
