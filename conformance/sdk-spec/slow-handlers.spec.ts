import { expect, test } from "./fixtures.ts";
import { generic } from "./init-options.ts";

test.use({ virtualTime: true });

test("if the handlers never return an iframe, the call fails after 2 s", async ({ host, peer }) => {
  const call = await host.begin(async (options) => {
    const uiHandlers = { openIframe: () => {}, closeIframe: () => {}, getIframe: () => null };
    await window.sdk.init({ ...(options as object), options: { uiHandlers } });
    await window.sdk.call();
  }, generic(peer));
  await host.passTime(1_500);
  expect(await call.isSettled()).toBe(false);
  await host.passTime(1_000);
  await host.passUntilSettled(call, 40_000);
  expect((await call.fails()).code).toBe("WIDGET_IFRAME_NOT_FOUND");
});

for (const method of ["openIframe", "getIframe"])
  test(`a ${method} handler that never answers ends in OPERATION_TIMEOUT`, async ({ host, peer }) => {
    const call = await host.begin(
      async ([options, name]) => {
        const uiHandlers = {
          openIframe: () => {},
          closeIframe: () => {},
          getIframe: () => null,
          [name]: () => new Promise(() => {}),
        };
        await window.sdk.init({ ...options, options: { uiHandlers } });
        await window.sdk.call();
      },
      [generic(peer), method] as const,
    );
    await host.passUntilSettled(call, 40_000);
    expect((await call.fails()).code).toBe("OPERATION_TIMEOUT");
  });

test("a closeIframe handler that never answers ends endCall() in OPERATION_TIMEOUT", async ({
  host,
  peer,
}) => {
  const end = await host.begin(async (options) => {
    const iframe = document.createElement("iframe");
    const uiHandlers = {
      openIframe: (src: string) => {
        iframe.src = src;
        document.body.append(iframe);
      },
      closeIframe: () => new Promise(() => {}),
      getIframe: () => iframe,
    };
    await window.sdk.init({ ...(options as object), options: { uiHandlers } });
    await window.sdk.call();
    await window.sdk.endCall();
  }, generic(peer));
  await expect.poll(() => peer.widgets.all.some(({ hangups }) => hangups > 0)).toBe(true);
  await host.passUntilSettled(end, 60_000);
  expect((await end.fails()).code).toBe("OPERATION_TIMEOUT");
});
