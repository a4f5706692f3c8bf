import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { decide, runOperation, until } from "../src/lib/operation.ts";
import { outcome } from "./fakes/setup.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const never = new Promise<void>(() => {});

describe("an operation", () => {
  it("ends in OPERATION_TIMEOUT though its work never answers", async () => {
    const done = outcome(runOperation(1_000, [], (signal) => until(never, signal)));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(done.code).toBe("OPERATION_TIMEOUT");
  });

  it("ends in OPERATION_ABORTED when one of its signals aborts, or had before", async () => {
    const controller = new AbortController();
    const done = outcome(
      runOperation(1_000, [undefined, controller.signal], (signal) => until(never, signal)),
    );
    controller.abort();
    const late = outcome(runOperation(1_000, [controller.signal], () => "work"));
    await vi.advanceTimersByTimeAsync(0);
    expect([done.code, late.code]).toEqual(["OPERATION_ABORTED", "OPERATION_ABORTED"]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("rejects with nothing but an agent error, which keeps its cause", async () => {
    const thrown = new TypeError("x");
    const done = outcome(
      runOperation(undefined, [], () => {
        throw thrown;
      }),
    );
    await vi.advanceTimersByTimeAsync(0);
    expect(done.error).toMatchObject({ code: "VE_UNHANDLED_ERROR", cause: { originalError: thrown } });
  });
});

describe("a race", () => {
  it("is decided once; its timers and its subscription end with it", async () => {
    const stop = vi.fn();
    const late = vi.fn();
    const first = await decide<number>(undefined, ({ resolve, reject, after }) => {
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
