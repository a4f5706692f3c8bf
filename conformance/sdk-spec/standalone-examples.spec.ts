import { callMessage, winsTheCall } from "../platform-peer/widget-scripts.ts";
import { expect, test } from "./fixtures.ts";
import type { HostPage } from "./host-page.ts";
import { generic } from "./init-options.ts";
import { openExample } from "./reference-example.ts";

const importing = (...names: string[]): string =>
  `import { ${names.join(", ")} } from 'videoengager-agent-sdk';`;

async function expectLine(host: HostPage, line: string): Promise<void> {
  await expect.poll(() => host.consoleLines.join("\n")).toContain(line);
}

test("complete standalone example: sign in, queue, accept, reject calls that ring during the call", async ({
  host,
  peer,
}) => {
  peer.widgets.script = winsTheCall(peer);
  await openExample(host, peer, "Complete standalone example", { after: "window.keep.done = true;" });
  await expectLine(host, "Agent: Ada Lovelace");
  await expectLine(host, "Agent is now on queue");
  await expect.poll(() => host.page.evaluate(() => window.keep.done)).toBe(true);
  const session = peer.push.latest!;
  expect(session.isOnQueue).toBe(true);
  await session.ring({ visitorId: "visitor-1", name: "Grace+Hopper" });
  await expectLine(host, "Incoming call from Grace Hopper");
  await expectLine(host, "Call visitor-1 was removed");
  await expectLine(host, "✅ Call accepted");
  await session.ring({ visitorId: "visitor-2", name: "Another" });
  await expectLine(host, "Already in a call, rejecting...");
  await expect.poll(() => session.called("hangup")).toMatchObject([{ reason: "RejectedByAgent" }]);
  await peer.widgets.latest!.post(callMessage(peer, "FINISHED", "visitor-1"));
  await expectLine(host, "👋 Video session ended");
  await expectLine(host, "Widget is hidden");
});

const STANDALONE = (peer: { apiKey: string; origin: string; externalId: string }): string =>
  JSON.stringify({
    authMethod: "generic",
    apiKey: peer.apiKey,
    domain: peer.origin,
    agentEmail: "agent@example.com",
    organizationId: "org-1",
    standaloneMode: true,
    externalId: peer.externalId,
  });

for (const [what, line] of [
  ["outside standalone mode", "Standalone mode not enabled"],
  ["a call that another agent took", "Call was accepted by another agent"],
] as const)
  test(`standalone errors in their other spelling: ${what}`, async ({ host, peer }) => {
    peer.widgets.script = (widget) => {
      void widget.hello();
      void peer.push.latest?.callEvent("visitor-1-video", "AcceptedElsewhere", { userId: "another" });
    };
    const isStandalone = what !== "outside standalone mode";
    const options = isStandalone ? STANDALONE(peer) : JSON.stringify(generic(peer));
    const waits = isStandalone
      ? "await switchQueue(); await new Promise((r) => once('incomingCall', r));"
      : "";
    await openExample(host, peer, "Standalone error handling", {
      before: `${importing("init", "switchQueue", "once")} const visitorId = 'visitor-1'; await init(${options}); ${waits}`,
      change: (code) => code.replace("switch (error.code)", "switch (error.cause.code)"),
    });
    if (isStandalone) {
      await expect.poll(() => peer.push.latest?.isOnQueue).toBe(true);
      await peer.push.latest!.ring({ visitorId: "visitor-1" });
    }
    await expectLine(host, line);
  });

test("reject incoming calls, queue and received calls, one after the other", async ({ host, peer }) => {
  await openExample(host, peer, "Queue", {
    before: `${importing("init")} await init(${STANDALONE(peer)});`,
    after: "window.keep.done = true;",
  });
  await expectLine(host, "Queue is now ON");
  await openExample(host, peer, "Received calls", {
    before: `${importing("init", "switchQueue")} await init(${STANDALONE(peer)}); await switchQueue();`,
    after: "window.keep.done = true;",
  });
  await expectLine(host, "0 calls waiting");
  await expect.poll(() => host.page.evaluate(() => window.keep.done)).toBe(true);
  await peer.push.latest!.ring({ visitorId: "visitor-1" });
  await expectLine(host, "Call list updated:");
  await peer.push.latest!.callEvent("visitor-1-video", "CallEnded");
  await expectLine(host, "Call removed: visitor-1");
  await openExample(host, peer, "Reject incoming calls", {
    before: `${importing("init", "on", "rejectCall", "switchQueue")}
      const shouldRejectCall = () => true; await init(${STANDALONE(peer)}); await switchQueue();`,
    after: "window.keep.done = true;",
  });
  await expect.poll(() => host.page.evaluate(() => window.keep.done)).toBe(true);
  await peer.push.latest!.ring({ visitorId: "visitor-2" });
  await expect.poll(() => peer.push.latest!.called("hangup").length).toBe(1);
});
