import { expect, it, vi } from "vitest";
import { AgentClient } from "../fixtures/agent-client.ts";
import { createCuttableNetwork } from "../fixtures/cuttable-network.ts";
import { startPlatform } from "../fixtures/in-process-platform.ts";
import { openVisitorPage } from "../fixtures/seat-page.ts";
import { startPostgres } from "../helpers/start-postgres.ts";

const AGENTS = 40;

it("agents who all lose their connection at once keep the call that rings, without a moment in which it was gone", async () => {
  // There other sessions arrive while a derivation waits for its queries.
  const postgres = await startPostgres();
  const platform = await startPlatform({ env: { DATABASE_URL: await postgres.createDatabase() } });
  const network = await createCuttableNetwork(platform.url);
  const agents = await Promise.all(
    Array.from({ length: AGENTS }, async (_, index) => {
      const email = `agent${index}@example.org`;
      const agent = new AgentClient({ ...platform, url: network.url }, email, await platform.signIn(email));
      await agent.connect();
      await agent.joinQueue();
      return agent;
    }),
  );
  const id = await platform.requestCall();
  const page = await openVisitorPage(platform, id);
  await page.join("Vera");
  await Promise.all(agents.map((agent) => agent.rings(id)));

  network.cut();
  network.mend();
  await vi.waitFor(
    () => {
      for (const { events } of agents)
        expect(events.filter((event) => event === "Connected")).toHaveLength(2);
    },
    { timeout: 20_000 },
  );
  // Each is answered after a separate derivation.
  await Promise.all(agents.map((agent) => agent.joinQueue()));
  for (const { calls } of agents) expect(calls).toMatchObject([{ visitorId: id, outcome: null }]);

  for (const { client } of agents) client.disconnect();
  page.vanish();
  await network.close();
  await platform.close();
  await postgres.stop();
}, 60_000);
