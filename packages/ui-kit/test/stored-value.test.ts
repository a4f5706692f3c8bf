import { afterEach, describe, expect, it, vi } from "vitest";
import { StoredValue } from "../src/stored-value.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(globalThis, "sessionStorage");
});

describe("a stored value", () => {
  it("is there after a reload, until it is removed", () => {
    const kept = new Map<string, string>();
    vi.stubGlobal("sessionStorage", {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    });
    new StoredValue("sessionStorage", "one").write({ id: 1 });
    expect(new StoredValue("sessionStorage", "one").read()).toEqual({ id: 1 });
    expect(new StoredValue("sessionStorage", "two").read()).toBeNull();
    new StoredValue("sessionStorage", "one").write(null);
    expect(kept.size).toBe(0);
  });

  it("is missing where what is stored can't be read", () => {
    vi.stubGlobal("sessionStorage", { getItem: () => "{" });
    expect(new StoredValue("sessionStorage", "one").read()).toBeNull();
  });

  it("is missing where the browser blocks its storage", () => {
    Object.defineProperty(globalThis, "sessionStorage", {
      get(): never {
        throw new DOMException("The operation is insecure.", "SecurityError");
      },
      configurable: true,
    });
    const value = new StoredValue("sessionStorage", "one");
    value.write(7);
    value.write(null);
    expect(value.read()).toBeNull();
  });
});
