import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loadModule } from "../src/load-module.ts";

const reported = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("reportError", reported.mockReset());
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a part of the page that is loaded when it is needed", () => {
  it("is not loaded before", () => {
    const load = vi.fn(async () => "chat");
    expect(loadModule(load).value).toBeNull();
    expect(load).not.toHaveBeenCalled();
  });

  it("is loaded once, and is there at once for whoever needs it later", async () => {
    const load = vi.fn(async () => "chat");
    const part = loadModule(load);
    expect(await Promise.all([part.load(), part.load()])).toEqual(["chat", "chat"]);
    expect(part.value).toBe("chat");
    expect(await part.load()).toBe("chat");
    expect(load).toHaveBeenCalledTimes(1);
  });

  it("is requested again every second until it arrives", async () => {
    const load = vi
      .fn(async () => "chat")
      .mockRejectedValueOnce(new Error("Offline."))
      .mockRejectedValueOnce(new Error("Offline."));
    const part = loadModule(load);
    const loading = part.load();
    await vi.advanceTimersByTimeAsync(1_999);
    expect(load).toHaveBeenCalledTimes(2);
    expect(part.value).toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    expect(await loading).toBe("chat");
    expect(load).toHaveBeenCalledTimes(3);
    expect(reported).toHaveBeenCalledTimes(2);
  });
});
