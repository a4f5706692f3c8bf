import { helloOnly } from "../platform-peer/widget-scripts.ts";
import { expect, test } from "./fixtures.ts";
import type { HostPage } from "./host-page.ts";
import { generic, standalone } from "./init-options.ts";
import { liveOnce } from "./rounds.ts";
import {
  beginAccept,
  haveRinging,
  haveRunningCall,
  haveSession,
  signIn,
  widgetOpened,
} from "./standalone-steps.ts";

const STATES: Readonly<Record<string, StateMaker>> = {
  "before init()": async () => {},
  "after init()": (host, peer) => host.init(generic(peer)),
  "while call() opens the widget": async (host, peer) => {
    peer.widgets.script = () => {};
    await host.init(generic(peer));
    await host.begin(() => window.sdk.call());
    await widgetOpened(peer);
  },
  "in a session": haveSession,
  "in a running call": haveRunningCall,
  "after a call": async (host, peer) => {
    await haveSession(host, peer);
    await host.run(() => window.sdk.endCall());
  },
  "with an open widget and no session": async (host, peer) => {
    await haveSession(host, peer, { options: { keepWidgetOpen: true } });
    await peer.widgets.latest!.post({ status: "FINISHED", visitorId: "visitor-of-widget-1" });
    await host.event("sessionEnded");
  },
  "in standalone mode": signIn,
  "on the queue, with a visitor ringing": (host, peer) => haveRinging(host, peer, { visitorId: "visitor-1" }),
  "while a call is being accepted": async (host, peer) => {
    peer.widgets.script = helloOnly();
    await haveRinging(host, peer, { visitorId: "visitor-1" });
    await beginAccept(host, peer, "visitor-1");
  },
  "while init() waits for the server": async (host, peer) => {
    peer.answers.next("settings", "hang");
    await host.begin((options) => window.sdk.init(options), standalone(peer));
    await expect.poll(() => peer.requestsTo("/api/brokerages/users/me").length).toBe(1);
  },
  "while init() waits for the connection": async (host, peer) => {
    peer.push.isHeld = true;
    await host.begin((options) => window.sdk.init(options), standalone(peer));
    await expect.poll(() => peer.push.sessions.length).toBe(1);
  },
  "while offline": async (host, peer) => {
    const session = await signIn(host, peer);
    peer.push.isHeld = true;
    session.drop();
    await host.event("isOnline", 2);
  },
};

for (const [when, reach] of Object.entries(STATES))
  test(`destroy() ${when} leaves nothing behind, and the next init() works`, async ({ host, peer }) => {
    const before = await host.remaining();
    await reach(host, peer);
    await host.run(() => window.sdk.destroy());
    expect(await host.remaining()).toEqual(before);
    expect(
      await host.run(() => [
        window.sdk.isInitialized(),
        window.sdk.isIframeOpened(),
        window.sdk.isOnline(),
        window.sdk.isOnQueue(),
      ]),
    ).toEqual([false, false, false, false]);
    await expect.poll(() => [peer.push.open.length, peer.widgets.open.length]).toEqual([0, 0]);
    peer.push.release();
    await host.init(generic(peer));
    await host.run(() => window.sdk.destroy());
    expect(await host.remaining()).toEqual(before);
  });

test("destroy() emits cleanup as the last event, and removes the listeners", async ({ host, peer }) => {
  await haveSession(host, peer);
  await host.run(() => window.sdk.destroy());
  const names = await host.eventNames();
  expect(names.at(-1)).toBe("cleanup");
  expect(names.filter((name) => name === "cleanup")).toHaveLength(1);
  await host.forgetEvents();
  await host.init(generic(peer));
  await host.run(() => window.sdk.call());
  expect(await host.events()).toEqual([]);
});

test("destroy() ends a session with the usual events", async ({ host, peer }) => {
  const { widget } = await haveRunningCall(host, peer);
  await host.forgetEvents();
  await host.run(() => window.sdk.destroy());
  expect(await host.eventNames()).toEqual([
    "callStateUpdated",
    "sessionEnded",
    "iframeStateChanged",
    "cleanup",
  ]);
  expect(widget.hangups).toBe(1);
});

test("destroy() can be called twice, sequentially and concurrently", async ({ host, peer }) => {
  await haveSession(host, peer);
  await host.run(() => Promise.all([window.sdk.destroy(), window.sdk.destroy()]));
  await host.run(() => window.sdk.destroy());
  expect(await host.events("cleanup")).toHaveLength(1);
});

test("destroy() ends all pending operations", async ({ host, peer }) => {
  const session = await signIn(host, peer);
  session.joinAnswer = "never";
  peer.widgets.script = () => {};
  const joining = await host.begin(() => window.sdk.switchQueue());
  const calling = await host.begin(() => window.sdk.call());
  await widgetOpened(peer);
  await expect.poll(() => session.called("join").length).toBe(1);
  await host.run(() => window.sdk.destroy());
  expect((await joining.fails()).code).toBe("OPERATION_ABORTED");
  expect((await calling.fails()).code).toBe("OPERATION_ABORTED");
});

