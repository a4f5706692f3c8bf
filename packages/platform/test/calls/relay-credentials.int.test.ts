import { afterAll, beforeAll, expect, it } from "vitest";
import { type InProcessPlatform, startPlatform } from "../fixtures/in-process-platform.ts";
import { askForVisitorSeat, openVisitorPage, openWidget } from "../fixtures/seat-page.ts";

const LIFE_MS = 900_000;
let nowMs = Date.now();
let platform: InProcessPlatform;

beforeAll(async () => {
  platform = await startPlatform({
    clock: { nowMs: () => nowMs },
    env: { TURN_URLS: "turn:turn.example.com", TURN_SECRET: "a-secret" },
  });
});
afterAll(() => platform.close());

it("gives each seat relay credentials in its own name, for 15 minutes", async () => {
  const id = await platform.requestCall();
  const { body } = await askForVisitorSeat(platform, id);
  const endS = Math.floor((nowMs + LIFE_MS) / 1_000);
  expect(body.seat.iceServersExpireAtMs).toBe(endS * 1_000);
  expect(body.seat.iceServers).toEqual([
    { urls: ["turn:turn.example.com"], username: `${endS}:${id}-visitor`, credential: expect.any(String) },
  ]);
});

it("renews them over the signalling socket of a seat that has been open for hours", async () => {
  const widget = await openWidget(platform, await platform.signIn("ann@acme.example"));
  const { interactionId } = widget.opened.interaction;
  nowMs += 3 * 3_600_000;
  const visitor = await openVisitorPage(platform, interactionId);
  for (const [page, role] of [
    [widget, "agent"],
    [visitor, "visitor"],
  ] as const) {
    const answer = await page.socket.emitWithAck("iceServers");
    const endS = Math.floor((nowMs + LIFE_MS) / 1_000);
    expect(answer).toMatchObject({
      ok: true,
      expiresAtMs: endS * 1_000,
      iceServers: [{ username: `${endS}:${interactionId}-${role}` }],
    });
  }
});
