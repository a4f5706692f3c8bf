import { callMessage, helloOnly, likeTheOriginal } from "../platform-peer/widget-scripts.ts";
import { expect, test } from "./fixtures.ts";
import { generic } from "./init-options.ts";
import { expectStatus, haveRunningCall, haveSession, widgetOpened } from "./standalone-steps.ts";

test("when call() resolves, the session exists", async ({ host, peer }) => {
  const { visitorId } = await haveSession(host, peer);
  expect(await host.eventNames("initialized")).toEqual([
    "iframeStateChanged",
    "sessionStarted",
    "callStateUpdated",
  ]);
  const state = await host.run(() => window.sdk.getCurrentCallState());
  expect(state).toEqual({
    status: "PRE_CALL",
    email: peer.settings.email,
    callerEmail: "visitor@example.com",
    visitorId,
    pin: "739154",
    shortUrl: `${peer.origin}/ve/${visitorId}`,
    tennant_id: "tenant-1",
    attributes: { totalVideoCalls: 1, totalTalkTime: 0 },
    inActiveSession: true,
  });
  expect(await host.event("sessionStarted")).toEqual(state);
  expect(await host.run(() => window.sdk.isIframeOpened())).toBe(true);
});

test("call() works without an argument and with an empty object", async ({ host, peer }) => {
  await host.init(generic(peer));
  await host.run(() => window.sdk.call());
  expect(peer.widgets.latest?.query).not.toHaveProperty("veinteraction");
  await host.run(() => window.sdk.endCall());
  await host.run(() => window.sdk.call({}));
  expect(peer.widgets.latest?.query).not.toHaveProperty("veinteraction");
});

test("the widget's address contains the language of init()", async ({ host, peer }) => {
  await host.init({ ...generic(peer), language: "pt-BR" });
  await host.run(() => window.sdk.call());
  expect(peer.widgets.latest?.query).toMatchObject({ lang: "pt-BR" });
});

test("the widget's address contains the language that the application's function returns for this call", async ({
  host,
  peer,
}) => {
  await host.run(
    (options) => window.sdk.init({ ...options, language: () => document.documentElement.lang }),
    generic(peer),
  );
  for (const lang of ["fr", "ar"]) {
    await host.run((chosen) => {
      document.documentElement.lang = chosen;
    }, lang);
    await host.run(() => window.sdk.call());
    expect(peer.widgets.latest?.query).toMatchObject({ lang });
    await host.run(() => window.sdk.endCall());
  }
});

test("the widget's address contains the application's own reference", async ({ host, peer }) => {
  await host.init(generic(peer));
  await host.run(() => window.sdk.call({ customerId: "customer-123 & more" }));
  expect(peer.widgets.latest?.query.veinteraction).toBe("customer-123 & more");
});

test("a customerId that is blank or not a string is refused, and no widget opens", async ({ host, peer }) => {
  await host.init(generic(peer));
  for (const customerId of ["", "   ", 7, true, {}, [], null]) {
    const error = await host.fails((id) => window.sdk.call({ customerId: id }), customerId);
    expect(error.code, JSON.stringify(customerId)).toBe("PARAM_CUSTOMER_ID_INVALID_TYPE");
  }
  expect(peer.widgets.all).toHaveLength(0);
  expect(await host.run(() => window.sdk.isIframeOpened())).toBe(false);
});

test("call() during a call is refused, and the call continues", async ({ host, peer }) => {
  await haveRunningCall(host, peer);
  expect((await host.fails(() => window.sdk.call())).code).toBe("SESSION_ALREADY_ACTIVE");
  expect(peer.widgets.open).toHaveLength(1);
  await expectStatus(host, "CALL_STARTED");
});

test("call() is refused while the widget is open without a session", async ({ host, peer }) => {
  await haveSession(host, peer, { options: { keepWidgetOpen: true } });
  await peer.widgets.latest!.post(callMessage(peer, "FINISHED", "visitor-of-widget-1"));
  await host.event("sessionEnded");
  expect(await host.run(() => window.sdk.isIframeOpened())).toBe(true);
  expect((await host.fails(() => window.sdk.call())).code).toBe("SESSION_ALREADY_ACTIVE");
});

