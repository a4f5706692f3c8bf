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

describe("when a call ends", () => {
  const END = ["callStateUpdated FINISHED false", "sessionEnded FINISHED false", "iframeStateChanged false"];

  it("its events come in order if the visitor ends it, and the next call works", async () => {
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

  it("endCall() lets the widget hang up first; the events come in the same order", async () => {
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

  it("the events come in the same order if the application removes the iframe", async () => {
    await initialised();
    await openCall();
    stage.events.length = 0;
    stage.page.iframes[0]?.remove();
    await settle();
    expect(stage.events).toEqual(END);
    expect(stage.page.leftovers).toEqual([]);
  });

  it("endCall() waits at most 1 s for a widget that doesn't hang up", async () => {
    await initialised();
    await openCall();
    const ended = outcome(agent.endCall());
    await pass(999);
    expect(ended.code).toBeUndefined();
    await pass(1);
    expect(ended.code).toBe("ok");
  });

  it("endCall() sends nothing to a widget that never sent hello", async () => {
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

  it("keepWidgetOpen keeps the widget open until endCall()", async () => {
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

  it("a listener of sessionEnded can start the next call", async () => {
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
    "endCall() from a listener of %s aborts a call that is opening, and the next call works",
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

  it("two concurrent endCall() both resolve", async () => {
    await initialised();
    await openCall();
    const both = [outcome(agent.endCall()), outcome(agent.endCall())];
    await pass(1_000);
    expect(both.map(({ code }) => code)).toEqual(["ok", "ok"]);
  });
});

describe("a call that doesn't start", () => {
  it("emits sessionFailed and closes its widget, and call() can be retried", async () => {
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

  it("ends in OPERATION_ABORTED when its signal aborts", async () => {
    await initialised();
    const controller = new AbortController();
    const called = outcome(agent.call({ signal: controller.signal }));
    await settle();
    controller.abort();
    await settle();
    expect([called.code, agent.isIframeOpened()]).toEqual(["OPERATION_ABORTED", false]);
  });

  it("keeps the error of a UI handler as the original error", async () => {
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

  it("ends in OPERATION_TIMEOUT if openIframe never settles; an iframe that it opens later is closed", async () => {
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

  it("ends in OPERATION_TIMEOUT if getIframe never settles", async () => {
    const uiHandlers = handlersOf({ getIframe: () => new Promise(() => {}) });
    await initialised({ ...GENERIC, options: { uiHandlers } });
    const called = outcome(agent.call());
    await pass(30_000);
    expect(called.code).toBe("OPERATION_TIMEOUT");
  });

  it("is refused if customerId is blank or not a string", async () => {
    await initialised();
    for (const customerId of [5, null, "", {}]) {
      const called = outcome(agent.call({ customerId: customerId as unknown as string }));
      await settle();
      expect(called.code).toBe("PARAM_CUSTOMER_ID_INVALID_TYPE");
    }
  });
});
