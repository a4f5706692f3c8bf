import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { race, runOperation, withSignal } from "../src/lib/operation.ts";
import { outcome } from "./fakes/setup.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const never = new Promise<void>(() => {});

describe("an operation", () => {
  it("ends in OPERATION_TIMEOUT and says what it was waiting for", async () => {
    const done = outcome(
      runOperation({ operation: "init", timeoutMs: 1_000 }, ({ signal, waitFor }) => {
        waitFor("the sign-in");
        return withSignal(never, signal);
      }),
    );
    await vi.advanceTimersByTimeAsync(1_000);
    expect(done.error).toMatchObject({
      code: "OPERATION_TIMEOUT",
      message:
        "init() did not finish within 1000 ms while waiting for the sign-in. Check the network and try again.",
      context: { operation: "init", timeoutMs: 1_000, waitingFor: "the sign-in" },
    });
  });

  it("ends in OPERATION_ABORTED when its signal or the agent's aborts, and if it has aborted before", async () => {
    const controller = new AbortController();
    const life = new AbortController();
    const wait = ({ signal }: { signal: AbortSignal }): Promise<void> => withSignal(never, signal);
    const bySignal = outcome(
      runOperation({ operation: "call", options: { signal: controller.signal } }, wait),
    );
    const byLife = outcome(runOperation({ operation: "call", life: life.signal }, wait));
    controller.abort();
    life.abort();
    const late = outcome(
      runOperation({ operation: "call", options: { signal: controller.signal } }, () => "work"),
    );
    await vi.advanceTimersByTimeAsync(0);
    const codes = [bySignal, byLife, late].map(({ code }) => code);
    expect(codes).toEqual(["OPERATION_ABORTED", "OPERATION_ABORTED", "OPERATION_ABORTED"]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([7, {}, "x"])("refuses %j as a signal", async (signal) => {
    const done = outcome(runOperation({ operation: "call", options: { signal } }, () => "work"));
    await vi.advanceTimersByTimeAsync(0);
    expect(done.code).toBe("INVALID_ARGUMENT");
  });

  it("wraps any other error, and keeps it as the original error", async () => {
    const thrown = new TypeError("x");
    const done = outcome(
      runOperation({ operation: "call" }, () => {
        throw thrown;
      }),
    );
    await vi.advanceTimersByTimeAsync(0);
    expect(done.error).toMatchObject({ code: "VE_UNHANDLED_ERROR", cause: { originalError: thrown } });
  });

  it("causes no unhandled rejection if its signal has already aborted", async () => {
    const late = Promise.reject(new Error("late"));
    const handled = vi.spyOn(late, "then");
    await expect(withSignal(late, AbortSignal.abort())).rejects.toMatchObject({ name: "AbortError" });
    expect(handled).toHaveBeenCalled();
  });

  it("can extend its time, and times out with the error of what it waits for", async () => {
    const done = outcome(
      runOperation({ operation: "call", timeoutMs: 1_000 }, ({ signal, waitFor, setLimit }) => {
        setLimit(2_000);
        waitFor("the widget to load", "WIDGET_IFRAME_LOAD_FAILED");
        return withSignal(never, signal);
      }),
    );
    await vi.advanceTimersByTimeAsync(1_999);
    expect(done.code).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(done.error).toMatchObject({
      code: "WIDGET_IFRAME_LOAD_FAILED",
      context: { operation: "call", timeoutMs: 2_000, waitingFor: "the widget to load" },
    });
  });

  it("aborts what still runs when it is over", async () => {
    let rest: Promise<void> = Promise.resolve();
    await runOperation({ operation: "call" }, ({ signal }) => {
      rest = withSignal(never, signal);
      return "work";
    });
    await expect(rest).rejects.toMatchObject({ name: "AbortError" });
  });

  it("works without AbortSignal.any and throwIfAborted (jsdom 20)", async () => {
    vi.stubGlobal("AbortSignal", undefined);
    const { prototype } = Object.getPrototypeOf(new AbortController().signal).constructor as {
      prototype: Record<string, unknown>;
    };
    const { throwIfAborted } = prototype;
    delete prototype.throwIfAborted;
    try {
      await expect(runOperation({ operation: "call" }, () => "work")).resolves.toBe("work");
    } finally {
      prototype.throwIfAborted = throwIfAborted;
      vi.unstubAllGlobals();
    }
  });
});

describe("a race", () => {
  it("settles once, then clears its timers and unsubscribes", async () => {
    const stop = vi.fn();
    const late = vi.fn();
    const first = await race<number>(undefined, ({ resolve, reject, after }) => {
      after(10, late);
      resolve(1);
      reject(new Error("too late"));
      return stop;
    });
    await vi.advanceTimersByTimeAsync(10);
    expect(first).toBe(1);
    expect(stop).toHaveBeenCalledOnce();
    expect(late).not.toHaveBeenCalled();
  });
});
