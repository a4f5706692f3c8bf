/** How many connections there may be: of an address, of an agent, of a seat, of all. */
import { once } from "node:events";
import { Agent, get, request as openRequest } from "node:http";
import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { PUSH_NAMESPACE } from "@videoengager/protocol/push/push-socket";
import { PATHS } from "@videoengager/protocol/rest/paths";
import { afterEach, expect, it, vi } from "vitest";
import { until } from "../fixtures/agent-client.ts";
import { type InProcessPlatform, startPlatform } from "../fixtures/in-process-platform.ts";
import { RawSocket } from "../fixtures/raw-socket.ts";
import { openVisitorPage, openWidget, SeatPage } from "../fixtures/seat-page.ts";

let platform: InProcessPlatform;
const sockets: RawSocket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.close();
  await platform.close();
});

function connectPush(auth: Readonly<Record<string, unknown>>, from?: string): RawSocket {
  const headers = from === undefined ? {} : { "x-forwarded-for": from };
  const socket = new RawSocket(platform.url, PUSH_NAMESPACE, auth, headers);
  sockets.push(socket);
  return socket;
}

/** A websocket that says nothing; null where it is refused. */
function openSilently(from: string): Promise<Duplex | null> {
  return new Promise((resolve, reject) => {
    const request = openRequest(`${platform.url}${PATHS.socket}/?EIO=4&transport=websocket`, {
      headers: {
        connection: "Upgrade",
        upgrade: "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
        "x-forwarded-for": from,
      },
    });
    request.on("upgrade", (_response, socket) => resolve(socket));
    request.on("response", (response) => resolve((response.resume(), null)));
    request.on("error", reject);
    request.end();
  });
}

it("counts sockets by the address behind a trusted proxy, not by the proxy's", async () => {
  platform = await startPlatform({ env: { RATE_LIMIT_FACTOR: "0.0005", TRUST_PROXY: "127.0.0.1" } });
  const refusals = async (from: string): Promise<string[]> =>
    Promise.all(Array.from({ length: 8 }, () => connectPush({}, from).isRefused()));
  for (const from of ["203.0.113.7", "203.0.113.8"]) {
    const refused = await refusals(from);
    expect(refused, from).toContain("invalid-request");
    expect(refused, from).toContain("rate-limited");
  }
});

it("limits how often one agent opens sockets, and leaves other agents at the same address alone", async () => {
  platform = await startPlatform({
    // 120 a minute become 6.
    env: { RATE_LIMIT_FACTOR: "0.05" },
    limitClock: { nowMs: () => 0 },
  });
  const openAs = async (userId: string, token: string): Promise<string> => {
    const socket = connectPush({ token, tenantId: platform.tenantId, userId, queue: ["video"] });
    await socket.hears("session");
    return socket.refusal ?? "opened";
  };
  const [ann, ben] = ["ann@example.org", "ben@example.org"] as const;
  const [annsToken, bensToken] = [await platform.signIn(ann), await platform.signIn(ben)];
  const outcomes: string[] = [];
  for (let count = 0; count < 7; count += 1) outcomes.push(await openAs(ann, annsToken));
  expect(outcomes).toEqual([...Array.from({ length: 6 }, () => "opened"), "rate-limited"]);
  expect(await openAs(ben, bensToken)).toBe("opened");
});

it("bounds the websockets of one address behind a trusted proxy", async () => {
  platform = await startPlatform({ env: { MAX_CONNECTIONS_PER_ADDRESS: "5", TRUST_PROXY: "127.0.0.1" } });
  const opened: Duplex[] = [];
  for (let count = 0; count < 5; count += 1) {
    const socket = await openSilently("203.0.113.7");
    if (socket) opened.push(socket);
  }
  expect(opened).toHaveLength(5);
  expect(await openSilently("203.0.113.7")).toBeNull();
  const elsewhere = await openSilently("203.0.113.8");
  expect(elsewhere).not.toBeNull();
  opened.pop()?.destroy();
  await vi.waitFor(async () => opened.push((await openSilently("203.0.113.7")) ?? fail()), {
    timeout: 10_000,
  });
  for (const socket of [...opened, elsewhere]) socket?.destroy();
});

function fail(): never {
  throw new Error("The socket was refused.");
}

/** A TCP connection that sends nothing. Every address in 127.0.0.0/8 is this machine's. */
async function connectFrom(localAddress: string): Promise<Socket> {
  const socket = connect({ host: "127.0.0.1", port: Number(new URL(platform.url).port), localAddress });
  await once(socket, "connect");
  return socket.resume();
}

async function metricsMatch(pattern: RegExp): Promise<void> {
  await vi.waitFor(
    async () => expect(await (await fetch(`${platform.url}/metrics`)).text()).toMatch(pattern),
    { timeout: 10_000 },
  );
}

