import { visitorInteractionPath } from "@videoengager/protocol/rest/paths";
import type { VisitorInteraction } from "@videoengager/protocol/rest/visitor-seat";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type InProcessPlatform, startPlatform } from "../fixtures/in-process-platform.ts";
import { askForVisitorSeat, openVisitorPage, openWidget } from "../fixtures/seat-page.ts";

let platform: InProcessPlatform;
let token: string;

beforeAll(async () => {
  platform = await startPlatform({ settings: { enablePin: true } });
  token = await platform.signIn("ann@example.org");
});
afterAll(() => platform.close());

describe("a tenant that wants the PIN", () => {
  it("asks for it before a visitor joins an invitation, and for the right one only", async () => {
    const { opened } = await openWidget(platform, token);
    const { interactionId, pin, pinRequired } = opened.interaction;
    expect(pinRequired).toBe(true);
    const { body } = await platform.request<VisitorInteraction>("GET", visitorInteractionPath(interactionId));
    expect(body.pinRequired).toBe(true);
    expect((await askForVisitorSeat(platform, interactionId)).error?.code).toBe("pin-required");
    const wrong = pin === "000000" ? "111111" : "000000";
    const refused = await askForVisitorSeat(platform, interactionId, { pin: wrong });
    expect(refused.error).toMatchObject({ code: "pin-wrong", attemptsLeft: 4 });
    expect(JSON.stringify(refused.body)).not.toContain(pin);
    const visitor = await openVisitorPage(platform, interactionId, { pin });
    expect(visitor.room.state).toBe("created");
  });

  it("does not ask a page that comes back to its seat, but a second device that takes it over", async () => {
    const { opened } = await openWidget(platform, token);
    const { interactionId, pin } = opened.interaction;
    const { instanceId } = await openVisitorPage(platform, interactionId, { pin });
    const again = await askForVisitorSeat(platform, interactionId, { instanceId });
    expect(again.status).toBe(200);
    const second = await askForVisitorSeat(platform, interactionId, { takeOver: true });
    expect(second.error?.code).toBe("pin-required");
  });

  it("locks after five wrong ones, also when they come at once, and then takes none", async () => {
    const { opened } = await openWidget(platform, token);
    const { interactionId, pin } = opened.interaction;
    const wrong = pin === "000000" ? "111111" : "000000";
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => askForVisitorSeat(platform, interactionId, { pin: wrong })),
    );
    const codes = answers.map((answer) => answer.error?.code);
    expect(codes.filter((code) => code === "pin-wrong")).toHaveLength(4);
    expect(codes.filter((code) => code === "pin-locked")).toHaveLength(8);
    const right = await askForVisitorSeat(platform, interactionId, { pin });
    expect(right.error).toMatchObject({ code: "pin-locked" });
    expect(right.error?.retryAfterMs).toBeGreaterThan(14 * 60_000);
  });

  it("never asks a visitor who made the request", async () => {
    const page = await openVisitorPage(platform, await platform.requestCall());
    expect(page.room.state).toBe("created");
  });
});
