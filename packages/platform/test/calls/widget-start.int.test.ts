import { randomUUID } from "node:crypto";
import { PATHS } from "@videoengager/protocol/rest/paths";
import type { StartWidgetResponse } from "@videoengager/protocol/rest/widget-session";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type InProcessPlatform, startPlatform } from "../fixtures/in-process-platform.ts";
import { askForWidgetSeat, openVisitorPage, SeatPage } from "../fixtures/seat-page.ts";

let platform: InProcessPlatform;
let token: string;

beforeAll(async () => {
  platform = await startPlatform();
  token = await platform.signIn("ann@example.org");
});
afterAll(() => platform.close());

function start(credential: object, open: object): Promise<Answer<StartWidgetResponse>> {
  return platform.request("POST", PATHS.widgetStart, {
    credential,
    open: { instanceId: randomUUID(), ...open },
  });
}

describe("one request that signs in and opens an interaction", () => {
  it("answers as the two requests do", async () => {
    const instanceId = randomUUID();
    const { body } = await start({ token }, { instanceId });
    expect(body.signedIn.agent.email).toContain("ann@example.org");
    expect(body.opened).toMatchObject({ how: "invitation", interaction: { state: "created" } });
    if ("refused" in body.opened) throw new Error("refused");
    const page = new SeatPage(platform.url, body.opened.seat.seatToken, instanceId);
    await page.isConnected();
    // The token is a widget's: it returns to the seat.
    const { interactionId } = body.opened.interaction;
    const again = await askForWidgetSeat(platform, body.signedIn.token, interactionId, instanceId);
    expect(again.body.how).toBe("returned");
    page.vanish();
  });

  it("says who waits in a claimed call, before the page's socket is up", async () => {
    const veinteraction = await platform.requestCall();
    const visitor = await openVisitorPage(platform, veinteraction);
    await visitor.join("Vera");
    await visitor.sees(({ self }) => self.presence === "joined");
    const instanceId = randomUUID();
    const { body } = await start({ token }, { instanceId, veinteraction });
    expect(body.opened).toMatchObject({
      how: "claimed",
      room: {
        state: "connecting",
        self: { role: "agent", instanceId: "" },
        peer: { role: "visitor", instanceId: visitor.instanceId, presence: "joined", displayName: "Vera" },
      },
    });
    visitor.vanish();
  });

  it("is refused where the sign-in is, and opens nothing", async () => {
    const { status, error } = await start({ token: "no-token" }, {});
    expect([status, error?.code]).toEqual([401, "not-authenticated"]);
  });

  it.each([
    ["that nobody knows", "i_AAAAAAAAAAAAAAAAAAAAAA", "interaction-not-found"],
    ["that another page of the agent's has", "taken", "claimed-elsewhere"],
  ])("says beside the sign-in that it can't join an interaction %s", async (_what, reference, code) => {
    const taken = await start({ token }, {});
    if ("refused" in taken.body.opened) throw new Error("refused");
    const veinteraction = reference === "taken" ? taken.body.opened.interaction.interactionId : reference;
    const { status, body } = await start({ token }, { veinteraction });
    expect(status).toBe(200);
    expect(body.signedIn.token).toBeTruthy();
    expect(body.signedIn.allowedOrigins).toBeInstanceOf(Array);
    expect(body.opened).toMatchObject({
      refused: { code, message: expect.any(String), action: expect.any(String) },
    });
  });

  it("refuses a body without an instance id", async () => {
    const answer = await platform.request("POST", PATHS.widgetStart, { credential: { token }, open: {} });
    expect(answer.error?.code).toBe("invalid-request");
  });
});
