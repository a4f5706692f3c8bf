import { afterAll, beforeAll, it } from "vitest";
import { type AgentClient, agentOnQueue } from "./fixtures/agent-client.ts";
import { type LivePlatform, startPlatform } from "./fixtures/live-platform.ts";
import { raceForVisitor } from "./fixtures/race.ts";

let platform: LivePlatform;
let agents: AgentClient[];

beforeAll(async () => {
  platform = await startPlatform();
  agents = await Promise.all(
    Array.from({ length: 20 }, (_, index) => agentOnQueue(platform, `agent${index}@example.org`)),
  );
});
afterAll(async () => {
  for (const agent of agents) agent.client.disconnect();
  await platform.close();
});

it("20 agents accept the same visitor at once, 1,000 times: one wins, and every other learns who", async () => {
  for (let round = 0; round < 1_000; round += 1) await raceForVisitor(platform, agents);
});
