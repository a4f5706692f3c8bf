/** How an application, its page or its user can accidentally affect an agent on the queue. */
import { expect, test } from "./fixtures.ts";
import { HostPage, type SeenEvent } from "./host-page.ts";
import { pageAround } from "./host-server.ts";
import { standalone } from "./init-options.ts";
import { goOnQueue, ring } from "./standalone-steps.ts";

test("a duplicated tab does not join the queue, and the first tab resumes after a reload", {
  tag: "@chromium",
}, async ({ host, peer, context, hostServer }) => {
  await goOnQueue(host, peer, { resumeQueue: true });
  // As "Duplicate tab" does, window.open() copies the session storage.
  const opened = context.waitForEvent("page");
  await host.run(() => void window.open(location.href));
  const copy = new HostPage(await opened, hostServer);
  await copy.open();
  await copy.init(standalone(peer, { resumeQueue: true }));
  await peer.push.latest!.timetable("on");
  expect(await copy.run(() => window.sdk.isOnQueue())).toBe(false);
  expect(peer.push.latest!.called("join")).toHaveLength(0);
  await copy.page.close();
  await host.open();
  await host.init(standalone(peer, { resumeQueue: true }));
  await expect.poll(() => host.run(() => window.sdk.isOnQueue())).toBe(true);
});

test("removing the SDK's hidden frame doesn't stop incoming calls", async ({ host, peer }) => {
  const first = await goOnQueue(host, peer);
  await host.forgetEvents();
  await host.run(() => {
    for (const child of Array.from(document.documentElement.children)) if (child.shadowRoot) child.remove();
  });
  await expect.poll(() => peer.push.latest === first).toBe(false);
  const second = peer.push.latest!;
  await expect.poll(() => second.called("join").length).toBe(1);
  expect((await host.events("isOnline")).map(({ payload }: SeenEvent) => payload)).toEqual([false, true]);
  await ring(host, second, { visitorId: "visitor-1" });
  expect(await host.run(() => window.sdk.getReceivedCalls().length)).toBe(1);
});

test("a page with Trusted Types needs to permit one named policy, and no default policy", async ({
  host,
  hostServer,
  peer,
}) => {
  const policy = "require-trusted-types-for 'script'; trusted-types videoengager-agent-sdk";
  const page = pageAround('<script src="/harness.js"></script>').replace(
    "<head>",
    `<head><meta http-equiv="content-security-policy" content="${policy}">`,
  );
  hostServer.pages.set("/trusted-types", page);
  await host.open("/trusted-types");
  const session = await goOnQueue(host, peer);
  await ring(host, session, { visitorId: "visitor-1" });
  await host.run(() => window.sdk.call());
  expect(peer.widgets.all).toHaveLength(1);
  expect(host.consoleLines.filter((line) => /Trusted/.test(line))).toEqual([]);
});

test("listeners run in the zone in which they were added (Angular)", async ({ host, peer }) => {
  await host.run(() => {
    const zone = {
      run(listener: (...values: unknown[]) => unknown, self: unknown, values: unknown[]): unknown {
        window.keep.inside = true;
        try {
          return listener.apply(self, values);
        } finally {
          window.keep.inside = false;
        }
      },
    };
    const root = globalThis as { Zone?: unknown };
    const seen: string[] = [];
    window.keep.seen = seen;
    const note = (name: string) => (): void => void seen.push(`${name} ${String(window.keep.inside)}`);
    root.Zone = { current: zone };
    window.sdk.on("incomingCall", note("incomingCall"));
    window.sdk.on("callRemoved", note("callRemoved"));
    delete root.Zone;
    window.sdk.on("incomingCall", note("without a zone"));
  });
  const session = await goOnQueue(host, peer);
  await ring(host, session, { visitorId: "visitor-1" });
  await host.run(() => window.sdk.rejectCall("visitor-1"));
  await host.event("callRemoved");
  expect(await host.run(() => window.keep.seen)).toEqual([
    "incomingCall true",
    "without a zone false",
    "callRemoved true",
  ]);
});

test("an authentication function that destroys the agent and throws only rejects init()'s promise", async ({
  host,
  peer,
}) => {
  const error = await host.fails(
    (domain) =>
      window.sdk.init({
        authMethod: "custom",
        domain,
        customAuthFunction: async () => {
          void window.sdk.destroy();
          throw new Error("Nobody is signed in.");
        },
      }),
    peer.origin,
  );
  expect(error.code).toBe("OPERATION_ABORTED");
  // An unhandled rejection is reported a task later; the fixture fails if there was one.
  await host.run(() => new Promise<void>((resolve) => setTimeout(resolve)));
  expect(host.uncaught).toEqual([]);
});

test("a logger whose methods reject has no effect", async ({ host, peer }) => {
  await host.run((options) => {
    const reject = async (): Promise<never> => {
      throw new Error("The log server is away.");
    };
    const logger = { debug: reject, info: reject, warn: reject, error: reject };
    return window.sdk.init({ ...options, logger });
  }, standalone(peer));
  await host.run(() => window.sdk.switchQueue(true));
  await host.run(() => new Promise<void>((resolve) => setTimeout(resolve)));
  expect(host.uncaught).toEqual([]);
});
