import { describe, expect, it, vi } from "vitest";
import {
  agent,
  FINISHED,
  GENERIC,
  HELLO,
  handlersOf,
  initialised,
  openCall,
  outcome,
  pass,
  preCall,
  setStageForEach,
  settle,
  stage,
} from "./fakes/setup.ts";

setStageForEach();

describe("the end of a call", () => {
  const END = ["callStateUpdated FINISHED false", "sessionEnded FINISHED false", "iframeStateChanged false"];

  it("comes in one order when the other side ends it, and the next call can be made", async () => {
    await initialised();
    await openCall();
    stage.events.length = 0;
    stage.page.post(FINISHED);
    await settle();
    expect(stage.events).toEqual(END);
    expect(stage.page.leftovers).toEqual([]);
    expect(agent.getCurrentCallState().status).toBe("NONE");
    await openCall();
    expect(agent.isIframeOpened()).toBe(true);
  });

  it("comes in the same order when the agent ends it, after the widget hung up properly", async () => {
    await initialised();
    await openCall();
    stage.events.length = 0;
    stage.page.onCommand = (command) => {
      expect(command).toEqual({ ve: 1, type: "hangup", id: expect.any(String) });
      stage.page.post(FINISHED);
    };
    await agent.endCall();
    expect(stage.events).toEqual(END);
    expect(stage.page.leftovers).toEqual([]);
  });

  it("comes in the same order when the application takes the iframe away", async () => {
    await initialised();
    await openCall();
    stage.events.length = 0;
    stage.page.iframes[0]?.remove();
    await settle();
    expect(stage.events).toEqual(END);
    expect(stage.page.leftovers).toEqual([]);
  });

  it("waits no longer than a second for a widget that doesn't hang up", async () => {
    await initialised();
    await openCall();
    const ended = outcome(agent.endCall());
    await pass(999);
    expect(ended.code).toBeUndefined();
    await pass(1);
    expect(ended.code).toBe("ok");
  });

  it("sends nothing to a widget that never said hello", async () => {
    await initialised();
    const called = agent.call();
    await settle();
    stage.page.post(preCall("v1"));
    await called;
    stage.page.onCommand = vi.fn();
    await agent.endCall();
    expect(stage.page.onCommand).not.toHaveBeenCalled();
    expect(stage.events.slice(-3)).toEqual(END);
  });

  it("leaves the widget to an application that wants to keep it", async () => {
    await initialised({ ...GENERIC, options: { keepWidgetOpen: true } });
    await openCall();
    stage.page.post(FINISHED);
    await settle();
    expect([agent.isIframeOpened(), agent.getCurrentCallState().status]).toEqual([true, "FINISHED"]);
    const second = outcome(agent.call());
    await settle();
    expect(second.code).toBe("SESSION_ALREADY_ACTIVE");
    const ended = outcome(agent.endCall());
    await pass(1_000);
    expect([ended.code, agent.isIframeOpened()]).toEqual(["ok", false]);
  });

  it("allows a listener of sessionEnded to call again at once", async () => {
    await initialised();
    await openCall();
    let again: { code: string | undefined } = { code: undefined };
    agent.once("sessionEnded", () => {
      again = outcome(agent.call());
    });
    stage.page.post(FINISHED);
    await settle();
    stage.page.post(preCall("v2"));
    await settle();
    expect(again.code).toBe("ok");
  });

  it.each(["iframeStateChanged", "sessionStarted", "callStateUpdated"] as const)(
    "by a listener of %s aborts the call that is opening, and leaves room for the next",
    async (event) => {
      await initialised();
      agent.once(event, () => agent.endCall());
      const called = outcome(agent.call());
      await settle();
      stage.page.post(HELLO);
      stage.page.post(preCall("v1"));
      await pass(1_000);
      expect([called.code, agent.isIframeOpened()]).toEqual(["OPERATION_ABORTED", false]);
      expect(stage.page.leftovers).toEqual([]);
      await openCall();
    },
  );

  it("asked for twice is one", async () => {
    await initialised();
    await openCall();
    const both = [outcome(agent.endCall()), outcome(agent.endCall())];
    await pass(1_000);
    expect(both.map(({ code }) => code)).toEqual(["ok", "ok"]);
  });
});

describe("a call that doesn't come about", () => {
  it("emits sessionFailed, closes its widget, and can be tried again", async () => {
    await initialised();
    const called = outcome(agent.call({ customerId: "i_over" }));
    await settle();
    stage.page.post(HELLO);
    stage.page.post({ status: "FINISHED" });
    await settle();
    expect(called.code).toBe("CALL_ALREADY_FINISHED");
    expect(stage.events.slice(-2)).toEqual(["sessionFailed FINISHED", "iframeStateChanged false"]);
    expect(stage.page.leftovers).toEqual([]);
    await openCall();
  });

  it("is aborted by its signal", async () => {
    await initialised();
    const controller = new AbortController();
    const called = outcome(agent.call({ signal: controller.signal }));
    await settle();
    controller.abort();
    await settle();
    expect([called.code, agent.isIframeOpened()]).toEqual(["OPERATION_ABORTED", false]);
  });

  it("keeps what a UI handler threw", async () => {
    const thrown = new Error("no room");
    const uiHandlers = handlersOf({
      openIframe: () => {
        throw thrown;
      },
    });
    await initialised({ ...GENERIC, options: { uiHandlers } });
    const called = outcome(agent.call());
    await settle();
    expect(called.error).toMatchObject({ code: "VE_UNHANDLED_ERROR", cause: { originalError: thrown } });
  });

  it("ends in OPERATION_TIMEOUT where a UI handler never answers; what it opens later is closed", async () => {
    let answer = (): void => {};
    const closeIframe = vi.fn();
    const uiHandlers = handlersOf({
      openIframe: () =>
        new Promise((resolve) => {
          answer = () => resolve(undefined);
        }),
      closeIframe,
      getIframe: () => null,
    });
    await initialised({ ...GENERIC, options: { uiHandlers } });
    const called = outcome(agent.call({ timeoutMs: 5_000 }));
    await pass(5_000);
    expect(called.code).toBe("OPERATION_TIMEOUT");
    expect(closeIframe).toHaveBeenCalledTimes(1);
    answer();
    await settle();
    expect(closeIframe).toHaveBeenCalledTimes(2);
  });

  it("ends in OPERATION_TIMEOUT where getIframe never answers", async () => {
    const uiHandlers = handlersOf({ getIframe: () => new Promise(() => {}) });
    await initialised({ ...GENERIC, options: { uiHandlers } });
    const called = outcome(agent.call());
    await pass(30_000);
    expect(called.code).toBe("OPERATION_TIMEOUT");
  });

  it("refuses what isn't a customer id", async () => {
    await initialised();
    for (const customerId of [5, null, "", {}]) {
      const called = outcome(agent.call({ customerId: customerId as unknown as string }));
      await settle();
      expect(called.code).toBe("PARAM_CUSTOMER_ID_INVALID_TYPE");
    }
  });
});
