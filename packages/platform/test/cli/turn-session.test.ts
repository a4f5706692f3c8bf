import { createSocket } from "node:dgram";
import { once } from "node:events";
import { afterAll, beforeAll, expect, it } from "vitest";
import { TurnSession } from "../../src/cli/doctor/turn-session.ts";

const server = createSocket("udp4");
beforeAll(async () => {
  server.bind(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => void server.close());

it("a request whose datagram was lost is sent again, and a second answer to it is not taken for the next one's", async () => {
  const received: string[] = [];
  server.on("message", (request, { port }) => {
    received.push(request.subarray(8, 20).toString("hex"));
    // The first datagram is lost, and what repeats it is answered twice.
    if (received.length === 1) return;
    const answer = Buffer.from(request.subarray(0, 20));
    answer.writeUInt16BE(0x0113, 0);
    answer.writeUInt16BE(0, 2);
    server.send(answer, port);
    server.send(answer, port);
  });
  const url = `turn:127.0.0.1:${server.address().port}`;
  const session = await TurnSession.open(url, { username: "u", password: "p" }, async (host) => host);
  expect(await session.begin()).toBe(false);
  expect(await session.allocate()).toEqual({ ok: false, errorCode: 0 });
  session.close();
  expect([received.length, new Set(received).size]).toEqual([3, 2]);
});
