import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket as NetSocket } from "node:net";
import type { RingingChange } from "@videoengager/protocol/push/push-socket";
import { Server as SocketServer } from "socket.io";
import { io, type Socket } from "socket.io-client";
import { afterEach, beforeEach, expect, it } from "vitest";
import { broadcastFrame, isCongested } from "../../src/queue/push/broadcast-frame.ts";
import type { PushNamespace, PushSocket } from "../../src/queue/push/push-namespace.ts";
import { until } from "../fixtures/agent-client.ts";

/** Fails if an update of Socket.IO, engine.io or ws changed the internals that `broadcast-frame.ts` uses. */
const AGENTS = 5;

let server: Server;
let sockets: SocketServer;
let namespace: PushNamespace;
let clients: Socket[];
let received: [event: string, message: unknown][][];

beforeEach(async () => {
  server = createServer();
  sockets = new SocketServer(server, { transports: ["websocket"], perMessageDeflate: false });
  namespace = sockets.of("/push");
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  received = Array.from({ length: AGENTS }, () => []);
  clients = received.map((list) => {
    const client = io(`http://127.0.0.1:${port}/push`, { transports: ["websocket"], forceNew: true });
    client.onAny((event: string, message: { visitorId?: string }) => list.push([event, message]));
    return client;
  });
  await until(() => clients.every((client) => client.connected), "all agents to be connected");
  await idle();
});

afterEach(async () => {
  for (const client of clients) client.disconnect();
  await sockets.close();
});

function connected(): PushSocket[] {
  return [...namespace.sockets.values()];
}

/** What was sent before is with the operating system. */
function idle(): Promise<void> {
  return until(() => connected().every(({ conn }) => conn.transport.writable), "all transports to be idle");
}

function change(visitorId: string, note = ""): RingingChange {
  const call = { visitorId, visitorName: "Väinö 👋", callType: "video", waitingSinceMs: 1 } as const;
  return {
    ended: [],
    ringing: [{ ...call, customData: { note } }],
    waiting: { count: 1, longestSinceMs: 1 },
  };
}

function broadcast(message: RingingChange, to: readonly PushSocket[] = connected()): number {
  return broadcastFrame(namespace, to, "ringing", JSON.stringify(message));
}

it.each([0, 200, 70_000])(
  "writes a call with %d characters of data straight to every idle agent, whole",
  async (length) => {
    const message = change("i_1", "ä".repeat(length));
    expect(broadcast(message)).toBe(AGENTS);
    await until(() => received.every((list) => list.length === 1), "all agents to get it");
    for (const list of received) expect(list).toEqual([["ringing", message]]);
  },
);

it("keeps the order of what is sent before, after and while a message is being written", async () => {
  broadcast(change("1"));
  broadcast(change("2"));
  for (const socket of connected()) socket.emit("ringing", change("3"));
  // Being written: the next ones queue behind it in Socket.IO.
  expect(broadcast(change("4"))).toBe(0);
  for (const socket of connected()) socket.emit("ringing", change("5"));
  await idle();
  expect(broadcast(change("6"))).toBe(AGENTS);
  await until(() => received.every((list) => list.length === 6), "all agents to get everything");
  for (const list of received)
    expect(list.map(([, message]) => (message as RingingChange).ringing[0]?.visitorId)).toEqual([
      "1",
      "2",
      "3",
      "4",
      "5",
      "6",
    ]);
});

it("writes nothing to agents who are gone, and to all others", async () => {
  const everybody = connected();
  everybody[0]?.disconnect(true);
  everybody[1]?.conn.close();
  expect(broadcast(change("i_2"), everybody)).toBe(AGENTS - 2);
  await until(
    () => received.filter((list) => list.length === 1).length === AGENTS - 2,
    "the others to get it",
  );
});

it("finds a client that stopped reading, and no other", async () => {
  const [slow, ...others] = connected();
  if (!slow) throw new Error("unreachable");
  const client = clients.find(({ id }) => id === slow.id);
  // The client's TCP socket, paused as a suspended machine's is.
  if (!client) throw new Error("unreachable");
  const { ws } = client.io.engine.transport as unknown as { ws: { _socket: NetSocket } };
  ws._socket.pause();
  expect(isCongested(slow)).toBe(false);
  const large = change("i_1", "x".repeat(60_000));
  for (let sent = 0; sent < 400 && !isCongested(slow); sent += 1) {
    broadcast(large);
    const perAgent = sent + 1;
    await until(
      () => received.filter((list) => list.length === perAgent).length === others.length,
      "the others to get it",
    );
  }
  expect(isCongested(slow)).toBe(true);
  expect(others.map(isCongested)).toEqual(others.map(() => false));
  ws._socket.resume();
  await until(() => !isCongested(slow), "the client to catch up");
});
