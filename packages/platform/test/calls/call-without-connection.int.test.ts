/** What the platform does for pages that cannot reach each other, or whose socket is dead. */

import type { CallQuality } from "@videoengager/protocol/rest/call-quality";
import { createInteractionPath, PATHS } from "@videoengager/protocol/rest/paths";
import type { ChatRelayMessage, HelloMessage } from "@videoengager/protocol/signalling/signalling-socket";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createPlatformClient, type PlatformClient } from "../fixtures/in-process-platform.ts";
import { openVisitorPage, openWidget, type SeatPage } from "../fixtures/seat-page.ts";
import { startPlatform, type TestPlatform, type TestTenant } from "../helpers/start-platform.ts";

let platform: TestPlatform;
let tenant: TestTenant;
let client: PlatformClient;

beforeAll(async () => {
  platform = await startPlatform();
  tenant = await platform.addTenant("acme");
  client = createPlatformClient(platform.url, {
    tenantId: tenant.id,
    apiKey: tenant.apiKey,
    externalId: "d",
  });
});
afterAll(() => platform.stop());

async function talk(): Promise<{ agent: SeatPage; visitor: SeatPage; ownPlace: string }> {
  const agent = await openWidget(client, await client.signIn("ann@example.org"));
  await agent.join("Ann");
  const visitor = await openVisitorPage(client, agent.room.interactionId);
  await visitor.join("Vera");
  await Promise.all([agent.mediaFlows(), visitor.mediaFlows()]);
  await agent.sees((room) => room.state === "active");
  const { interactionId, shortUrl } = agent.opened.interaction;
  return { agent, visitor, ownPlace: `${interactionId}~${shortUrl.split("/").at(-1)}` };
}

const leave = (seatToken: string, hungUp: boolean): ReturnType<typeof client.request> =>
  client.request("POST", PATHS.leaveSeat, { seatToken, hungUp });

describe("a hang-up by request", () => {
  it("ends the call at once, while the dead socket still counts as open", async () => {
    const { agent, visitor } = await talk();
    agent.frozen = true;
    expect((await leave(agent.seatToken, true)).status).toBe(204);
    expect(await visitor.hasEnded()).toMatchObject({ reason: "hung-up", by: "agent" });
  });

  it("of a page whose seat another page took over ends nothing", async () => {
    const { agent, visitor, ownPlace } = await talk();
    const second = await openVisitorPage(client, ownPlace, { takeOver: true });
    await second.join("Vera");
    expect((await leave(visitor.seatToken, true)).status).toBe(204);
    await agent.sees((room) => room.peer.instanceId === second.instanceId && room.peer.presence === "joined");
    expect(agent.room.state).toBe("active");
    await second.hangUp();
    expect(await agent.hasEnded()).toMatchObject({ by: "visitor" });
  });

  it("after the end changes nothing", async () => {
    const { agent, visitor } = await talk();
    await visitor.hangUp();
    await agent.hasEnded();
    expect((await leave(agent.seatToken, true)).status).toBe(204);
    expect(agent.ended).toMatchObject({ by: "visitor" });
  });
});

describe("the relay", () => {
  it("passes chat and hello on to the other seat, in their sender's name alone", async () => {
    const { agent, visitor } = await talk();
    const chats: ChatRelayMessage[] = [];
    const hellos: HelloMessage[] = [];
    visitor.socket.on("chat", (message) => chats.push(message));
    visitor.socket.on("hello", (message) => hellos.push(message));
    const between = { from: agent.instanceId, to: visitor.instanceId };
    agent.socket.emit("chat", { ...between, from: "somebody-else", id: "0", text: "forged" });
    agent.socket.emit("chat", { ...between, id: "1", text: "x".repeat(4_001) });
    agent.socket.emit("chat", { ...between, id: "2", text: "Hello" });
    agent.socket.emit("chat", { ...between, id: "3", text: null });
    agent.socket.emit("hello", { ...between, load: "first" });
    await vi.waitFor(() => expect(hellos).toEqual([{ ...between, load: "first" }]), 10_000);
    expect(chats).toEqual([
      { ...between, id: "2", text: "Hello" },
      { ...between, id: "3", text: null },
    ]);
    await agent.hangUp();
  });
});

describe("what the pages measured", () => {
  it("is kept with the call, bounded, and read by the tenant's operator alone", async () => {
    const { agent, visitor } = await talk();
    const id = agent.room.interactionId;
    const sample = [900, 800, 0, 10, 40, 60, 0, 30, 720, 0];
    const path = `${createInteractionPath(tenant.id)}/${id}/quality`;
    const read = (key?: string): ReturnType<typeof client.request<CallQuality>> =>
      client.request<CallQuality>("GET", path, undefined, key);
    const kept = async (role: "agent" | "visitor"): Promise<number> => {
      const { body } = await read(tenant.operatorKey);
      return body.sides.find((side) => side.role === role)?.samples.length ?? 0;
    };
    const keeps = (role: "agent" | "visitor", count: number): Promise<void> =>
      vi.waitFor(async () => expect(await kept(role)).toBe(count), 10_000);
    agent.socket.emit("stats", { samples: [["x"]] } as never);
    agent.socket.emit("stats", { samples: [sample, [...sample.slice(1), 1]] });
    visitor.socket.emit("stats", { samples: [[800, 900, 150, 0, 60, 90, 140, 12, 180, 1]] });
    await Promise.all([keeps("agent", 2), keeps("visitor", 1)]);
    agent.socket.emit("stats", { samples: [sample] });
    await keeps("agent", 3);
    // Beyond the bound: dropped.
    agent.socket.emit("stats", { samples: [sample] });
    await agent.mediaFlows();
    expect(await kept("agent")).toBe(3);
    expect((await read(tenant.operatorKey)).body).toMatchObject({ interactionId: id, cause: "loss" });
    expect((await read()).status).toBe(401);
    expect((await read(tenant.apiKey)).status).toBeGreaterThanOrEqual(401);
    const unknown = await client.request(
      "GET",
      `${createInteractionPath(tenant.id)}/i_0123456789012345678901/quality`,
      undefined,
      tenant.operatorKey,
    );
    expect(unknown.status).toBe(404);
    await agent.hangUp();
  });
});
