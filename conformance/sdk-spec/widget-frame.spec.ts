import { expect, test } from "./fixtures.ts";
import { generic } from "./init-options.ts";
import { haveSession, widgetOpened } from "./standalone-steps.ts";
import { ALLOWED } from "./widget-permissions.ts";

/** UI handlers of an application, as the source of a module. */
test("the widget has permission for camera, microphone and everything else a call needs", async ({
  host,
  peer,
}) => {
  await haveSession(host, peer);
  const frame = await host.run(() => {
    const iframe = document.querySelector<HTMLIFrameElement>("iframe.video-engager-widget-iframe")!;
    return { allow: iframe.allow, parent: iframe.parentElement?.id };
  });
  expect(frame.parent).toBe("video-engager-container");
  const policies = frame.allow.split(";").map((policy) => policy.trim().split(" ")[0]);
  expect(new Set(policies.filter(Boolean))).toEqual(new Set(ALLOWED));
  const { allowed } = await widgetOpened(peer);
  expect(allowed).toEqual(expect.arrayContaining(["camera", "microphone", "fullscreen", "display-capture"]));
});

test("without a container, the SDK adds one to the body and removes it with the widget", async ({
  host,
  peer,
}) => {
  await haveSession(host, peer);
  expect(await host.run(() => document.body.lastElementChild?.id)).toBe("video-engager-container");
  expect((await host.remaining()).styles).toBe(1);
  await host.run(() => window.sdk.endCall());
  expect(await host.remaining()).toMatchObject({ iframes: 0, styles: 0 });
  expect(await host.run(() => document.querySelector("#video-engager-container"))).toBeNull();
});

test("the widget covers the window if the application has no container for it", async ({ host, peer }) => {
  await haveSession(host, peer);
  expect(await host.place("iframe.video-engager-widget-iframe")).toEqual(await host.wholeWindow());
});

test("the SDK uses the application's container and keeps it", async ({ host, peer }) => {
  await host.open("/with-container");
  await haveSession(host, peer);
  expect(await host.run(() => document.querySelectorAll("#video-engager-container > iframe").length)).toBe(1);
  await host.run(() => window.sdk.endCall());
  expect(await host.run(() => document.querySelectorAll("#video-engager-container").length)).toBe(1);
});

test("a configured container gets the widget, without our style sheet", async ({ host, peer }) => {
  await host.run(() => {
    document.body.innerHTML = '<div id="my-custom-video-container"></div>';
  });
  await haveSession(host, peer, { options: { containerId: "my-custom-video-container" } });
  expect(await host.run(() => document.querySelectorAll("#my-custom-video-container > iframe").length)).toBe(
    1,
  );
  expect((await host.remaining()).styles).toBe(0);
  await host.run(() => window.sdk.endCall());
  expect(await host.run(() => document.querySelector("#my-custom-video-container")?.innerHTML)).toBe("");
});

test("a container can be added after init(), before the call", async ({ host, peer }) => {
  await host.init(generic(peer, { options: { containerId: "later" } }));
  expect((await host.fails(() => window.sdk.call())).code).toBe("WIDGET_CONTAINER_NOT_FOUND");
  await host.run(() => {
    document.body.innerHTML = '<div id="later"></div>';
  });
  await host.run(() => window.sdk.call());
});

test("isIframeOpened() and iframeStateChanged always agree", async ({ host, peer }) => {
  await host.init(generic(peer));
  await host.run(() => {
    const seen: unknown[] = [];
    window.keep.seen = seen;
    window.sdk.on("iframeStateChanged", (isOpen: boolean) =>
      seen.push([isOpen, window.sdk.isIframeOpened()]),
    );
  });
  expect(await host.run(() => window.sdk.isIframeOpened())).toBe(false);
  await host.run(() => window.sdk.call());
  await host.run(() => window.sdk.endCall());
  expect(await host.run(() => window.keep.seen)).toEqual([
    [true, true],
    [false, false],
  ]);
});

test("the SDK never mistakes one of the application's iframes for the widget", async ({ host, peer }) => {
  await host.run(() => document.body.append(document.createElement("iframe")));
  await haveSession(host, peer);
  await host.run(() => window.sdk.endCall());
  expect(await host.run(() => document.querySelectorAll("iframe").length)).toBe(1);
});
