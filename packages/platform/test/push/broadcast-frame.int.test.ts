import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { RingingCall } from "@videoengager/protocol/push/push-socket";
import { Server as SocketServer } from "socket.io";
import { io, type Socket } from "socket.io-client";
import { afterEach, beforeEach, expect, it } from "vitest";
import { broadcastFrame } from "../../src/push/broadcast-frame.ts";
import type { PushNamespace, PushSocket } from "../../src/push/push-namespace.ts";
import { until } from "../fixtures/agent-client.ts";

/** Fails where an update of Socket.IO, engine.io or ws has changed what a frame is written by. */
const AGENTS = 5;

let server: Server;
let sockets: SocketServer;
let namespace: PushNamespace;
let clients: Socket[];
let heard: [event: string, message: unknown][][];

beforeEach(async () => {
  server = createServer();
  sockets = new SocketServer(server, { transports: ["websocket"], perMessageDeflate: false });
  namespace = sockets.of("/push");
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  heard = Array.from({ length: AGENTS }, () => []);
  clients = heard.map((list) => {
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

function call(visitorId: string, note = ""): RingingCall {
  return { visitorId, visitorName: "Väinö 👋", callType: "video", waitingSinceMs: 1, customData: { note } };
}

it.each([0, 200, 70_000])(
  "writes a call with %d letters of data straight to every idle agent, whole",
  async (length) => {
    const message = call("i_1", "ä".repeat(length));
    expect(broadcastFrame(namespace, connected(), "ringing", message)).toBe(AGENTS);
    await until(() => heard.every((list) => list.length === 1), "all agents to hear");
    for (const list of heard) expect(list).toEqual([["ringing", message]]);
  },
);

it("keeps the order of what is said before, after and while something is under way", async () => {
  const ended = (visitorId: string) => ({ visitorId, reason: "timeout" }) as const;
  broadcastFrame(namespace, connected(), "ringing", call("1"));
  broadcastFrame(namespace, connected(), "ringingEnded", ended("2"));
  for (const socket of connected()) socket.emit("ringing", call("3"));
  // Under way: these go behind it, in Socket.IO's own queue.
  expect(broadcastFrame(namespace, connected(), "ringing", call("4"))).toBe(0);
  for (const socket of connected()) socket.emit("ringing", call("5"));
  await idle();
  expect(broadcastFrame(namespace, connected(), "ringing", call("6"))).toBe(AGENTS);
  await until(() => heard.every((list) => list.length === 6), "all agents to hear");
  for (const list of heard)
    expect(list.map(([, message]) => (message as RingingCall).visitorId)).toEqual([
      "1",
      "2",
      "3",
      "4",
      "5",
      "6",
    ]);
});

it("writes nothing to agents who are gone, and tells the others", async () => {
  const everybody = connected();
  everybody[0]?.disconnect(true);
  everybody[1]?.conn.close();
  expect(broadcastFrame(namespace, everybody, "ringing", call("i_2"))).toBe(AGENTS - 2);
  await until(() => heard.filter((list) => list.length === 1).length === AGENTS - 2, "the others to hear");
});
