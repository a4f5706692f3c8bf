import { callMessage } from "../platform-peer/widget-scripts.ts";
import { expect, test } from "./fixtures.ts";
import { generic } from "./init-options.ts";
import { goOnQueue, haveRunningCall } from "./standalone-steps.ts";

test("if a listener rejects a call immediately, other listeners still get its start before its end", async ({
  host,
  peer,
}) => {
  const session = await goOnQueue(host, peer);
  await host.run(() => {
    const received: string[] = [];
    window.keep.received = received;
    window.sdk.on("incomingCall", ({ visitorId }: { visitorId: string }) => window.sdk.rejectCall(visitorId));
    window.sdk.on("incomingCall", () => received.push("incomingCall"));
    window.sdk.on("callRemoved", () => received.push("callRemoved"));
  });
  await session.ring({ visitorId: "visitor-1" });
  await host.event("callRemoved");
  expect(await host.run(() => window.keep.received)).toEqual(["incomingCall", "callRemoved"]);
});

test("after destroy() in a listener of the call's end, the other listeners still get the event", async ({
  host,
  peer,
}) => {
  const { widget, visitorId } = await haveRunningCall(host, peer);
  await host.run(() => {
    const received: string[] = [];
    window.keep.received = received;
    window.sdk.on("callStateUpdated", () => window.sdk.destroy());
    window.sdk.on("*", (type: string) => received.push(type));
  });
  await widget.post(callMessage(peer, "FINISHED", visitorId));
  await expect
    .poll(() => host.run(() => window.keep.received))
    .toEqual(["callStateUpdated", "sessionEnded", "iframeStateChanged", "cleanup"]);
});

for (const name of ["sessionStarted", "callStateUpdated", "iframeStateChanged"])
  test(`endCall() from a listener of ${name} ends the call, and the next one works`, async ({
    host,
    peer,
  }) => {
    await host.init(generic(peer));
    const error = await host.fails((event) => {
      window.sdk.once(event, () => window.sdk.endCall());
      return window.sdk.call();
    }, name);
    expect(error.code).toBe("OPERATION_ABORTED");
    await expect.poll(() => host.run(() => window.sdk.isIframeOpened())).toBe(false);
    await host.event("iframeStateChanged", 2);
    await host.run(() => window.sdk.call());
    expect(await host.run(() => window.sdk.getCurrentCallState().status)).toBe("PRE_CALL");
  });

for (const name of ["sessionEnded", "iframeStateChanged"])
  test(`call() from a listener of ${name}, after the other side has ended the call, starts the next call`, async ({
    host,
    peer,
  }) => {
    const { widget, visitorId } = await haveRunningCall(host, peer);
    await host.run((event) => {
      window.keep.next = new Promise((resolve, reject) => {
        window.sdk.once(event, () => window.sdk.call().then(resolve, reject));
      });
    }, name);
    await widget.post(callMessage(peer, "FINISHED", visitorId));
    await host.run(() => window.keep.next);
    expect(await host.run(() => window.sdk.getCurrentCallState())).toMatchObject({
      status: "PRE_CALL",
      visitorId: "visitor-of-widget-2",
    });
    expect(peer.widgets.open).toHaveLength(1);
  });

test("a handler that ends the call while it opens the widget leaves no widget", async ({ host, peer }) => {
  const error = await host.fails(async (options) => {
    const uiHandlers = {
      openIframe: (src: string) => {
        void window.sdk.endCall();
        const iframe = document.createElement("iframe");
        iframe.src = src;
        iframe.className = "mine";
        document.body.append(iframe);
        return iframe;
      },
      closeIframe: () => document.querySelector(".mine")?.remove(),
      getIframe: () => document.querySelector(".mine"),
    };
    await window.sdk.init({ ...(options as object), options: { uiHandlers } });
    await window.sdk.call();
  }, generic(peer));
  expect(error.code).toBe("OPERATION_ABORTED");
  expect((await host.remaining()).iframes).toBe(0);
  expect(await host.run(() => window.sdk.isIframeOpened())).toBe(false);
});
