import { PATHS, shortUrlLookupPath, visitorInteractionPath } from "@videoengager/protocol/rest/paths";
import type { ShortUrlResponse } from "@videoengager/protocol/rest/tenant-settings";
import type { VisitorInteraction } from "@videoengager/protocol/rest/visitor-seat";
import type { OpenInteractionResponse } from "@videoengager/protocol/rest/widget-session";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type InProcessPlatform, startPlatform } from "../fixtures/in-process-platform.ts";
import {
  askForVisitorSeat,
  askForWidgetSeat,
  openVisitorPage,
  openWidget,
  type SeatPage,
} from "../fixtures/seat-page.ts";

let platform: InProcessPlatform;
let token: string;

beforeAll(async () => {
  platform = await startPlatform();
  token = await platform.signIn("ann@example.org");
});
afterAll(() => platform.close());

/** An agent and a visitor who see each other. */
async function talk(): Promise<{
  agent: Awaited<ReturnType<typeof openWidget>>;
  visitor: SeatPage;
  ownPlace: string;
}> {
  const agent = await openWidget(platform, token);
  const visitor = await openVisitorPage(platform, agent.opened.interaction.interactionId, { name: "Vera" });
  await visitor.join("Vera");
  await agent.mediaFlows();
  await visitor.mediaFlows();
  await agent.sees((room) => room.state === "active");
  return { agent, visitor, ownPlace: ownPlaceIn(agent.opened) };
}

/** The place in the visitor's own link, as the short link leads to it. */
function ownPlaceIn({ interaction }: OpenInteractionResponse): string {
  return `${interaction.interactionId}~${interaction.shortUrl.split("/").at(-1)}`;
}

describe("an agent's invitation", () => {
  it("has six digits, a short link that leads to the visitor's page, and keeps the query", async () => {
    const { opened } = await openWidget(platform, token);
    expect(opened.how).toBe("invitation");
    expect(opened.interaction.pin).toMatch(/^\d{6}$/);
    const path = new URL(opened.interaction.shortUrl).pathname;
    const redirect = await platform.request("GET", `${path}?name=Vera+V`);
    expect(redirect.status).toBe(302);
    expect(redirect.headers.get("location")).toBe(
      `/visitor/${opened.interaction.interactionId}~${path.split("/").at(-1)}?name=Vera+V`,
    );
    expect(redirect.headers.get("cache-control")).toBe("no-store");
    const code = path.split("/").at(-1) ?? "";
    const lookup = await platform.request<ShortUrlResponse>(
      "GET",
      shortUrlLookupPath(platform.tenantId, code),
    );
    expect(lookup.body.interactionId).toBe(opened.interaction.interactionId);
  });

  it("keeps an application's own reference as customData.customerId", async () => {
    const { opened } = await openWidget(platform, token, "customer-123");
    expect(opened.how).toBe("invitation");
    expect(opened.interaction.customData).toEqual({ customerId: "customer-123" });
  });

  it("goes from created by the visitor's joining to connecting, and to active once both have media", async () => {
    const agent = await openWidget(platform, token);
    const id = agent.opened.interaction.interactionId;
    expect(agent.room).toMatchObject({ state: "created", peer: { presence: "absent" } });
    const visitor = await openVisitorPage(platform, id);
    await agent.sees(
      (room) => room.peer.presence === "arrived" && room.peer.instanceId === visitor.instanceId,
    );
    expect(agent.room.state).toBe("created");
    expect(await visitor.join("Vera")).toEqual({ ok: true });
    await agent.sees((room) => room.state === "connecting" && room.peer.displayName === "Vera");
    await agent.mediaFlows();
    await visitor.mediaFlows();
    await visitor.sees((room) => room.state === "active" && room.activeSinceMs !== null);
  });

  it("tells the visitor's page who invites before joining, and changes nothing by that", async () => {
    const agent = await openWidget(platform, token);
    const id = agent.opened.interaction.interactionId;
    const { body } = await platform.request<VisitorInteraction>("GET", visitorInteractionPath(id));
    expect(body).toMatchObject({
      state: "created",
      initiatedBy: "agent",
      agentName: "ann",
      pinRequired: false,
      seatTaken: false,
    });
    expect(agent.rooms).toHaveLength(1);
  });

  it("refuses unknown and foreign ids alike, and an ended one with its reason", async () => {
    const unknown = await askForWidgetSeat(platform, token, `i_${"x".repeat(22)}`);
    expect(unknown.status).toBe(404);
    expect(unknown.error?.code).toBe("interaction-not-found");
    const agent = await openWidget(platform, token);
    await agent.hangUp();
    const ended = await askForWidgetSeat(platform, token, agent.opened.interaction.interactionId);
    expect(ended.error).toMatchObject({ code: "interaction-ended", endReason: "hung-up" });
    const visitor = await askForVisitorSeat(platform, agent.opened.interaction.interactionId);
    expect(visitor.error?.code).toBe("interaction-ended");
  });
});

