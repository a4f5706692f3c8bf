import { describe, expect, it, vi } from "vitest";
import { agent, GENERIC, initialised, outcome, setStageForEach, settle } from "./fakes/setup.ts";

setStageForEach();

describe("init() with one signal per caller", () => {
  const never = {
    ...GENERIC,
    authMethod: "custom",
    customAuthFunction: () => new Promise<never>(() => {}),
  } as const;

  it("starts again after its only caller has aborted (React StrictMode)", async () => {
    const [first, second] = [new AbortController(), new AbortController()];
    const aborted = outcome(agent.init({ ...GENERIC, signal: first.signal }));
    first.abort();
    const again = outcome(agent.init({ ...GENERIC, signal: second.signal }));
    await settle();
    expect([aborted.code, again.code]).toEqual(["OPERATION_ABORTED", "ok"]);
    expect(agent.isInitialized()).toBe(true);
  });

  it("continues for the second caller if the first aborts", async () => {
    const [first, second] = [new AbortController(), new AbortController()];
    const aborted = outcome(agent.init({ ...GENERIC, signal: first.signal }));
    const joined = outcome(agent.init({ ...GENERIC, signal: second.signal }));
    first.abort();
    await settle();
    expect([aborted.code, joined.code, agent.isInitialized()]).toEqual(["OPERATION_ABORTED", "ok", true]);
  });

  it("ends when all callers have aborted", async () => {
    const [first, second] = [new AbortController(), new AbortController()];
    const outcomes = [first, second].map(({ signal }) => outcome(agent.init({ ...never, signal })));
    first.abort();
    second.abort();
    await settle();
    expect(outcomes.map(({ code }) => code)).toEqual(["OPERATION_ABORTED", "OPERATION_ABORTED"]);
    await initialised();
  });

  it("uses the logger of the caller who joined last", async () => {
    const info = vi.fn();
    void agent.init(GENERIC);
    void agent.init({ ...GENERIC, logger: { debug: info } as never });
    await settle();
    void agent.endCall();
    await settle();
    expect(info).toHaveBeenCalled();
  });
});

describe("an unknown or misplaced option", () => {
  it.each([
    [{ uiHandlers: {} }, 'ignores the option "uiHandlers"', "options: { uiHandlers }"],
    [{ standalone: true }, 'ignores the option "standalone"', "Check its spelling."],
    [{ options: { logger: true } }, 'ignores "options.logger"', "beside `options`"],
  ])("causes a warning that names it: %j", async (extra, name, remedy) => {
    const warn = vi.fn();
    await initialised({ ...GENERIC, ...extra, logger: { warn } as never } as never);
    expect(warn.mock.calls.flat().join(" ")).toContain(name);
    expect(warn.mock.calls.flat().join(" ")).toContain(remedy);
  });
});
