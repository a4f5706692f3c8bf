/** A queue with more visitors than an agent can look at, and an agent with more sessions than allowed. */
import { PUSH_NAMESPACE, type RingingChange } from "@videoengager/protocol/push/push-socket";
import { createInteractionPath } from "@videoengager/protocol/rest/paths";
import { afterEach, expect, it, vi } from "vitest";
import { newInteractionId } from "../../src/lib/random-ids.ts";
import { AgentClient, agentOnQueue, until } from "../fixtures/agent-client.ts";
import { createCuttableNetwork } from "../fixtures/cuttable-network.ts";
import { type InProcessPlatform, startPlatform } from "../fixtures/in-process-platform.ts";
import { RawSocket } from "../fixtures/raw-socket.ts";
import { openVisitorPage, openWidget, type SeatPage } from "../fixtures/seat-page.ts";

let platform: InProcessPlatform;
const agents: AgentClient[] = [];
const sockets: RawSocket[] = [];

afterEach(async () => {
  for (const agent of agents.splice(0)) agent.client.disconnect();
  for (const socket of sockets.splice(0)) socket.close();
  await platform.close();
});

async function onQueue(name: string): Promise<AgentClient> {
  const agent = await agentOnQueue(platform, `${name}@example.org`);
  agents.push(agent);
  return agent;
}

/** Visitors who wait, stored at once: their pages would take a minute to open. The first waits longest. */
async function storeWaiting(count: number): Promise<readonly string[]> {
  const nowMs = Date.now();
  const ids = Array.from({ length: count }, () => newInteractionId(nowMs));
  for (let start = 0; start < count; start += 100)
    await platform.app.deps.database.db
      .insertInto("interactions")
      .values(
        ids.slice(start, start + 100).map((id, offset) => {
          const sinceMs = nowMs - 100_000 + start + offset;
          return {
            id,
            tenant_id: platform.tenantId,
            initiated_by: "visitor",
            state: "waiting",
            pin: "000000",
            pin_failures: 0,
            short_code: id,
            visitor_name: "",
            visitor_email: "",
            visitor_phone: "",
            custom_data: "{}",
            created_at_ms: sinceMs,
            waiting_since_ms: sinceMs,
            queue_order_ms: sinceMs,
            waiting_ends_at_ms: nowMs + 600_000,
            talk_time_ms: 0,
          } as const;
        }),
      )
      .execute();
  return ids;
}

async function waitingVisitor(customData = {}): Promise<{ id: string; page: SeatPage }> {
  const id = await platform.requestCall(customData);
  const page = await openVisitorPage(platform, id);
  await page.join("Vera");
  await page.sees((room) => room.state === "waiting");
  return { id, page };
}

it("rings with the 50 who wait longest, says how many wait in all, and is back after a cut connection", async () => {
  platform = await startPlatform();
  const network = await createCuttableNetwork(platform.url);
  const ids = await storeWaiting(501);
  const ann = new AgentClient(
    { ...platform, url: network.url },
    "ann@example.org",
    await platform.signIn("ann@example.org"),
  );
  agents.push(ann);
  const waiting: unknown[] = [];
  ann.client.setCallInfoCallbacks(
    (info) => waiting.push(info.waiting?.count),
    (delta) => delta.mrg?.waiting && waiting.push(delta.mrg.waiting.set.count),
    () => {},
  );
  await ann.connect();
  await ann.joinQueue();
  expect(ann.ringing).toEqual(ids.slice(0, 50));
  expect(waiting).toEqual([0, 501]);
  network.cut();
  await until(() => ann.events.includes("WaitBeforeReconnect"), "the loss to be noticed");
  network.mend();
  await until(
    () => ann.events.filter((event) => event === "Connected").length === 2,
    "the reconnect",
    10_000,
  );
  expect(ann.ringing).toEqual(ids.slice(0, 50));
  expect(ann.calls).toHaveLength(50);
  await network.close();
}, 60_000);

it("lets a client back in that shows more calls than the platform reads, or something that isn't a call", async () => {
  platform = await startPlatform();
  const ids = await storeWaiting(600);
  const email = "ann@example.org";
  const auth = { token: await platform.signIn(email), tenantId: platform.tenantId, userId: email };
  for (const shown of [ids, [...ids.slice(0, 3), 7, null], "all"]) {
    const socket = new RawSocket(platform.url, PUSH_NAMESPACE, { ...auth, queue: ["video"], shown });
    sockets.push(socket);
    expect(await socket.hears("session")).toMatchObject({ waiting: { count: 600 } });
  }
  const shapeless = new RawSocket(platform.url, PUSH_NAMESPACE, { ...auth, token: 7 });
  sockets.push(shapeless);
  expect(await shapeless.isRefused()).toBe("invalid-request");
}, 60_000);

