/** How many connections there may be: of an address, of an agent, of a seat, of all. */
import { once } from "node:events";
import { request as openRequest } from "node:http";
import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { PUSH_NAMESPACE } from "@videoengager/protocol/push/push-socket";
import { PATHS } from "@videoengager/protocol/rest/paths";
import { afterEach, expect, it, vi } from "vitest";
import { until } from "./fixtures/agent-client.ts";
import { type LivePlatform, startPlatform } from "./fixtures/live-platform.ts";
import { RawSocket } from "./fixtures/raw-socket.ts";
import { openVisitorPage, openWidget, SeatPage } from "./fixtures/seat-page.ts";

let platform: LivePlatform;
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
  platform = await startPlatform({ env: { RATE_LIMIT_FACTOR: "0.01", TRUST_PROXY: "127.0.0.1" } });
  const refusals = async (from: string): Promise<string[]> =>
    Promise.all(Array.from({ length: 8 }, () => connectPush({}, from).isRefused()));
  for (const from of ["203.0.113.7", "203.0.113.8"]) {
    const refused = await refusals(from);
    expect(refused, from).toContain("not-authenticated");
    expect(refused, from).toContain("rate-limited");
  }
});

it("lets no address open sockets without end", async () => {
  platform = await startPlatform({ env: { RATE_LIMIT_FACTOR: "0.001", TRUST_PROXY: "127.0.0.1" } });
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

it("closes connections beyond the most that a node keeps open, and counts them", async () => {
  platform = await startPlatform({ env: { MAX_CONNECTIONS: "10" } });
  const { port } = new URL(platform.url);
  const open = async (): Promise<Socket> => {
    const socket = connect(Number(port), "127.0.0.1");
    await once(socket, "connect");
    return socket;
  };
  const kept = await Promise.all(Array.from({ length: 10 }, open));
  const late = await open();
  late.resume();
  await once(late, "close");
  expect(kept.every((socket) => !socket.destroyed)).toBe(true);
  for (const socket of kept) socket.destroy();
  await vi.waitFor(async () => {
    const metrics = await (await fetch(`${platform.url}/metrics`)).text();
    expect(metrics).toMatch(/^connections_dropped_total [1-9]/m);
  });
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