test("an aborted init() leaves nothing behind, and can be retried", async ({ host, peer }) => {
  const before = await host.remaining();
  peer.answers.next("settings", "hang");
  const init = await host.begin((options) => {
    const abort = new AbortController();
    window.keep.abort = abort;
    return window.sdk.init({ ...(options as object), signal: abort.signal });
  }, standalone(peer));
  await expect.poll(() => peer.requestsTo("/api/brokerages/users/me").length).toBe(1);
  await host.run(() => (window.keep.abort as AbortController).abort());
  expect((await init.fails()).code).toBe("OPERATION_ABORTED");
  expect(await host.remaining()).toEqual(before);
  await host.init(standalone(peer));
});

test("a signal that aborts after init() has resolved changes nothing", async ({ host, peer }) => {
  await host.run(async (options) => {
    const abort = new AbortController();
    await window.sdk.init({ ...(options as object), signal: abort.signal });
    abort.abort();
  }, standalone(peer));
  expect(await host.run(() => [window.sdk.isInitialized(), window.sdk.isOnline()])).toEqual([true, true]);
});

test("a component that is mounted twice gets the same init()", async ({ host, peer }) => {
  const same = await host.run(async (options) => {
    const first = window.sdk.init({ ...(options as object) });
    const second = window.sdk.init({ ...(options as object) });
    await Promise.all([first, second]);
    return first === second;
  }, standalone(peer));
  expect(same).toBe(true);
  expect(peer.requestsTo("/api/partners/impersonateCreate")).toHaveLength(1);
});

test("if a component mounts twice, the latest handlers are used", async ({ host, peer }) => {
  await host.run(async (options) => {
    const handlersOf = (name: string) => ({
      openIframe: (src: string) => {
        const iframe = document.createElement("iframe");
        iframe.allow = "camera; microphone";
        iframe.className = name;
        iframe.src = src;
        document.body.append(iframe);
        return iframe;
      },
      closeIframe: () => document.querySelector(`.${name}`)?.remove(),
      getIframe: () => document.querySelector(`.${name}`),
    });
    const first = window.sdk.init({ ...(options as object), options: { uiHandlers: handlersOf("first") } });
    const second = window.sdk.init({ ...(options as object), options: { uiHandlers: handlersOf("second") } });
    await Promise.all([first, second]);
    await window.sdk.call();
  }, generic(peer));
  expect(
    await host.run(() => [...document.querySelectorAll("iframe")].map(({ className }) => className)),
  ).toEqual(["second"]);
});

test("options can be frozen, are never modified, and later changes to them have no effect", async ({
  host,
  peer,
}) => {
  const after = await host.run(
    async (given) => {
      const options = structuredClone(given) as { apiKey: string; domain: string; options: object };
      const text = JSON.stringify(options);
      Object.freeze(options.options);
      await window.sdk.init(Object.freeze(options));
      const untouched = JSON.stringify(options) === text;
      await window.sdk.destroy();
      const open = structuredClone(given) as { agentEmail: string; domain: string };
      const init = window.sdk.init(open);
      open.agentEmail = "changed@example.com";
      open.domain = "changed.example";
      await init;
      await window.sdk.call();
      return untouched;
    },
    generic(peer, { options: {} }),
  );
  expect(after).toBe(true);
  expect(peer.widgets.latest?.query.email).toBe("org-1agent@example.com");
});

for (const [name, value] of [
  ["timeoutMs", -1],
  ["timeoutMs", "soon"],
] as const)
  test(`init() refuses a ${name} of ${String(value)}, and names it`, async ({ host, peer }) => {
    const error = await host.fails(
      ([options, field, given]) => window.sdk.init({ ...options, [field]: given }),
      [standalone(peer), name, value] as const,
    );
    expect([error.code, error.message]).toEqual(["INVALID_ARGUMENT", expect.stringContaining(name)]);
    expect(peer.requests).toEqual([]);
  });

test("20 working days in one page leave nothing behind", async ({ host, peer }) => {
  await liveOnce(host, standalone(peer));
  const before = await host.remaining();
  for (let round = 0; round < 20; round++) await liveOnce(host, standalone(peer));
  expect(await host.remaining()).toEqual(before);
  await expect.poll(() => [peer.push.open.length, peer.widgets.open.length]).toEqual([0, 0]);
  expect(peer.push.sessions.every((session) => !session.isOnQueue)).toBe(true);
});

type StateMaker = (host: HostPage, peer: Parameters<typeof signIn>[1]) => Promise<unknown>;
