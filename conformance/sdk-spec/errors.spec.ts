import { ERROR_TABLE } from "./error-table.ts";
import { expect, test } from "./fixtures.ts";
import { ERROR_MAKERS } from "./making-errors.ts";

test.use({ virtualTime: true });

test("the reference's table has 40 codes, and the SDK exports exactly these", async ({ host }) => {
  const exported = await host.run(() => ({ ...window.sdk.VEErrorCodes }));
  expect(Object.keys(exported).toSorted()).toEqual(ERROR_TABLE.map(({ code }) => code).toSorted());
  expect(ERROR_TABLE).toHaveLength(40);
  for (const [name, code] of Object.entries(exported)) expect(code).toBe(name);
});

test("the details of every code are available without an error", async ({ host }) => {
  const details = await host.run(() => Object.keys(window.sdk.VEErrorDetails));
  expect(details.toSorted()).toEqual(ERROR_TABLE.map(({ code }) => code).toSorted());
});

for (const row of ERROR_TABLE) {
  const { code, causeCode, category, retryable, recoverable, severity } = row;
  const { story, make } = ERROR_MAKERS[code]!;
  test(`${story}: ${code}, as the reference describes it`, async ({ host, peer }) => {
    const error = await make(host, peer);
    expect(error).toMatchObject({
      code,
      cause: { code: causeCode },
      category,
      retryable,
      recoverable,
      severity,
      name: "VideoEngagerAgentError",
    });
    // A message about a parameter or a function starts with its name.
    expect(error.message).toMatch(/^`?\w.{10,}\./s);
    expect(error.cause.description).toMatch(/^(\w+|`[\w.]+`|\w+\(\)),? .+\.$/);
    expect(error.cause.name.length).toBeGreaterThan(2);
    expect(error.idempotencyKey.length).toBeGreaterThan(7);
    expect(error.context).toEqual(expect.any(Object));
    const json = JSON.parse(error.json) as Record<string, unknown>;
    expect(json).toMatchObject({ code, message: error.message, category, retryable, recoverable, severity });
  });
}

test("an error is recognised by its code in both spellings", async ({ host }) => {
  const recognised = await host.run(async () => {
    const { VideoEngagerAgentError } = window.sdk;
    try {
      await window.sdk.call();
    } catch (error) {
      return {
        name: VideoEngagerAgentError.is(error, "AGENT_NOT_INITIALIZED"),
        otherForm: VideoEngagerAgentError.is(error, "agent|not-initialized"),
        another: VideoEngagerAgentError.is(error, "OPERATION_TIMEOUT"),
        isError: error instanceof Error,
        isOurs: error instanceof VideoEngagerAgentError,
      };
    }
    return null;
  });
  expect(recognised).toEqual({ name: true, otherForm: true, another: false, isError: true, isOurs: true });
});

test("no other value is recognised as an SDK error", async ({ host }) => {
  const values = await host.run(() =>
    [null, undefined, "AGENT_NOT_INITIALIZED", new Error("x"), { code: "AGENT_NOT_INITIALIZED" }].map(
      (value) => window.sdk.VideoEngagerAgentError.isVeError(value),
    ),
  );
  expect(values).toEqual([false, false, false, false, false]);
});

test("two errors of the same kind have different idempotency keys", async ({ host }) => {
  const first = await host.fails(() => window.sdk.call());
  const second = await host.fails(() => window.sdk.call());
  expect(first.idempotencyKey).not.toBe(second.idempotencyKey);
});
