import type { Page } from "@playwright/test";
import { expect, type Interaction, test } from "./fixtures.ts";
import type { OriginalAgent } from "./original-agent.ts";
import type { RunningPlatform } from "./running-platform.ts";

/** Opens the link and joins, which puts the visitor into the queue. */
async function arrive(
  visitor: Page,
  platform: RunningPlatform,
  link: string,
  name = "Grace Hopper",
): Promise<void> {
  const url = new URL(link, platform.origin);
  url.searchParams.set("name", name);
  await visitor.goto(url.href);
  await visitor.getByRole("button", { name: "Join call" }).click();
}

/** An agent on the queue for whom a visitor rings. */
async function haveRinging(
  agent: OriginalAgent,
  visitor: Page,
  ask: () => Promise<Interaction>,
): Promise<Interaction> {
  await agent.goOnQueue();
  const interaction = await ask();
  await arrive(visitor, agent.platform, interaction.visitor.fullUrl);
  await agent.note("incomingCall");
  return interaction;
}

async function haveAccepted(
  agent: OriginalAgent,
  visitor: Page,
  ask: () => Promise<Interaction>,
): Promise<Interaction> {
  const interaction = await haveRinging(agent, visitor, ask);
  await agent.page.evaluate((id) => window.original.acceptCall(id), interaction.interactionId);
  return interaction;
}

test("it signs in, and connects with a real session after init() has resolved", async ({ agent }) => {
  await agent.signIn();
  const session = await agent.note("session");
  expect(session).toEqual(expect.any(String));
  expect(["", "NO-SESSION"]).not.toContain(session);
});

test("the timetable is pushed without a request, together with Connected", async ({ agent }) => {
  await agent.signIn();
  expect(["on", "disabled"]).toContain(await agent.note("timetable"));
  const [connected] = await agent.notes("session");
  const [timetable] = await agent.notes("timetable");
  expect(timetable!.atMs - connected!.atMs).toBeLessThan(1_000);
});

test("a session that isn't on the queue is told so; otherwise the SDK would join automatically", async ({
  agent,
}) => {
  await agent.signIn();
  const info = (await agent.note("callInfo")) as { groups?: { floor?: Record<string, number> } };
  for (const count of Object.values(info.groups?.floor ?? {})) expect(count).toBe(0);
});

test("a visitor who arrives rings with their name", async ({ agent, visitor, ask }) => {
  const { interactionId } = await haveRinging(agent, visitor, ask);
  expect((await agent.notes("incomingCall"))[0]?.detail).toMatchObject({
    id: interactionId,
    type: "visitor",
  });
  const { name } = (await agent.note("incomingCall")) as { name: string };
  expect(name.replaceAll("+", " ")).toBe("Grace Hopper");
});

test("no calls ring at an agent who is not on the queue", async ({ agent, another, visitor, ask }) => {
  await another.signIn("off.queue@example.com");
  await another.note("timetable");
  await haveRinging(agent, visitor, ask);
  expect(await another.notes("incomingCall")).toEqual([]);
});

test("a visitor who waits already rings when the agent joins the queue", async ({ agent, visitor, ask }) => {
  const { interactionId, visitor: links } = await ask();
  await arrive(visitor, agent.platform, links.fullUrl);
  await agent.goOnQueue();
  expect(await agent.note("incomingCall")).toMatchObject({ id: interactionId });
});

test("AcceptedElsewhere with a device confirms accepting, and the call starts within 10 s of PRE_CALL", async ({
  agent,
  visitor,
  ask,
}) => {
  const { interactionId } = await haveAccepted(agent, visitor, ask);
  expect((await agent.notes("accept"))[0]?.detail).toBe("confirmed");
  const started = await agent.widgetSays("CALL_STARTED");
  expect(started).toMatchObject({
    visitorId: interactionId,
    email: expect.any(String),
    tennant_id: agent.platform.tenant.tenantId,
    pin: expect.any(String),
    attributes: expect.any(Object),
  });
  expect(new URL(started.shortUrl as string).origin).toBe(agent.platform.origin);
  expect((await agent.notes("AcceptedElsewhere"))[0]?.detail).toMatchObject({
    userId: expect.any(String),
    deviceId: expect.any(String),
  });
});

test("removing the iframe hangs up: the visitor's page says so, and the end reason is a hang-up", async ({
  agent,
  visitor,
  ask,
}) => {
  await haveAccepted(agent, visitor, ask);
  const before = await visitor.locator("body").textContent();
  await agent.page.evaluate(() => window.original.endCall());
  await expect(visitor.getByRole("button", { name: /hang up|leave|end call/i })).toHaveCount(0, {
    timeout: 10_000,
  });
  expect(await visitor.locator("body").textContent()).not.toBe(before);
});

test("when the visitor hangs up, the widget reports FINISHED", async ({ agent, visitor, ask }) => {
  await haveAccepted(agent, visitor, ask);
  await visitor
    .getByRole("button", { name: /hang up|leave|end call/i })
    .first()
    .click();
  await agent.widgetSays("FINISHED");
  expect(await agent.page.evaluate(() => window.original.isWidgetOpen)).toBe(false);
});

test("a rejected call gets CallEnded and keeps ringing at the other agents", async ({
  agent,
  another,
  visitor,
  ask,
}) => {
  await another.goOnQueue("second@example.com");
  const { interactionId } = await haveRinging(agent, visitor, ask);
  await another.note("incomingCall");
  await agent.page.evaluate((id) => window.original.rejectCall(id), interactionId);
  expect(await agent.note("CallEnded")).toMatchObject({ visitorId: interactionId });
  expect(await agent.waiting()).toEqual([]);
  expect(await another.waiting()).toEqual([interactionId]);
});

