import { once } from "node:events";
import { connect } from "node:net";
import { PATHS } from "@videoengager/protocol/rest/paths";
import { io } from "socket.io-client";
import { expect, it } from "vitest";
import { startPlatform } from "./helpers/start-platform.ts";

it("closes while a client holds a connection open and sends nothing more, and answers what is under way", async () => {
  const platform = await startPlatform();
  const { port } = new URL(platform.url);
  const slow = connect(Number(port), "127.0.0.1");
  let answered = "";
  slow.on("data", (chunk: Buffer) => {
    answered += chunk.toString();
  });
  await once(slow, "connect");
  // The first half of a request; the second comes when the platform is closing already.
  slow.write(
    "POST /api/widget/renew HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{",
  );
  await platform.fetch("/healthz");
  const stopped = platform.stop();
  slow.write("}");
  await stopped;
  expect(answered).toContain("401");
});

it("says so before it closes: /readyz is 503 while everything else is still served", async () => {
  const platform = await startPlatform({ env: { DRAIN_DELAY_S: "2" } });
  expect((await platform.fetch("/readyz")).status).toBe(200);
  const stopped = platform.stop();
  const draining = await platform.fetch("/readyz");
  expect(draining.status).toBe(503);
  expect(draining.headers.get("connection")).toBe("close");
  expect(await draining.json()).toMatchObject({ ready: false, checks: { draining: "shutting down" } });
  expect((await platform.fetch("/healthz")).status).toBe(200);
  expect(await platform.signIn()).toBeTruthy();
  await stopped;
  await expect(platform.fetch("/healthz")).rejects.toThrow();
});

it("closes its sockets spread over half of the drain time, so that their pages don't reconnect at once", async () => {
  const platform = await startPlatform({ env: { DRAIN_DELAY_S: "2" } });
  const sockets = Array.from({ length: 20 }, () =>
    io(platform.url, {
      path: PATHS.socket,
      transports: ["websocket"],
      forceNew: true,
      reconnection: false,
    }),
  );
  await Promise.all(sockets.map((socket) => new Promise<void>((resolve) => socket.once("connect", resolve))));
  const closedAtMs = sockets.map(
    (socket) => new Promise<number>((resolve) => socket.once("disconnect", () => resolve(performance.now()))),
  );
  await platform.stop();
  const times = (await Promise.all(closedAtMs)).toSorted((a, b) => a - b);
  // 20 slices of 50 ms with one socket each.
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(800);
  expect((times[10] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(300);
});