test("if the interaction is over, the call fails and the widget closes", async ({ host, peer }) => {
  peer.widgets.script = (widget) => {
    void widget.hello();
    void widget.post(callMessage(peer, "FINISHED", "visitor-1"));
  };
  await host.init(generic(peer));
  const error = await host.fails(() => window.sdk.call({ customerId: "visitor-1" }));
  expect(error.code).toBe("CALL_ALREADY_FINISHED");
  expect(await host.event("sessionFailed")).toMatchObject({ status: "FINISHED", visitorId: "visitor-1" });
  expect(await host.events("sessionStarted", "sessionEnded")).toEqual([]);
  expect(await host.run(() => window.sdk.isIframeOpened())).toBe(false);
});

test("an API key that the platform refuses in the widget is an authentication failure", async ({
  host,
  peer,
}) => {
  peer.widgets.script = (widget) => {
    void widget.hello();
    void widget.post({ status: "FINISHED", attributes: { error: "not-authenticated" } });
  };
  await host.init(generic(peer, { apiKey: "wrong" }));
  expect((await host.fails(() => window.sdk.call())).code).toBe("AGENT_NOT_AUTHENTICATED");
  expect(await host.run(() => window.sdk.isIframeOpened())).toBe(false);
});

test("the application can end a call immediately and start the next", async ({ host, peer }) => {
  await host.init(generic(peer));
  for (let round = 1; round <= 3; round++) {
    await host.run(() => window.sdk.call());
    await host.run(() => window.sdk.endCall());
  }
  expect(await host.events("sessionEnded")).toHaveLength(3);
  await expect.poll(() => peer.widgets.open.length).toBe(0);
});

test("a listener of sessionEnded can start the next call", async ({ host, peer }) => {
  const { widget, visitorId } = await haveSession(host, peer);
  await host.run(() => {
    window.keep.again = new Promise((resolve) => {
      window.sdk.once("iframeStateChanged", () => resolve(window.sdk.call()));
    });
  });
  await widget.post(callMessage(peer, "FINISHED", visitorId));
  await host.run(() => window.keep.again as Promise<void>);
  await expectStatus(host, "PRE_CALL");
});

test("an aborted call closes its widget", async ({ host, peer }) => {
  peer.widgets.script = helloOnly();
  await host.init(generic(peer));
  const call = await host.begin(() => {
    const abort = new AbortController();
    window.keep.abort = abort;
    return window.sdk.call({ signal: abort.signal });
  });
  await widgetOpened(peer);
  await host.run(() => (window.keep.abort as AbortController).abort());
  expect((await call.fails()).code).toBe("OPERATION_ABORTED");
  expect(await host.run(() => window.sdk.isIframeOpened())).toBe(false);
});

test("a call with an aborted signal opens no widget", async ({ host, peer }) => {
  await host.init(generic(peer));
  const error = await host.fails(() => window.sdk.call({ signal: AbortSignal.abort() }));
  expect(error.code).toBe("OPERATION_ABORTED");
  expect(peer.widgets.all).toHaveLength(0);
});

test("if the platform is unreachable, the error says that the widget didn't load", async ({ host, peer }) => {
  peer.answers.set("widgetPage", "drop");
  peer.answers.set("probe", "drop");
  await host.init(generic(peer));
  expect((await host.fails(() => window.sdk.call())).code).toBe("WIDGET_IFRAME_LOAD_FAILED");
  expect(await host.run(() => window.sdk.isIframeOpened())).toBe(false);
  expect(await host.run(() => document.querySelectorAll("iframe").length)).toBe(0);
});