test("an agent who doesn't win gets AcceptedElsewhere without a device, and no CallEnded", async ({
  agent,
  another,
  visitor,
  ask,
}) => {
  await another.goOnQueue("second@example.com");
  const { interactionId } = await haveAccepted(agent, visitor, ask);
  const by = (await another.note("AcceptedElsewhere")) as Record<string, unknown>;
  expect(by).toMatchObject({ visitorId: interactionId, userId: expect.any(String) });
  expect(by.deviceId).toBeUndefined();
  expect(await another.notes("CallEnded")).toEqual([]);
  expect(await another.waiting()).toEqual([]);
});

test("the same agent's other device gets AcceptedElsewhere with the device", async ({
  agent,
  another,
  visitor,
  ask,
}) => {
  await another.goOnQueue();
  await haveAccepted(agent, visitor, ask);
  expect(await another.note("AcceptedElsewhere")).toMatchObject({ deviceId: expect.any(String) });
});

test("a second agent who accepts too late gets FINISHED, and the call continues", async ({
  agent,
  another,
  visitor,
  ask,
}) => {
  await another.goOnQueue("second@example.com");
  const { interactionId } = await haveAccepted(agent, visitor, ask);
  await another.page.evaluate((id) => window.original.openWidget(id), interactionId);
  await another.widgetSays("FINISHED");
  expect(
    (await agent.notes("widget")).map(({ detail }) => (detail as { status: string }).status),
  ).not.toContain("FINISHED");
});

test("DismissMeeting on a ringing call ends that agent's ringing only", async ({
  agent,
  another,
  visitor,
  ask,
}) => {
  await another.goOnQueue("second@example.com");
  const { interactionId } = await haveRinging(agent, visitor, ask);
  await another.note("incomingCall");
  await agent.page.evaluate((id) => {
    const calls = window.original.entries.get(id) as Map<string, { hangup(reason: string): void }>;
    for (const control of calls.values()) control.hangup("DismissMeeting");
  }, interactionId);
  await agent.note("CallEnded");
  expect(await another.waiting()).toEqual([interactionId]);
});

test("when a visitor leaves, the ringing ends with CallEnded", async ({ agent, visitor, ask }) => {
  const { interactionId } = await haveRinging(agent, visitor, ask);
  await visitor.close();
  await expect.poll(() => agent.waiting(), { timeout: 40_000 }).toEqual([]);
  expect((await agent.notes("CallEnded"))[0]?.detail).toMatchObject({ visitorId: interactionId });
  expect(await agent.notes("AcceptedElsewhere")).toEqual([]);
});

test("destroy() only disconnects, and no more calls ring at the agent", async ({
  agent,
  another,
  visitor,
  ask,
}) => {
  await agent.goOnQueue();
  await agent.page.evaluate(() => window.original.destroy());
  await another.goOnQueue("second@example.com");
  const { visitor: links } = await ask();
  await arrive(visitor, agent.platform, links.fullUrl);
  await another.note("incomingCall");
  expect(await agent.notes("incomingCall")).toEqual([]);
});

test("a widget without an interaction invites: the visitor opens the short link, and the call starts", async ({
  agent,
  visitor,
}) => {
  await agent.signIn();
  await agent.page.evaluate(() => window.original.openWidget());
  const { shortUrl, pin } = await agent.widgetSays("PRE_CALL");
  expect(pin).toMatch(/^\d{6}$/);
  await arrive(visitor, agent.platform, shortUrl as string);
  await agent.widgetSays("CALL_STARTED");
});

test("the application's own reference starts a new interaction with that reference", async ({ agent }) => {
  await agent.signIn();
  await agent.page.evaluate(() => window.original.openWidget("customer-123"));
  expect(await agent.widgetSays("PRE_CALL")).toMatchObject({ attributes: { customerId: "customer-123" } });
});

test("an unknown interaction gets FINISHED", async ({ agent }) => {
  await agent.signIn();
  await agent.page.evaluate(() => window.original.openWidget(`i_${"A".repeat(22)}`));
  await agent.widgetSays("FINISHED");
});

test("the widget accepts an API key outside standalone mode, and reports a refused key", async ({
  agent,
  platform,
}) => {
  const { apiKey, agentEmail } = platform.tenant;
  await agent.page.evaluate(([origin, key, email]) => window.original.openWidgetWithKey(origin, key, email), [
    platform.origin,
    apiKey,
    agentEmail,
  ] as const);
  await agent.widgetSays("PRE_CALL");
  await agent.page.evaluate(() => window.original.endCall());
  await agent.page.evaluate(([origin, key, email]) => window.original.openWidgetWithKey(origin, key, email), [
    platform.origin,
    `${apiKey}x`,
    agentEmail,
  ] as const);
  expect(await agent.widgetSays("FINISHED")).toMatchObject({ attributes: { error: "not-authenticated" } });
});

test("the widget removes the query from its address immediately", async ({ agent }) => {
  await agent.signIn();
  await agent.page.evaluate(() => window.original.openWidget());
  await agent.widgetSays("PRE_CALL");
  const frame = agent.page.frames().find((one) => one.url().includes("/nextjs/single/smartvideo/"))!;
  expect(new URL(frame.url()).search).toBe("");
});