it("sends an agent who takes one of many calls one message, and the others the next in line", async () => {
  platform = await startPlatform();
  const ids = await storeWaiting(55);
  const { id, page } = await waitingVisitor();
  await platform.app.deps.database.db
    .updateTable("interactions")
    .set({ queue_order_ms: 1 })
    .where("id", "=", id)
    .execute();
  const email = "ann@example.org";
  const token = await platform.signIn(email);
  const socket = new RawSocket(platform.url, PUSH_NAMESPACE, {
    token,
    tenantId: platform.tenantId,
    userId: email,
    queue: ["video"],
  });
  sockets.push(socket);
  await socket.hears("session");
  const ben = await onQueue("ben");
  expect(ben.ringing).toEqual([id, ...ids.slice(0, 49)]);
  const widget = await openWidget(platform, token, id);
  await ben.outcomeOf(id);
  expect(ben.ringing).toEqual(ids.slice(0, 50));
  const changes = (): readonly RingingChange[] => socket.heardOf("ringing") as readonly RingingChange[];
  await until(() => changes().some(({ othersEnded }) => othersEnded), "ann's calls to end");
  expect(changes().filter(({ ended, othersEnded }) => ended.length > 0 || othersEnded)).toEqual([
    {
      ended: [{ visitorId: id, reason: "accepted", by: { userId: email, deviceId: widget.instanceId } }],
      othersEnded: true,
      ringing: [],
      waiting: { count: 55, longestSinceMs: expect.any(Number) },
    },
  ]);
  await page.hangUp();
  await until(() => changes().some(({ ringing }) => ringing.length > 0), "the calls to ring again");
  expect(changes().filter(({ ringing }) => ringing.length > 0)).toHaveLength(1);
  expect(changes().findLast(({ ringing }) => ringing.length > 0)?.ringing).toHaveLength(50);
}, 60_000);

it("rings with an excerpt of long custom data, and gives all of it to the agent who accepts", async () => {
  platform = await startPlatform();
  const ann = await onQueue("ann");
  const customData = { customerId: "c-1", history: "x".repeat(10_000), order: 7 };
  const { id, page } = await waitingVisitor(customData);
  await ann.rings(id);
  expect(ann.calls[0]?.customData).toEqual({ customerId: "c-1", order: 7 });
  const widget = await openWidget(platform, ann.token, id);
  expect(widget.opened.interaction.customData).toEqual(customData);
  await page.hangUp();
});

it.each([
  [{ MAX_WAITING_PER_ADDRESS: "2" }, 429, "rate-limited"],
  [{ MAX_WAITING_PER_TENANT: "2" }, 503, "not-ready"],
])(
  "refuses a request beyond %j while the visitors before it wait",
  async (bound, status, code) => {
    platform = await startPlatform({ env: { RATE_LIMIT_FACTOR: "1", ...bound } });
    const [first] = [await waitingVisitor(), await waitingVisitor()];
    const request = (): ReturnType<typeof platform.request> =>
      platform.request("POST", createInteractionPath(platform.tenantId), { type: "OUTBOUND" });
    await vi.waitFor(async () => expect(await request()).toMatchObject({ status, error: { code } }), {
      timeout: 10_000,
    });
    await first.page.hangUp();
    await vi.waitFor(async () => expect((await request()).status).toBe(200), { timeout: 10_000 });
  },
  60_000,
);

it("lets an agent have 50 sessions when 600 open at the same time", async () => {
  platform = await startPlatform();
  const email = "ann@example.org";
  const auth = { token: await platform.signIn(email), tenantId: platform.tenantId, userId: email };
  const opened = Array.from({ length: 600 }, () => new RawSocket(platform.url, PUSH_NAMESPACE, auth));
  sockets.push(...opened);
  const isIn = (socket: RawSocket): boolean => socket.heardOf("session").length > 0;
  await until(
    () => opened.every((socket) => isIn(socket) || socket.refusal !== null),
    "all to be let in or refused",
    60_000,
  );
  expect(opened.filter(isIn)).toHaveLength(50);
  expect(opened.map(({ refusal }) => refusal)).toContain("rate-limited");
  // A place is free again with the session that had it.
  opened.find(isIn)?.close();
  const again = async (): Promise<boolean> => {
    const socket = new RawSocket(platform.url, PUSH_NAMESPACE, auth);
    sockets.push(socket);
    await until(() => isIn(socket) || socket.refusal !== null, "an answer");
    return isIn(socket);
  };
  let isBack = false;
  for (let attempt = 0; attempt < 100 && !isBack; attempt += 1) isBack = await again();
  expect(isBack).toBe(true);
}, 120_000);

it("stores a rejection once, however often a client repeats it", async () => {
  platform = await startPlatform();
  const ann = await onQueue("ann");
  const email = "ann@example.org";
  const socket = new RawSocket(platform.url, PUSH_NAMESPACE, {
    token: ann.token,
    tenantId: platform.tenantId,
    userId: email,
    queue: ["video"],
  });
  sockets.push(socket);
  const { id, page } = await waitingVisitor();
  await ann.rings(id);
  for (let count = 0; count < 10; count += 1)
    expect(await socket.ask("reject", { visitorId: id, reason: "RejectedByAgent" })).toEqual({
      ok: true,
      value: null,
    });
  await ann.outcomeOf(id);
  const ends = (socket.heardOf("ringing") as readonly RingingChange[]).flatMap(({ ended }) => ended);
  expect(ends).toEqual([{ visitorId: id, reason: "rejected" }]);
  await page.hangUp();
});