test.describe("in time", () => {
  test.use({ virtualTime: true });

  test("without a hello, call() resolves 3 s after the widget has loaded", async ({ host, peer }) => {
    peer.widgets.script = () => {};
    await host.init(generic(peer));
    const call = await host.begin(() => window.sdk.call());
    await widgetOpened(peer);
    await host.run(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    expect(await call.isSettled()).toBe(false);
    await host.passUntilSettled(call, 6_000);
    expect((await call.outcome()).error).toBeUndefined();
    expect(await host.run(() => window.sdk.isIframeOpened())).toBe(true);
  });

  test("a widget without a hello can start its session long after call() resolved", async ({
    host,
    peer,
  }) => {
    peer.widgets.script = () => {};
    await host.init(generic(peer));
    const call = await host.begin(() => window.sdk.call());
    const widget = await widgetOpened(peer);
    await host.passUntilSettled(call, 6_000);
    await host.passTime(120_000);
    await widget.post(callMessage(peer, "PRE_CALL", "visitor-1"));
    expect(await host.event("sessionStarted")).toMatchObject({ visitorId: "visitor-1" });
  });

  test("a session of the original's widget starts before or after call() resolves", async ({
    host,
    peer,
  }) => {
    peer.widgets.script = likeTheOriginal(peer);
    await host.init(generic(peer));
    const call = await host.begin(() => window.sdk.call());
    expect(await host.event("sessionStarted")).toMatchObject({ visitorId: "visitor-of-widget-1" });
    await host.passUntilSettled(call, 6_000);
    expect((await call.outcome()).error).toBeUndefined();
  });

  test("if a widget sends hello and no session starts within 30 s, the call fails and the widget closes", async ({
    host,
    peer,
  }) => {
    peer.widgets.script = helloOnly();
    await host.init(generic(peer));
    const call = await host.begin(() => window.sdk.call());
    await (await widgetOpened(peer)).hello();
    await host.passTime(25_000);
    expect(await call.isSettled()).toBe(false);
    await host.passTime(6_000);
    expect((await call.fails()).code).toBe("SESSION_FAILED_TO_START");
    expect(await host.run(() => window.sdk.isIframeOpened())).toBe(false);
  });

  test("call() waits while the agent signs in inside the widget", async ({ host, peer }) => {
    peer.widgets.script = helloOnly();
    await host.init(generic(peer));
    const call = await host.begin(() => window.sdk.call());
    const widget = await widgetOpened(peer);
    await widget.hello();
    await widget.post({ ve: 1, type: "signingIn" });
    await host.passTime(90_000);
    expect(await call.isSettled()).toBe(false);
    await widget.post({ ve: 1, type: "signingIn", problem: "popup-blocked" });
    await widget.post({ ve: 1, type: "signedIn" });
    await host.event("signedIn");
    expect(await host.eventNames("initialized", "iframeStateChanged")).toEqual([
      "signInRequired",
      "signInRequired",
      "signedIn",
    ]);
    // The time limit has started again.
    await host.passTime(29_000);
    expect(await call.isSettled()).toBe(false);
    await widget.post(callMessage(peer, "PRE_CALL", "visitor-1"));
    expect((await call.outcome()).error).toBeUndefined();
  });

  test("a widget that never finishes loading fails the call after the timeout", async ({ host, peer }) => {
    peer.answers.set("widgetPage", "hang");
    await host.init(generic(peer));
    const call = await host.begin(() => window.sdk.call({ timeoutMs: 5_000 }));
    await host.passTime(5_500);
    expect((await call.fails()).code).toBe("WIDGET_IFRAME_LOAD_FAILED");
    expect(await host.run(() => document.querySelectorAll("iframe").length)).toBe(0);
  });
});

test("a failed call can be retried", async ({ host, peer }) => {
  peer.answers.set("widgetPage", "drop");
  peer.answers.set("probe", "drop");
  await host.init(generic(peer));
  expect((await host.fails(() => window.sdk.call())).code).toBe("WIDGET_IFRAME_LOAD_FAILED");
  peer.answers.set("widgetPage", "normal");
  peer.answers.set("probe", "normal");
  await host.run(() => window.sdk.call());
  await expectStatus(host, "PRE_CALL");
});