it("leaves room for others when one address opens all the connections that it can", async () => {
  platform = await startPlatform({ env: { MAX_CONNECTIONS: "40" } });
  const opened = await Promise.all(Array.from({ length: 30 }, () => connectFrom("127.0.0.2")));
  await vi.waitFor(() => expect(opened.filter((socket) => !socket.destroyed)).toHaveLength(20), {
    timeout: 10_000,
  });
  const widget = await openWidget(platform, await platform.signIn("ann@example.org"));
  const page = await openVisitorPage(platform, widget.opened.interaction.interactionId);
  await page.join("Vera");
  await widget.sees((room) => room.peer.presence === "joined");
  await metricsMatch(/^connections_dropped_total 10$/m);
  for (const socket of opened) socket.destroy();
});

/** What the platform wants to do with a connection after its answer: `keep-alive` or `close`. */
function connectionAfterAnswer(localAddress: string): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const browser = new Agent({ keepAlive: true });
    get(`${platform.url}/healthz`, { agent: browser, localAddress }, (response) => {
      response.resume().once("end", () => resolve(response.headers.connection));
      browser.destroy();
    }).once("error", reject);
  });
}

it("keeps no connection alive of an address that uses over half of its share, and those of others", async () => {
  platform = await startPlatform({ env: { MAX_CONNECTIONS: "100", MAX_CONNECTIONS_PER_ADDRESS: "20" } });
  const opened = await Promise.all(Array.from({ length: 9 }, () => connectFrom("127.0.0.2")));
  expect(await connectionAfterAnswer("127.0.0.2")).toBe("keep-alive");
  opened.push(await connectFrom("127.0.0.2"));
  expect(await connectionAfterAnswer("127.0.0.2")).toBe("close");
  expect(await connectionAfterAnswer("127.0.0.3")).toBe("keep-alive");
  for (const socket of opened) socket.destroy();
});

it("closes a connection that sends nothing, or only half a request, after some seconds", async () => {
  platform = await startPlatform();
  const [silent, half] = [await connectFrom("127.0.0.2"), await connectFrom("127.0.0.3")];
  half.write("GET /healthz HTTP/1.1\r\nHost: localhost\r\n");
  await Promise.all([once(silent, "close"), once(half, "close")]);
  expect((await fetch(`${platform.url}/healthz`)).status).toBe(200);
});

it("closes a socket that floods with events, known or not, and lets its page return", async () => {
  platform = await startPlatform();
  const widget = await openWidget(platform, await platform.signIn("ann@example.org"));
  const page = await openVisitorPage(platform, widget.opened.interaction.interactionId);
  await page.join("Vera");
  for (let count = 0; count < 2_000 && page.socket.connected; count += 1)
    (page.socket as { emit(event: string, value: unknown): unknown }).emit(`unknown${count % 7}`, count);
  await until(() => !page.socket.connected, "the flooding socket to be closed");
  await metricsMatch(/^socket_refusals_total\{part="connection",reason="flood"\} 1$/m);
  const again = new SeatPage(platform.url, page.seatToken, page.instanceId);
  await again.isConnected();
  await widget.sees((room) => room.peer.presence === "joined");
  await again.hangUp();
});

it("closes connections beyond the maximum of a node, and counts them", async () => {
  platform = await startPlatform({ env: { MAX_CONNECTIONS: "10", MAX_CONNECTIONS_PER_ADDRESS: "10" } });
  const kept = await Promise.all(Array.from({ length: 10 }, () => connectFrom("127.0.0.1")));
  const late = await connectFrom("127.0.0.1");
  await once(late, "close");
  expect(kept.every((socket) => !socket.destroyed)).toBe(true);
  for (const socket of kept) socket.destroy();
  await metricsMatch(/^connections_dropped_total [1-9]/m);
});

it("lets an agent have fifty sessions, and no more", async () => {
  platform = await startPlatform();
  const email = "ann@example.org";
  const auth = { token: await platform.signIn(email), tenantId: platform.tenantId, userId: email };
  await Promise.all(Array.from({ length: 50 }, () => connectPush(auth).hears("session")));
  expect(await connectPush(auth).isRefused()).toBe("rate-limited");
  sockets.pop();
  sockets.pop()?.close();
  await vi.waitFor(async () => expect(await connectPush(auth).hears("session")).toBeDefined(), {
    timeout: 10_000,
  });
});

it("keeps one socket of a page: a new one takes the place of the one before", async () => {
  platform = await startPlatform();
  const widget = await openWidget(platform, await platform.signIn("ann@example.org"));
  const page = await openVisitorPage(platform, widget.opened.interaction.interactionId);
  await page.join("Vera");
  const again = new SeatPage(platform.url, page.seatToken, page.instanceId);
  await again.isConnected();
  await until(() => !page.socket.connected, "the socket before to be closed");
  await widget.sees((room) => room.peer.presence === "joined");
  expect(page.takenOver).toBe(false);
  await again.hangUp();
  expect(await widget.hasEnded()).toMatchObject({ reason: "hung-up", by: "visitor" });
});