describe("a call", () => {
  it("passes descriptions and candidates to the other seat, whole", async () => {
    const { agent, visitor } = await talk();
    const offer = { from: agent.instanceId, to: visitor.instanceId, type: "offer", sdp: "v=0\r\n" } as const;
    agent.socket.emit("description", offer);
    const candidate = {
      from: visitor.instanceId,
      to: agent.instanceId,
      candidate: "candidate:1",
      sdpMid: "0",
      sdpMLineIndex: 0,
      usernameFragment: "abcd",
    };
    visitor.socket.emit("candidate", candidate);
    await visitor.sees(() => visitor.descriptions.length === 1);
    await agent.sees(() => agent.candidates.length === 1);
    expect(visitor.descriptions).toEqual([offer]);
    expect(agent.candidates).toEqual([candidate]);
  });

  it("drops what is too large, of the wrong shape, or in another page's name", async () => {
    const { agent, visitor } = await talk();
    const good = { from: agent.instanceId, to: visitor.instanceId, type: "offer", sdp: "last" } as const;
    agent.socket.emit("description", { ...good, sdp: "x".repeat(64_001) });
    agent.socket.emit("description", { ...good, from: visitor.instanceId });
    agent.socket.emit("description", { ...good, type: "rollback" as "offer" });
    agent.socket.emit("description", good);
    await visitor.sees(() => visitor.descriptions.length > 0);
    expect(visitor.descriptions).toEqual([good]);
  });

  it("ends for both when one hangs up, once, with who did it", async () => {
    const { agent, visitor } = await talk();
    await visitor.hangUp();
    const [first, second] = await Promise.all([agent.hasEnded(), visitor.hasEnded()]);
    expect(first).toEqual(second);
    expect(first).toMatchObject({ reason: "hung-up", by: "visitor" });
    expect(first.talkTimeMs).toBeGreaterThanOrEqual(0);
  });

  it("ends 5 s after the beacon of a page that does not come back", async () => {
    const { agent, visitor } = await talk();
    const left = await platform.request("POST", PATHS.leaveSeat, { seatToken: visitor.seatToken });
    expect(left.status).toBe(204);
    visitor.vanish();
    await agent.sees((room) => room.peer.presence === "away" && room.peer.keptUntilMs !== null);
    const end = await agent.hasEnded();
    expect(end).toMatchObject({ reason: "hung-up", by: "visitor" });
    expect(agent.ended?.atMs).toBeGreaterThanOrEqual(agent.room.peer.keptUntilMs ?? Infinity);
  });

  it("goes on when the page that left comes back to its seat", async () => {
    const { agent, visitor } = await talk();
    await platform.request("POST", PATHS.leaveSeat, { seatToken: visitor.seatToken });
    visitor.vanish();
    await agent.sees((room) => room.peer.presence === "away");
    const again = await openVisitorPage(platform, agent.room.interactionId, {
      instanceId: visitor.instanceId,
    });
    await again.join("Vera");
    await agent.sees((room) => room.peer.presence === "joined");
    expect(again.room.state).toBe("active");
  });
});

describe("the visitor's seat", () => {
  it("is not shared: a second device is refused, unless it takes the seat over by the visitor's own link", async () => {
    const { agent, visitor, ownPlace } = await talk();
    const refused = await askForVisitorSeat(platform, ownPlace);
    expect(refused.error?.code).toBe("seat-taken");
    const { body } = await platform.request<VisitorInteraction>("GET", visitorInteractionPath(ownPlace));
    expect(body).toMatchObject({ seatTaken: true, mayTakeOver: true });
    const second = await openVisitorPage(platform, ownPlace, { takeOver: true });
    await agent.sees((room) => room.peer.instanceId === second.instanceId);
    await agent.sees(() => visitor.takenOver);
    expect(visitor.ended).toBeNull();
  });

  it("can't be taken over with the interaction's id", async () => {
    const { agent, visitor } = await talk();
    const id = agent.room.interactionId;
    const { body } = await platform.request<VisitorInteraction>("GET", visitorInteractionPath(id));
    expect(body).toMatchObject({ seatTaken: true, mayTakeOver: false });
    for (const place of [id, `${id}~abcdefgh2345`]) {
      const refused = await askForVisitorSeat(platform, place, { takeOver: true });
      expect(refused.error?.code).toBe("seat-taken");
    }
    expect(visitor.takenOver).toBe(false);
  });

  it("is not held by a page that only looks: the visitor's own link gets in at once", async () => {
    const widget = await openWidget(platform, token);
    const ownPlace = ownPlaceIn(widget.opened);
    const scanner = await openVisitorPage(platform, ownPlace);
    const { body } = await platform.request<VisitorInteraction>("GET", visitorInteractionPath(ownPlace));
    expect(body.seatTaken).toBe(false);
    const visitor = await openVisitorPage(platform, ownPlace);
    await widget.sees((room) => room.peer.instanceId === visitor.instanceId && scanner.takenOver);
    visitor.vanish();
    await widget.sees((room) => room.peer.presence === "away");
    expect((await askForVisitorSeat(platform, ownPlace)).status).toBe(200);
  });

  it("cannot be used with a token of a page that lost it", async () => {
    const { agent, visitor, ownPlace } = await talk();
    await openVisitorPage(platform, ownPlace, { takeOver: true });
    await agent.sees(() => visitor.takenOver);
    visitor.socket.connect();
    await agent.sees(() => visitor.refusals.length > 0);
    expect(visitor.refusals).toEqual(["taken-over"]);
  });

  it("is refused to a page without a token of ours", async () => {
    const { agent, visitor } = await talk();
    visitor.socket.disconnect();
    visitor.socket.auth = { seatToken: "no-token" };
    visitor.socket.connect();
    await agent.sees(() => visitor.refusals.length > 0);
    expect(visitor.refusals).toEqual(["not-authenticated"]);
  });
});

describe("an agent's second widget", () => {
  it("comes back to its own interaction after a reload", async () => {
    const { agent } = await talk();
    const id = agent.room.interactionId;
    agent.vanish();
    const again = await openWidget(platform, token, id);
    expect(again.opened.how).toBe("returned");
    expect(again.room.state).toBe("active");
  });

  it("learns that the first one has the call", async () => {
    const { agent } = await talk();
    const refused = await askForWidgetSeat(platform, token, agent.room.interactionId);
    expect(refused.error).toMatchObject({ code: "claimed-elsewhere", claimedBy: "self" });
  });
});
