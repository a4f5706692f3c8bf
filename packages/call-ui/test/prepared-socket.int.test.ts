/** A transport that opens before there is a seat, against the real platform. */
import { randomUUID } from "node:crypto";
import type { StartWidgetResponse } from "@videoengager/protocol/rest/widget-session";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type RunningPlatform, startPlatform } from "../../../e2e/fixtures/platform.ts";
import { openSocket, prepareSocket } from "../src/signalling/open-socket.ts";

let platform: RunningPlatform;
beforeAll(async () => {
  platform = await startPlatform();
  vi.stubGlobal("location", { origin: platform.url });
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await platform.stop();
});

async function startWidget(): Promise<string> {
  const { apiKey: pak, agentEmail: email } = platform.demo;
  const answer = await fetch(`${platform.url}/api/widget/start`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ credential: { pak, email }, open: { instanceId: randomUUID() } }),
  });
  const { opened } = (await answer.json()) as StartWidgetResponse;
  if ("refused" in opened) throw new Error(opened.refused.message);
  return opened.seat.seatToken;
}

it.each(["prepared", "not prepared"] as const)(
  "brings the seat's room: a transport that was %s",
  async (how) => {
    const page = new AbortController();
    if (how === "prepared") prepareSocket(page.signal);
    const seatToken = await startWidget();
    const socket = openSocket(() => ({ seatToken }));
    const presence = await new Promise<string>((resolve, reject) => {
      socket.on("room", ({ self }) => resolve(self.presence));
      socket.on("connect_error", reject);
    });
    expect(presence).toBe("arrived");
    // It belongs to the seat now: giving up the request that it was prepared for does not close it.
    page.abort();
    expect(socket.connected).toBe(true);
    socket.disconnect();
  },
);

it("is closed where no seat used it, and the next one opens anew", async () => {
  const refused = new AbortController();
  prepareSocket(refused.signal);
  refused.abort();
  const seatToken = await startWidget();
  const socket = openSocket(() => ({ seatToken }));
  await new Promise((resolve, reject) => {
    socket.on("room", resolve);
    socket.on("connect_error", reject);
  });
  socket.disconnect();
});
