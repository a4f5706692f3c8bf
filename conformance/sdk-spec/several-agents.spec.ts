import { PlatformPeer as AnotherPlatform } from "../platform-peer/platform-peer.ts";
import { callMessage, likeOurs } from "../platform-peer/widget-scripts.ts";
import { expect, test } from "./fixtures.ts";
import type { HostPage } from "./host-page.ts";
import { generic, type Options, standalone } from "./init-options.ts";

/** Two agents of one page, as `window.keep.first` and `window.keep.second`. */
async function haveTwoAgents(host: HostPage, first: Options, second: Options): Promise<void> {
  await host.run(
    async (options) => {
      for (const [index, name] of ["first", "second"].entries()) {
        const agent = window.sdk.createAgent();
        window.keep[name] = agent;
        await agent.init(options[index]);
      }
    },
    [first, second],
  );
}

const frames = (host: HostPage): Promise<number> =>
  host.run(() => document.querySelectorAll("iframe.video-engager-widget-iframe").length);

test("if two agents are in calls, ending one doesn't affect the other's widget", async ({ host, peer }) => {
  const before = await host.remaining();
  await haveTwoAgents(host, generic(peer), generic(peer, { agentEmail: "second@example.com" }));
  await host.run(async () => {
    await (window.keep.first as typeof window.sdk).call();
    await (window.keep.second as typeof window.sdk).call();
  });
  expect(await frames(host)).toBe(2);
  await host.run(() => (window.keep.first as typeof window.sdk).endCall());
  expect(await frames(host)).toBe(1);
  expect(
    await host.run(() => {
      const { inActiveSession, email } = (window.keep.second as typeof window.sdk).getCurrentCallState();
      return { inActiveSession, isKnown: email !== "" };
    }),
  ).toEqual({ inActiveSession: true, isKnown: true });
  await host.run(() => (window.keep.second as typeof window.sdk).endCall());
  await host.run(async () => {
    await (window.keep.first as typeof window.sdk).destroy();
    await (window.keep.second as typeof window.sdk).destroy();
  });
  expect(await host.remaining()).toEqual(before);
});

test("a widget in the application's element stays there while another agent's widget covers the page", async ({
  host,
  peer,
}) => {
  await host.run(() => {
    document.body.insertAdjacentHTML("beforeend", '<div id="place" style="width:300px;height:200px"></div>');
  });
  await haveTwoAgents(host, generic(peer, { options: { containerId: "place" } }), generic(peer));
  await host.run(async () => {
    await (window.keep.first as typeof window.sdk).call();
    await (window.keep.second as typeof window.sdk).call();
  });
  expect(await host.place("#place iframe")).toMatchObject({ width: 300, height: 200 });
});

test("two tenants in one page don't get each other's calls", async ({ host, peer }) => {
  const another = await AnotherPlatform.start();
  another.widgets.script = likeOurs(another);
  await haveTwoAgents(host, standalone(peer), standalone(another));
  await host.run(() => {
    const received: string[] = [];
    window.keep.received = received;
    for (const name of ["first", "second"])
      (window.keep[name] as typeof window.sdk).on("*", (type: string) => received.push(`${name} ${type}`));
  });
  await another.push.latest!.ring({ visitorId: "visitor-1" });
  await expect.poll(() => host.run(() => window.keep.received)).toEqual(["second incomingCall"]);
  await host.run(() => (window.keep.first as typeof window.sdk).call());
  await peer.widgets.latest!.post(callMessage(peer, "CALL_STARTED", "visitor-of-widget-1"));
  await expect
    .poll(() => host.run(() => (window.keep.first as typeof window.sdk).getCurrentCallState().status))
    .toBe("CALL_STARTED");
  expect(
    await host.run(() => (window.keep.received as string[]).filter((line) => line.startsWith("second"))),
  ).toEqual(["second incomingCall"]);
  await host.run(() => (window.keep.first as typeof window.sdk).destroy());
  expect(await host.run(() => (window.keep.second as typeof window.sdk).isOnline())).toBe(true);
  await another.stop();
});

test("with two accounts of one platform, a reload restores the queue only for the one that was on it", async ({
  host,
  peer,
}) => {
  const accounts = [
    standalone(peer, { resumeQueue: true }),
    standalone(peer, { resumeQueue: true, agentEmail: "second@example.com" }),
  ] as const;
  const sign = async () => {
    Object.assign(peer.settings, { _id: "account-1", id: "account-1", email: "org-1agent@example.com" });
    await host.run(async (options) => {
      window.keep.first = window.sdk.createAgent();
      await (window.keep.first as typeof window.sdk).init(options);
    }, accounts[0]);
    Object.assign(peer.settings, { _id: "account-2", id: "account-2", email: "org-1second@example.com" });
    await host.run(async (options) => {
      window.keep.second = window.sdk.createAgent();
      await (window.keep.second as typeof window.sdk).init(options);
    }, accounts[1]);
  };
  await sign();
  await host.run(() => (window.keep.first as typeof window.sdk).switchQueue(true));
  await host.open();
  await sign();
  await expect.poll(() => host.run(() => (window.keep.first as typeof window.sdk).isOnQueue())).toBe(true);
  await host.run(() => (window.keep.second as typeof window.sdk).switchQueue(false));
  expect(peer.push.sessions.slice(2).map((session) => session.called("join").length)).toEqual([1, 0]);
  await host.run(() => (window.keep.second as typeof window.sdk).destroy());
  await host.open();
  await sign();
  await expect.poll(() => host.run(() => (window.keep.first as typeof window.sdk).isOnQueue())).toBe(true);
});

test("a script tag's copy of the SDK and a module's copy can both call in one page", async ({
  host,
  peer,
}) => {
  await host.page.addScriptTag({ url: "/sdk/index.iife.js" });
  const before = await host.remaining();
  await host.run(async (options) => {
    await window.sdk.init(options);
    await window.VideoEngagerAgent.init(options);
    await window.sdk.call();
    await window.VideoEngagerAgent.call();
  }, standalone(peer));
  expect(
    await host.run(() => [
      window.sdk.getCurrentCallState().visitorId,
      window.VideoEngagerAgent.getCurrentCallState().visitorId,
    ]),
  ).toEqual(["visitor-of-widget-1", "visitor-of-widget-2"]);
  await host.run(() => window.sdk.destroy());
  expect(await host.run(() => window.VideoEngagerAgent.getCurrentCallState().inActiveSession)).toBe(true);
  expect(await host.run(() => window.VideoEngagerAgent.isOnline())).toBe(true);
  await host.run(() => window.VideoEngagerAgent.destroy());
  expect(await host.remaining()).toEqual(before);
});
